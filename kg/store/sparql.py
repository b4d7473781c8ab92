"""What has to be known of a SPARQL text without an engine: its tokens, its form, its parameters, what it may not do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kg.errors import QueryError
from kg.store.table import Bindings, Iri, Value

# The terminals of SPARQL 1.1, as far as they tell words from strings, names, variables and comments.
_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<string>'''(?:(?:'|'')?(?:[^'\\]|\\.))*''' | \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
        | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*")
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<variable>[?$]\w+)
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>[^\W\d][\w.-]*?:(?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-]))?
        | :(?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-]))? | _:\w[\w.-]*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<space>\s+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")


@dataclass(frozen=True, slots=True)
class Token:
    """One terminal of a SPARQL text, with its place in it."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        return self.kind == "word" and self.text.upper() in words


def tokens(sparql: str) -> Iterator[Token]:
    """The terminals in order, without comments and white space."""
    for match in _TOKEN.finditer(sparql):
        if match.lastgroup not in ("comment", "space"):
            yield Token(match.lastgroup or "other", match.group(), match.start())


def form(sparql: str) -> str:
    """``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``.  An update, or a query that would reach out, is refused.

    SERVICE and LOAD are refused wherever the grammar could read them as keywords: no engine here can switch them off.
    """
    found: str | None = None
    for token in tokens(sparql):
        if token.is_word("SERVICE", "LOAD"):
            raise QueryError(
                f"{token.text.upper()} is refused, at {place(sparql, token.start)}: a query must not reach out to other machines.",
                hint="Bring the other data into the graph first, or query it where it is.",
            )
        if found is None and token.is_word(*FORMS):
            found = token.text.upper()
        if found is None and token.is_word(*UPDATES):
            raise QueryError(
                f"{token.text.upper()} at {place(sparql, token.start)} changes data, and this graph is only read.",
                hint="Build the graph from its documents instead; `kg push` copies it to a server of your own.",
            )
    if found is None:
        raise QueryError("This is not a SPARQL query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE.")
    return found


def place(sparql: str, offset: int) -> str:
    """``line 3, column 14`` of an offset."""
    before = sparql[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - (before.rfind(chr(10)) + 1) + 1}"


def bind(sparql: str, bindings: Bindings | None) -> str:
    """The query with each parameter's ``VALUES ?name { default }`` holding the given term instead.

    The value is written as an escaped RDF term, token for token, so no value can become syntax.  ``None`` is UNDEF, a tuple
    is any of its values.
    A variable that has no such block is bound at the start of the outermost pattern.
    """
    if not bindings:
        return sparql
    terms = {name: _terms(value) for name, value in bindings.items()}
    pieces: list[str] = []
    done, seen = 0, set()
    listed = list(tokens(sparql))
    for index, token in enumerate(listed):
        block = _values_block(listed, index) if token.is_word("VALUES") else None
        if block and block[0] in terms:
            variable, opening, closing = block
            seen.add(variable)
            pieces.append(sparql[done : opening.end] + f" {terms[variable]} ")
            done = closing.start
    text = "".join(pieces) + sparql[done:]
    missing = {name: given for name, given in terms.items() if name not in seen and given != term(None)}
    return _bind_first(text, missing) if missing else text


def _values_block(listed: list[Token], index: int) -> tuple[str, Token, Token] | None:
    """Of ``VALUES ?x { … }`` at ``index``: the variable's name and the two braces."""
    if index + 2 >= len(listed) or listed[index + 1].kind != "variable" or listed[index + 2].text != "{":
        return None
    for later in listed[index + 3 :]:
        if later.text == "}":
            return listed[index + 1].text[1:], listed[index + 2], later
    return None


def _bind_first(sparql: str, terms: Mapping[str, str]) -> str:
    used = {token.text[1:] for token in tokens(sparql) if token.kind == "variable"}
    unknown = sorted(set(terms) - used)
    if unknown:
        raise QueryError(
            f"The query has no variable ?{unknown[0]}.", hint="Its variables: " + ", ".join(sorted(used))
        )
    opening = next((token for token in tokens(sparql) if token.text == "{" and token.kind == "other"), None)
    if opening is None:
        raise QueryError("The query has no pattern to bind a parameter in.")
    blocks = " ".join(f"VALUES ?{name} {{ {given} }}" for name, given in sorted(terms.items()))
    return sparql[: opening.end] + f" {blocks} " + sparql[opening.end :]


def _terms(value: Value | tuple[Value, ...]) -> str:
    return " ".join(map(term, value)) if isinstance(value, tuple) else term(value)


def term(value: Value) -> str:
    """A value as a SPARQL term: escaped, typed, never syntax."""
    if value is None:
        return "UNDEF"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, float):
        return repr(value) if "e" in repr(value) else f"{value!r}e0"
    if isinstance(value, Iri):
        if re.search(r"[<>\"{}|^`\\\x00-\x20]", value) or ":" not in value:
            raise QueryError(f"Not an IRI: {value!r}.")
        return f"<{value}>"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
