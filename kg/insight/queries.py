"""The named questions of ``ontology/queries/*.rq``: what each asks, takes and gives, read from its header."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from kg.errors import OntologyError, QueryError, UnknownNameError
from kg.resources import ontology_folder
from kg.store.table import Iri, Value

BASE = "https://safeguarding-learning.example/"
# Parameter types that name a thing: the path of its IRI.
THINGS = {
    "theme": "theme/",
    "agency": "agency/",
    "agency-type": "agency-type/",
    "review": "review/",
    "review-type": "review-type/",
    "age-band": "age-band/",
    "area": "area/",
    "run": "run/",
}
KINDS = ("finding", "point", "recommendation", "question", "good-practice", "purpose")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of the query that a user may set.  ``default`` is SPARQL; ``None`` means no restriction."""

    name: str
    type: str
    description: str
    default: str | None


@dataclass(frozen=True, slots=True)
class Paging:
    """How a long listing is read: by the values of ``variable``, in the order of a question of ``queries/pages``, ``size`` at a time."""

    variable: str
    question: str
    size: int

    @property
    def things(self) -> str:
        """Several of them in words: "reviews", "agencies"."""
        return self.variable[:-1] + "ies" if self.variable.endswith("y") else self.variable + "s"


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question: its file's name, what it asks, for whom, its parameters, what each column means, how it is read in pages."""

    name: str
    title: str
    question: str
    audience: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    sparql: str
    paging: Paging | None = None


@cache
def named_queries(folder: Path | None = None) -> dict[str, NamedQuery]:
    """Every named question by name, in alphabetical order.  ``OntologyError`` for a header that is not complete."""
    files = sorted((folder or ontology_folder() / "queries").glob("*.rq"))
    return {path.stem: parse(path.stem, path.read_text(encoding="utf-8")) for path in files}


def find(name: str) -> NamedQuery:
    """The question of that name, or ``UnknownNameError`` with the nearest names."""
    queries = named_queries()
    if name in queries:
        return queries[name]
    near = difflib.get_close_matches(name, queries, n=3, cutoff=0.4)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`kg query --list` shows them all."
    raise UnknownNameError(f"There is no query called {name!r}.", hint=hint)


def parse(name: str, sparql: str) -> NamedQuery:
    """Read the header: ``# title:``, ``# question:``, ``# audience:``, ``# pages:``, ``# parameter:`` and ``# column:`` lines."""
    said: dict[str, list[str]] = {}
    for key, value in re.findall(r"^# (\w+): (.*)$", sparql, flags=re.MULTILINE):
        said.setdefault(key, []).append(value.strip())
    try:
        title, question, audience = (said[key][0] for key in ("title", "question", "audience"))
    except KeyError as error:
        raise OntologyError(f"queries/{name}.rq has no '# {error.args[0]}:' line.") from None
    parameters = tuple(_parameter(name, line, sparql) for line in said.get("parameter", ()))
    columns = tuple(_parts(name, line, 2) for line in said.get("column", ()))
    return NamedQuery(
        name,
        title,
        question,
        audience,
        parameters,
        tuple((column[0], column[1]) for column in columns),
        sparql,
        _paging(name, said.get("pages", []), parameters),
    )


def _parts(name: str, line: str, number: int) -> list[str]:
    parts = [part.strip() for part in line.split("|", number - 1)]
    if len(parts) != number:
        raise OntologyError(f"queries/{name}.rq: {line!r} needs {number} parts with | between them.")
    return parts


def _paging(query: str, said: list[str], parameters: tuple[Parameter, ...]) -> Paging | None:
    """``variable | question | size``, where the variable is a parameter that restricts nothing as it stands."""
    if not said:
        return None
    variable, question, size = _parts(query, said[0], 3)
    if not any(parameter.name == variable and parameter.default is None for parameter in parameters):
        raise OntologyError(f"queries/{query}.rq is read by {variable}, which is no parameter that is UNDEF.")
    return Paging(variable, question, int(size))


def _parameter(query: str, line: str, sparql: str) -> Parameter:
    name, type_, description = _parts(query, line, 3)
    block = re.search(rf"VALUES \?{re.escape(name)} {{([^}}]*)}}", sparql)
    if block is None:
        raise OntologyError(f"queries/{query}.rq declares {name} but has no VALUES ?{name} {{ … }} for it.")
    default = block[1].strip()
    return Parameter(name, type_, description, None if default == "UNDEF" else default)


def values(query: NamedQuery, given: dict[str, object]) -> dict[str, Value]:
    """Each given parameter as a term of its type.  Unknown names and unfit values are errors that say what fits."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            fits = ", ".join(known) or "it takes none"
            raise UnknownNameError(
                f"{query.name} has no parameter {name!r}.", hint=f"Its parameters: {fits}."
            )
    return {
        name: convert(known[name].type, value, name) for name, value in given.items() if value is not None
    }


def convert(type_: str, value: object, name: str) -> Value:
    """A user's word as a value of a parameter's type: ``neglect`` of type theme is the theme's IRI."""
    if isinstance(value, Iri):
        return value
    words = str(value).strip()
    try:
        if type_ in ("integer", "year"):
            return int(words)
        if type_ == "decimal":
            return Decimal(words)
    except (ValueError, InvalidOperation):
        raise QueryError(f"{name} has to be a number, and is {words!r}.") from None
    if type_ in THINGS:
        if words.startswith(("http://", "https://")):
            return Iri(words)
        slug = words.split(":", 1)[-1]
        if not re.fullmatch(r"[\w.~%-]+", slug):
            raise UnknownNameError(
                f"{words!r} is not the name of a {type_}.", hint="Names look like this: information-sharing."
            )
        return Iri(BASE + THINGS[type_] + slug)
    if type_ == "kind" and words not in KINDS:
        raise UnknownNameError(
            f"There is no kind of item called {words!r}.", hint="Kinds: " + ", ".join(KINDS) + "."
        )
    return words
