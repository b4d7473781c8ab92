"""Reading a file that is not trusted: in a process of its own, with limits on time and memory.

Whatever the file does to a parser (a crash, a loop, all the memory), only that process dies, and the error
says which limit was reached.
"""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import kg
from kg.errors import KgError, LimitError, SourceError
from kg.model import Document
from kg.reading.limits import Limits

_ALLOWED = ("kg.model", "kg.errors")
_MEMORY = b"KG-OUT-OF-MEMORY"


def read_isolated(path: Path, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    """The same as ``kg.reading.read``, in a process of its own.

    Raises what ``read`` raises; LimitError when time or memory ran out; SourceError when the reader crashed.
    """
    path = Path(path)
    request = pickle.dumps((os.fspath(path.absolute()), limits))
    environment = {
        **os.environ,
        "PYTHONPATH": _import_path(),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    command = [sys.executable, "-c", "from kg.reading.isolated import serve; serve()"]
    try:
        done = subprocess.run(
            command, input=request, capture_output=True, timeout=limits.seconds, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise LimitError(
            f"{path.name} took longer than {limits.seconds:g} seconds to read (limit: time).",
            hint="Split the document, or raise the limit.",
        ) from error
    if done.returncode == 0 and done.stdout:
        answer = _Unpickler(io.BytesIO(done.stdout)).load()
        if isinstance(answer, Document):
            return answer
        if isinstance(answer, KgError):
            raise answer
    raise _died(path, done.returncode, done.stderr, limits)


def _died(path: Path, code: int, stderr: bytes, limits: Limits) -> KgError:
    """What to say of a process that gave no answer."""
    if _MEMORY in stderr or b"MemoryError" in stderr or b"bad_alloc" in stderr or code in (-9, 137):
        return LimitError(
            f"{path.name} needed more than {limits.memory_mb} MB of memory (limit: memory).",
            hint="Split the document, or raise the limit.",
        )
    last = stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [f"exit code {code}"]
    return SourceError(
        f"{path.name} could not be read: the reader stopped ({last[0][:200]}).",
        hint="The file may be damaged. Open it, save it again, and give that file.",
    )


class _Unpickler(pickle.Unpickler):
    """Takes back only our own values: a reader that a file has subverted can hand over nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _ALLOWED and "." not in name and not name.startswith("__"):
            return super().find_class(module, name)
        raise SourceError(f"The reading process answered with something unknown ({module}.{name}).")


def _import_path() -> str:
    """Where the child finds ``kg``: where this process found it, before anything else."""
    here = str(Path(kg.__file__).resolve().parent.parent)
    return os.pathsep.join(
        dict.fromkeys([here, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))])
    )


def serve() -> None:
    """The child's side: read one request, answer with a Document or an error, and end."""
    path, limits = pickle.loads(sys.stdin.buffer.read())  # from our own parent
    _bound(limits)
    from kg.reading import read

    answer: Document | KgError
    try:
        answer = read(Path(path), limits)
    except KgError as error:
        answer = error
    except MemoryError:
        os.write(sys.stderr.fileno(), _MEMORY)  # past Python's buffer, which _exit would not empty
        os._exit(3)
    except RecursionError:
        answer = SourceError(
            f"{Path(path).name} is nested too deeply to read.", hint="Save it again from its program."
        )
    sys.stdout.buffer.write(pickle.dumps(answer))
    sys.stdout.buffer.flush()


def _bound(limits: Limits) -> None:
    """Ask the system to hold this process to its memory; systems that cannot (Windows) leave time as the only bound."""
    try:
        import resource
    except ImportError:
        return
    size = limits.memory_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
