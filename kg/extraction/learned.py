"""Files that extraction has learned: ``ontology/*.json``, each made by a script in ``benchmarks/``."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from kg.errors import OntologyError
from kg.resources import ontology_folder

T = TypeVar("T")


def learned(name: str, script: str, parsed: Callable[[Any], T]) -> T:
    """What ``parsed`` makes of ``ontology/{name}``.  ``OntologyError`` where the file is missing or of another shape."""
    try:
        return parsed(json.loads((ontology_folder() / name).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise OntologyError(
            f"{name} cannot be used: {error}.", hint=f"Run: python -m benchmarks.{script}"
        ) from error
