"""Set up, run, test and check the project with nothing but Python 3.11+: ``python tasks.py run`` (``make run`` calls this).

The environment lives in ``.venv`` here and is made again when a lock file changes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
LOCKS = (ROOT / "requirements.lock", ROOT / "requirements-dev.lock")


def python(*arguments: str) -> None:
    """Run the environment's Python; stop with its exit code when it fails."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run([str(BIN / "python"), *arguments], cwd=ROOT, env=environment)
    if done.returncode:
        sys.exit(done.returncode)


def setup(lock: Path = LOCKS[0]) -> None:
    """Make ``.venv`` from a lock file (versions and hashes), unless it is already there."""
    wanted = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / f"{lock.stem}.stamp"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    if sys.version_info < (3, 11):  # noqa: UP036  (run by whatever Python the user has)
        sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    if not (BIN / ("python.exe" if os.name == "nt" else "python")).exists():
        print("Setting up .venv (once; some minutes) …", flush=True)
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    python(
        "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(lock)
    )
    python(
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-build-isolation",
        "-e",
        ".",
    )
    stamp.write_text(wanted)


def run() -> None:
    """The main job on ``seeds/``: build the graph, then the board paper and the graph page under ``output/``."""
    setup()
    kg = ("-m", "kg")
    python(*kg, "build", "seeds", "-o", "output")
    python(*kg, "themes", "-o", "output")
    python(*kg, "report", "-o", "output")
    python(*kg, "view", "-o", "output")
    python(*kg, "check", "-o", "output")


def test(*arguments: str) -> None:
    """Every test.  Further arguments go to pytest: ``python tasks.py test tests/reading -k pdf``."""
    setup(LOCKS[1])
    python("-m", "pytest", *(arguments or ("-n", "2", "--dist", "loadscope")))


def check() -> None:
    """Formatting, linting, strict types and the import contracts."""
    setup(LOCKS[1])
    python("-m", "ruff", "format", "--check", ".")
    python("-m", "ruff", "check", ".")
    python("-m", "mypy")
    lint_imports = shutil.which("lint-imports", path=str(BIN))
    if lint_imports is None:
        sys.exit("lint-imports is missing from .venv: delete .venv and try again")
    if subprocess.run([lint_imports], cwd=ROOT).returncode:
        sys.exit(1)


def format() -> None:
    """Format the code and mend what the linter can mend."""
    setup(LOCKS[1])
    python("-m", "ruff", "format", ".")
    python("-m", "ruff", "check", "--fix", ".")


def lock() -> None:
    """Write the lock files again: versions and hashes for every platform, no index URL."""
    setup(LOCKS[1])
    extras = (
        "--extra",
        "learned",
        "--extra",
        "serve",
        "--extra",
        "pdf",
        "--extra",
        "cluster",
        "--group",
        "build",
    )
    common = (
        "-m",
        "uv",
        "pip",
        "compile",
        "pyproject.toml",
        "--universal",
        "--generate-hashes",
        "--no-emit-index-url",
    )
    python(*common, "--no-header", "--quiet", *extras, "-o", str(LOCKS[0]))
    python(
        *common, "--no-header", "--quiet", *extras, "--group", "dev", "-c", str(LOCKS[0]), "-o", str(LOCKS[1])
    )


def clean() -> None:
    """Remove the environment and everything under ``output/``."""
    shutil.rmtree(VENV, ignore_errors=True)
    for path in (ROOT / "output").iterdir():
        if path.name != "README.md":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


TASKS: dict[str, Callable[..., None]] = {
    "setup": setup,
    "run": run,
    "test": test,
    "check": check,
    "format": format,
    "lock": lock,
    "clean": clean,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:
        sys.exit(
            "usage: python tasks.py "
            + " | ".join(TASKS)
            + "\n"
            + "\n".join(f"  {name:7} {(task.__doc__ or '').splitlines()[0]}" for name, task in TASKS.items())
        )
    TASKS[sys.argv[1]](*sys.argv[2:])
