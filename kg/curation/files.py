"""Decisions as Turtle under version control: one file a review, sorted, so that a change reads well in a diff."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.curation.decisions import Action, Decision
from kg.errors import CurationError, OutputError

_BASE = "https://safeguarding-learning.example/"
_SLR = f"{_BASE}ontology#"
_DCT = "http://purl.org/dc/terms/"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_DECISION = NamedNode(f"{_SLR}Decision")
_DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")
_PREFIXES = {"slr": _SLR, "dcterms": _DCT, "xsd": "http://www.w3.org/2001/XMLSchema#",
             "decision": f"{_BASE}decision/", "item": f"{_BASE}item/", "theme": f"{_BASE}theme/"}  # fmt: skip
# Field of a Decision -> the property that holds it; all but item and theme are plain words.
_WORDS = {
    "action": f"{_SLR}decision",
    "words": f"{_SLR}onWords",
    "value": f"{_SLR}decidedValue",
    "by": f"{_SLR}decidedBy",
    "note": f"{_SLR}decisionNote",
    "codebook": f"{_SLR}codebookVersion",
}
_ITEM, _THEME, _ON = f"{_SLR}decides", f"{_SLR}decidedTheme", f"{_DCT}date"
AGENCIES = "agencies"


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """Every decision in ``folder/*.ttl``, sorted; none when there is no such folder.

    Raises ``CurationError`` for Turtle that does not parse and for decisions that are not complete.
    """
    found: list[Decision] = []
    for path in sorted(folder.glob("*.ttl")):
        facts: dict[str, dict[str, str]] = defaultdict(dict)
        try:
            for triple in parse(path.read_bytes(), format=RdfFormat.TURTLE):
                facts[triple.subject.value][triple.predicate.value] = triple.object.value
        except (SyntaxError, OSError) as error:
            raise CurationError(
                f"{path} cannot be read: {error}",
                hint="Mend the Turtle, or take the file from version control.",
            ) from error
        found.extend(_decision(name, said, path) for name, said in facts.items())
    return tuple(sorted(set(found)))


def _decision(name: str, said: dict[str, str], path: Path) -> Decision:
    words = {field: said.get(iri, "") for field, iri in _WORDS.items()}
    try:
        action = Action(words.pop("action"))
    except ValueError:
        raise CurationError(
            f"{path}: {name} has no decision that is known.", hint=f"One of: {', '.join(Action)}."
        ) from None
    if _ITEM not in said:
        raise CurationError(f"{path}: {name} does not say what it decides.", hint="Give it slr:decides.")
    return Decision(
        item=said[_ITEM].removeprefix(_BASE).partition("/")[2],
        action=action,
        theme=said.get(_THEME, "").removeprefix(f"{_BASE}theme/"),
        on=said.get(_ON, ""),
        **words,
    )


def write_decisions(folder: Path, decisions: Iterable[Decision]) -> tuple[Path, ...]:
    """Write ``decisions`` over what ``folder`` holds: all files of it, or none when one cannot be written."""
    by_file: dict[str, list[Decision]] = defaultdict(list)
    for decision in sorted(set(decisions)):
        by_file[decision.review or AGENCIES].append(decision)
    fresh: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, some in sorted(by_file.items()):
            path = folder / f"{name}.ttl"
            beside = folder / f".{name}-{os.getpid()}"
            beside.write_bytes(_turtle(some))
            fresh.append((beside, path))
        for beside, path in fresh:
            beside.replace(path)
        for old in folder.glob("*.ttl"):
            if old.stem not in by_file:
                old.unlink()
    except OSError as error:
        raise OutputError(
            f"The decisions cannot be written in {folder}: {error.strerror or error}."
        ) from error
    finally:
        for beside, _ in fresh:
            beside.unlink(missing_ok=True)
    return tuple(path for _, path in fresh)


def _turtle(decisions: list[Decision]) -> bytes:
    triples: list[Triple] = []
    for decision in decisions:
        node = NamedNode(f"{_BASE}decision/{decision.name}")
        kind = "agency" if decision.action is Action.MERGE else "review" if not decision.key else "item"
        triples.append(Triple(node, _TYPE, _DECISION))
        triples.append(Triple(node, NamedNode(_ITEM), NamedNode(f"{_BASE}{kind}/{decision.item}")))
        if decision.theme:
            triples.append(Triple(node, NamedNode(_THEME), NamedNode(f"{_BASE}theme/{decision.theme}")))
        if decision.on:
            triples.append(Triple(node, NamedNode(_ON), Literal(decision.on, datatype=_DATE)))
        for field, iri in _WORDS.items():
            if words := getattr(decision, field):
                triples.append(Triple(node, NamedNode(iri), Literal(str(words))))
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=_PREFIXES)
    assert written is not None  # bytes come back when no file is given
    return written
