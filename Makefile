# Each target is a task of tasks.py, so that Windows can do the same: py tasks.py run
PYTHON ?= python3

.PHONY: run test check format lock clean setup
run test check format lock clean setup:
	@$(PYTHON) tasks.py $@
