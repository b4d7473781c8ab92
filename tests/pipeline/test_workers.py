"""Workers: a task that hangs, dies or fails costs its own document and nothing else."""

from __future__ import annotations

import os
import time

import pytest

from kg.errors import KgError, LimitError, SourceError
from kg.pipeline.workers import Bounds, run


def work(task: str) -> str:
    if task == "hang":
        time.sleep(60)
    if task == "die":
        os._exit(9)
    if task == "refuse":
        raise SourceError("it is empty")
    if task == "fault":
        raise ZeroDivisionError("a fault of ours")
    if task == "greedy":
        return str(len(bytearray(4_000_000_000)))
    return task.upper()


def outcomes(tasks: list[str], workers: int, bounds: Bounds) -> dict[str, object]:
    return dict(run(work, tasks, workers, bounds))


def test_one_bad_task_does_not_cost_the_others() -> None:
    found = outcomes(["a", "hang", "b", "die", "refuse", "c"], 2, Bounds(seconds=1.5))
    assert {task: found[task] for task in "abc"} == {"a": "A", "b": "B", "c": "C"}
    assert isinstance(found["hang"], LimitError)
    assert isinstance(found["die"], KgError)
    assert isinstance(found["refuse"], SourceError)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on address space")
def test_memory_is_bounded() -> None:
    assert isinstance(outcomes(["greedy"], 1, Bounds(memory_mb=1500))["greedy"], LimitError)


def test_a_fault_of_ours_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        outcomes(["fault"], 1, Bounds())


def test_no_tasks_start_no_process() -> None:
    assert outcomes([], 2, Bounds()) == {}
