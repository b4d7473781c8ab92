"""Where ``ontology/`` and the other files that travel with the code are: beside a checkout, or inside the wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import OntologyError

_PACKAGE = Path(__file__).resolve().parent


def ontology_folder() -> Path:
    """The folder of Turtle and queries: ``kg/_ontology`` in an installed wheel, ``ontology/`` in a checkout."""
    for folder in (_PACKAGE / "_ontology", _PACKAGE.parent / "ontology"):
        if (folder / "themes.ttl").is_file():
            return folder
    raise OntologyError(
        "The ontology folder is missing beside the program.",
        hint="Install the package again, or run from a complete checkout.",
    )


@cache
def internal_query(file: str) -> str:
    """The SPARQL of a question or an update that only the tool itself asks: a file of ``queries/internal``."""
    return (ontology_folder() / "queries" / "internal" / file).read_text(encoding="utf-8")
