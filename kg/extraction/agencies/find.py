"""The agencies of one review: those that took part, those that own it, and those that are only named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extraction.agencies.contributors import contributors
from kg.extraction.agencies.definitions import definitions
from kg.extraction.agencies.directory import Directory
from kg.extraction.agencies.grammar import heads, is_distinct, names_in
from kg.extraction.agencies.kinds import within
from kg.extraction.agencies.naming import Named, initials, named
from kg.extraction.agencies.register import register
from kg.extraction.sections import Section, section_at
from kg.model import Agency, AgencyRole, Basis, BlockKind, Claim, Document, Identity, Quote, Span

_CAPITALS = re.compile(r"(?<![\w’'-])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?![\w-])")
_UNREAD = frozenset(("contents", "references"))


@dataclass(slots=True)
class _Draft:
    """An agency while it is being put together."""

    named: Named
    role: AgencyRole
    quote: Quote
    rule: str
    acronym: str | None = None
    basis: Basis = Basis.STATED
    printed: dict[str, None] = field(default_factory=dict)


def find_agencies(document: Document, sections: Sequence[Section], identity: Identity) -> tuple[Agency, ...]:
    """Every body, team, forum or board, each once: those that took part first, then the review's owners, then the rest."""
    drafts: dict[str, _Draft] = {}
    defined = definitions(document)
    for found in contributors(document, sections):
        printed = " ".join(document.words(found.entry.span).split())
        draft = _Draft(
            named(
                defined.get(printed, printed) if printed.isupper() else printed, identity, found.entry.remarks
            ),
            AgencyRole.CONTRIBUTED,
            document.quote(found.entry.span),
            f"agency/{found.how}",
            found.entry.acronym,
            Basis.INFERRED if found.how == "panel" else Basis.STATED,
        )
        _put(drafts, draft, printed)
    for claims, role in (
        (identity.commissioners, AgencyRole.COMMISSIONED),
        (_some(identity.publisher), AgencyRole.PUBLISHED),
    ):
        for claim in claims:
            for name in claim.value.split("; "):
                if identity.area is not None and name == identity.area.value:
                    continue  # an abstract's heading has the area where the board would stand: no body is named
                _put(
                    drafts,
                    _Draft(named(name, identity), role, claim.quote, claim.rule, None, claim.basis),
                    name,
                )
    _add_acronyms(document, drafts, defined)
    directory = Directory(_finished(drafts))
    for printed, span in _mentions(document, sections):
        if directory.find(printed) is None and _worth_naming(printed) and not _joins(printed, directory):
            draft = _Draft(
                named(printed, identity), AgencyRole.MENTIONED, document.quote(span), "agency/mention"
            )
            _put(drafts, draft, printed)
            directory = Directory(_finished(drafts))
    return _finished(drafts)


def _joins(printed: str, directory: Directory) -> bool:
    """ "Recovery Tarn and Tarn Children's Services": a known name and another are no third."""
    return any(
        directory.find(printed[: joint.start()]) or directory.find(printed[joint.end() :])
        for joint in re.finditer(r"\s+(?:and|&)\s+(?:the\s+)?", printed)
    )


def _some(claim: Claim[str] | None) -> tuple[Claim[str], ...]:
    return (claim,) if claim else ()


def _put(drafts: dict[str, _Draft], draft: _Draft, printed: str) -> None:
    """Keep the first draft of a key, and every wording of it."""
    kept = drafts.setdefault(draft.named.key, draft)
    kept.acronym = kept.acronym or draft.acronym
    kept.printed.setdefault(printed)


def _finished(drafts: dict[str, _Draft]) -> tuple[Agency, ...]:
    return tuple(
        Agency(
            key=key,
            name=draft.named.name,
            type=draft.named.kind,
            role=draft.role,
            quote=draft.quote,
            rule=draft.rule,
            acronym=draft.acronym,
            printed=tuple(draft.printed),
            basis=draft.basis,
        )
        for key, draft in drafts.items()
    )


def _add_acronyms(document: Document, drafts: dict[str, _Draft], defined: dict[str, str]) -> None:
    """Acronyms that the text defines, or prints and that a name's initials or the register give."""
    used = {
        m.group()
        for block in document.blocks
        for m in _CAPITALS.finditer(document.text, block.span.start, block.span.end)
    }
    directory = Directory(_finished(drafts))
    for acronym, name in sorted(defined.items()):
        agency = directory.find(name)
        if agency and drafts[agency.key].acronym is None:
            drafts[agency.key].acronym = acronym
    for draft in drafts.values():
        known = {*(draft.named.body.acronyms if draft.named.body else ()), *initials(draft.named.name)}
        fitting = sorted(a for a in used & known if len(a) > 2 and a != draft.named.name)
        if draft.acronym is None and fitting:
            draft.acronym = fitting[-1]


def _mentions(document: Document, sections: Sequence[Section]) -> Iterator[tuple[str, Span]]:
    """Names in running text, and acronyms that the register knows, in order."""
    for place, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING or section_at(sections, place).role in _UNREAD:
            continue
        spans = list(names_in(document.text, block.span.start, block.span.end))
        for match in _CAPITALS.finditer(document.text, block.span.start, block.span.end):
            if match.group() in register().hidden and register().hidden[match.group()][0].area is None:
                spans.append(Span(*match.span()))
        for span in sorted(spans):
            yield " ".join(document.words(span).split()), span


def _worth_naming(printed: str) -> bool:
    """A name of its own, or a forum: general words ("Adult Mental Health Services") are a kind and no body."""
    found = heads(printed, 0, len(printed))
    if register().body(printed):
        return True
    if found and found[-1].cue.signals and within(found[-1].cue.signals, "multi-agency-forum"):
        return True
    if not found or printed.isupper():
        return False
    if found[-1].strong:
        return is_distinct(printed) and printed[: found[0].start].strip()[-2:] not in ("’s", "'s")
    return len(printed.split()) > 3
