"""Items in tables: the headers decide what a column holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extraction.items.addressees import names_a_body
from kg.extraction.items.draft import Draft, draft, joined
from kg.extraction.items.headlines import headline, is_topic
from kg.extraction.items.layout import Layout
from kg.extraction.kinds import asks, reads_as_asked, recommends, score, ways
from kg.extraction.labels import label_in, marker_number, plain_number
from kg.extraction.roles import roles_of
from kg.extraction.sections import Section
from kg.extraction.sentences import sentences
from kg.extraction.tables import Row, tables
from kg.extraction.vocabulary import Cue, cues
from kg.model import ItemKind, Span

_KINDS = {
    "finding": ItemKind.FINDING,
    "recommendation": ItemKind.RECOMMENDATION,
    "action": ItemKind.RECOMMENDATION,
    "question": ItemKind.QUESTION,
    "good-practice": ItemKind.GOOD_PRACTICE,
    "point": ItemKind.POINT,
}
_ROLE_KINDS = {
    "findings": "finding",
    "recommendations": "recommendation",
    "action-plan": "recommendation",
    "questions": "question",
    "good-practice": "good-practice",
}
_DECOYS = frozenset(
    [
        "contents",
        "earlier-recommendations",
        "actions-taken",
        "response",
        "glossary",
        "panel",
        "agencies",
        "chronology",
        "links",
        "terms-of-reference",
        "methodology",
        "cover",
    ]
)
_ASIDE = frozenset({"decoy", "evidence"})
_ASKED_OF = ("terms-of-reference", "methodology")
_DONE = re.compile(r"\W*(?:complete|completed|implemented|done|discharged|closed|achieved)\b", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{0,3}\s?(\d{1,2}[a-z]?)[.)]?")  # "R4", "KI2", "3."
_OPENING = re.compile(r"(?P<number>\d{1,2})[.)]? (?=[A-Z])")
_COUNTED = 3  # rows
_LETTERED = re.compile(r"[A-Z]\d{1,2}[.)]?")
_LETTERS = 2
_HEADER_ROWS = 3  # the title of a table, or the words that lead up to it, may fill rows above its header
_LEAST_WORDS = 4  # a cell with fewer only refers to an item
_PLAN_WEIGHT, _TABLE_WEIGHT = 0.3, 0.9


def tabled_items(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The items of every table of several columns whose header, or whose section, names a kind of learning."""
    found: list[Draft] = []
    before: tuple[tuple[int, int], dict[int, str]] = ((-1, 0), {})
    for table, rows in sorted(tables(layout.document).items()):
        if table in layout.unwrapped:
            continue
        first = rows[0].cells[0][1][0]
        section = layout.section(first)
        role = _titled(layout, rows) or section.role
        columns, body = _headed(layout, rows)
        if role in _DECOYS and not (role in _ASKED_OF and _is_answer(columns)):
            continue
        wide = (table - 1, len(rows[0].cells))
        if not columns and before[0] == wide and not rows[0].header and len(rows[0].cells) > 1:
            columns = before[1]  # a table that goes on after a page, without its header
        before = ((table, len(rows[0].cells)), columns)
        kind = _ROLE_KINDS.get(role or "")
        listed = [i for row in body for _, blocks in row.cells for i in blocks if layout.is_item(i)]
        if kind and not columns and len(listed) > 1:
            found.extend(
                draft(layout, _KINDS[kind], layout.block(i).span, i, f"{_KINDS[kind].value}/table-list")
                for i in listed
            )
            continue
        if kind and (kind not in columns.values() or kind == "question"):
            columns = {**_by_shape(layout, body, columns, kind), **_without(columns, "finding", kind)}
        elif kind is None and not _announced(layout, (*drafts, *found)):
            columns = _asked_of(layout, body, columns)
        columns = _with_reasons(layout, body, _with_one_finding(layout, body, columns))
        so_far = (*drafts, *found)
        if _already_done(layout, body, columns, so_far) or _handed_over(layout, section, so_far):
            continue
        found.extend(_rows(layout, body, columns, role))
    yield from found


def _is_answer(columns: dict[int, str]) -> bool:
    """What was learned beside what should be done: it answers the line of enquiry under which it stands."""
    held = set(columns.values())
    return "finding" in held and bool(held & {"recommendation", "action"}) and not held & _ASIDE


def _headed(layout: Layout, rows: Sequence[Row]) -> tuple[dict[int, str], Sequence[Row]]:
    """What the columns hold, and the rows below the header: the first row, or one behind rows that run across the table."""
    for place in range(min(_HEADER_ROWS, len(rows))):
        columns = _seen_as_finding(_columns(layout, rows[place:]))
        if columns:
            return columns, rows[place + 1 :]
        if len(rows[place].cells) > 1:
            break
    return {}, rows


def _titled(layout: Layout, rows: Sequence[Row]) -> str | None:
    """The role that a title in the table's own first row tells, where that row is one cell across the table."""
    if len(rows) < _HEADER_ROWS or len(rows[0].cells) > 1 or len(rows[1].cells) < 2:
        return None
    return next(iter(roles_of(layout.text(rows[0].cells[0][1][0]))), None)


def _announced(layout: Layout, drafts: Sequence[Draft]) -> bool:
    """Recommendations are drafted, or a section for them stands in the document."""
    return any(each.kind is ItemKind.RECOMMENDATION for each in drafts) or any(
        section.role == "recommendations" for section in layout.sections
    )


def _asked_of(layout: Layout, rows: Sequence[Row], columns: dict[int, str]) -> dict[int, str]:
    """Under any heading: beside a column for who, the widest other column holds recommendations if most of its cells ask."""
    if "addressee" not in columns.values() or set(columns.values()) & set(_KINDS):
        return columns
    found = _by_shape(layout, rows, columns, "recommendation", asking=True)
    return {**columns, **found}


def _handed_over(layout: Layout, section: Section, drafts: Sequence[Draft]) -> bool:
    """The words around a table say that what it asks is others' or done, and the review has asked for things of its own."""
    own = any(each.kind is ItemKind.RECOMMENDATION for each in drafts)
    around = [i for i in range(section.body, section.end) if not layout.in_grid(i)]
    return own and any(score("handed-over", layout.text(i)) > 0 for i in around)


def _seen_as_finding(columns: dict[int, str]) -> dict[int, str]:
    """What was seen is a point of the finding beside it, and the finding itself where no other column holds one."""
    if "finding" in columns.values():
        return columns
    return {column: "finding" if name == "point" else name for column, name in columns.items()}


def _with_one_finding(layout: Layout, rows: Sequence[Row], columns: dict[int, str]) -> dict[int, str]:
    """Of several columns that could hold findings the first that says something: not the topics, nor what explains it, which
    is the reason for it where it stands behind."""
    several = [column for column, name in columns.items() if name == "finding"]
    if len(several) < 2:
        return columns
    cells = {
        column: [layout.text(row.blocks(column)[0]) for row in rows if row.blocks(column)]
        for column in several
    }
    telling = [column for column in several if sum(map(is_topic, cells[column])) * 2 < len(cells[column])]
    kept = (telling or several)[0]
    behind = {column: "reason" for column in telling if column > kept}
    others = {column: name for column, name in columns.items() if name != "finding" or column == kept}
    return {**others, **behind}


def _with_reasons(layout: Layout, rows: Sequence[Row], columns: dict[int, str]) -> dict[int, str]:
    """Beside the findings the columns that say why: those that list statements, whatever their header, and "Evidence" where
    nothing is to be done, which else is evidence of completion."""
    names = set(columns.values())
    if "finding" not in names:
        return columns
    reasons = {
        column
        for column in {column for row in rows for column, _ in row.cells}
        if column not in columns and _lists_statements(layout, rows, column)
    }
    if not names & {"recommendation", "action", "addressee"}:
        reasons |= {column for column, name in columns.items() if name == "evidence"}
    return {**columns, **dict.fromkeys(sorted(reasons), "reason")}


def _lists_statements(layout: Layout, rows: Sequence[Row], column: int) -> bool:
    """Most of its cells are lists, and most of what these say neither asks for anything nor is a question."""
    cells = [blocks for row in rows if (blocks := row.blocks(column))]
    lists = [blocks for blocks in cells if all(map(layout.is_item, blocks))]
    listed = [layout.text(index) for blocks in lists for index in blocks]
    telling = sum(not reads_as_asked(words) and not asks(words) for words in listed)
    return len(lists) * 2 > len(cells) and telling * 2 > len(listed)


def _already_done(
    layout: Layout, rows: Sequence[Row], columns: dict[int, str], drafts: Sequence[Draft]
) -> bool:
    """A list of what agencies asked of themselves and have finished, beside the review's own recommendations."""
    own = any(each.kind is ItemKind.RECOMMENDATION for each in drafts)
    status = [
        layout.text(row.blocks(column)[0])
        for row in rows
        for column, name in columns.items()
        if name in _ASIDE and row.blocks(column)
    ]
    done = sum(bool(_DONE.match(words)) for words in status)
    return own and bool(status) and done * 5 >= len(status) * 3


def _without(columns: dict[int, str], *names: str) -> dict[int, str]:
    return {column: name for column, name in columns.items() if name not in names}


def _columns(layout: Layout, rows: Sequence[Row]) -> dict[int, str]:
    """What each column holds, by the first row; nothing when that row is no header."""
    found = {}
    for column, blocks in rows[0].cells:
        words = " ".join(layout.text(index) for index in blocks)
        kind = next((cue.slug for cue in _by_length(words)), None) or _role_of(words)
        if kind is not None and len(words.split()) <= 6:
            found[column] = kind
    plausible = rows[0].header or len(found) * 2 >= len(rows[0].cells)
    return found if plausible and found and len(rows) > 1 else {}


def _role_of(words: str) -> str | None:
    return next((_ROLE_KINDS[role] for role in roles_of(words) if role in _ROLE_KINDS), None)


def _by_length(words: str) -> list[Cue]:
    """The column cues that match a header, the longest match first; a match at the start wins a tie."""
    scored = []
    for cue in cues("columns").values():
        match = cue.pattern.search(words)
        if match:
            scored.append((-len(match.group()), match.start(), cue.slug, cue))
    return [each[-1] for each in sorted(scored, key=lambda each: each[:3])]


def _by_shape(
    layout: Layout, rows: Sequence[Row], known: dict[int, str], kind: str, asking: bool = False
) -> dict[int, str]:
    """In a section that names a kind: the widest column whose header says nothing holds it, a narrow one numbers.

    ``asking``: only if most of its cells ask, whatever stands beside them.
    """
    lengths: dict[int, int] = {}
    filled: Counter[int] = Counter()
    for row in rows:
        for column, blocks in row.cells:
            filled[column] += 1
            lengths[column] = lengths.get(column, 0) + sum(len(layout.text(i)) for i in blocks)
    free = {
        column: size
        for column, size in lengths.items()
        if known.get(column) in (None, "finding", kind) and filled[column] * 2 >= len(rows)
    }
    if not free:
        return {}
    widest = max(free, key=lambda column: (free[column], -column))
    # Beside a column for who, with none for what is to be done, it need not ask in so many words.
    told = "addressee" in known.values() and "action" not in known.values()
    if kind == "recommendation" and (asking or not told):
        cells = [layout.text(i) for row in rows for i in row.blocks(widest)[:1]]
        if sum(map(reads_as_asked, cells)) * 2 < len(cells):
            return {}
    columns = {widest: kind}
    for column, size in free.items():
        if column < widest and size <= 8 * len(rows):
            columns[column] = "number"
    return columns


def _rows(layout: Layout, rows: Sequence[Row], columns: dict[int, str], role: str | None) -> Iterator[Draft]:
    kinds = [name for name in columns.values() if name in _KINDS]
    if "recommendation" in kinds:
        kinds = [kind for kind in kinds if kind != "action"]
    opening = _opening_numbers(layout, rows, [c for c, name in columns.items() if name in kinds])
    band: tuple[str, ...] = ()  # the body that a row of one cell names over those below it
    for row in rows:
        if _is_band(layout, row):
            band = (layout.text(row.cells[0][1][0]),)
            continue
        found = {
            name: [
                _unnumbered(layout, each, opening) for each in _cell(layout, row.blocks(column), _KINDS[name])
            ]
            for column, name in columns.items()
            if name in kinds and row.blocks(column)
        }
        finding = next(iter(found.get("finding", [])), None)
        if finding is not None and len(found["finding"]) == 1:
            reasons = _reasons(layout, row, columns, finding)
            told = tuple(layout.block(i).span for i in reasons if layout.block(i).span not in finding.context)
            found["finding"] = [replace(finding, context=(*finding.context, *told))]
            found.setdefault("point", []).extend(
                draft(layout, ItemKind.POINT, layout.block(i).span, i, "point/table")
                for i in reasons
                if layout.is_item(i)
            )
        for name, items in found.items():
            for item in items:
                number = item.number or (_number(layout, row, columns) if len(items) == 1 else None)
                asked = _addressees(layout, row, columns) or band
                asked = asked if item.kind is ItemKind.RECOMMENDATION else ()
                weight = _PLAN_WEIGHT if role == "action-plan" else _TABLE_WEIGHT
                under = finding.block if finding is not None and name != "finding" else None
                yield replace(item, number=number, addressees=asked, weight=weight, finding=under)


def _opening_numbers(layout: Layout, rows: Sequence[Row], columns: Sequence[int]) -> dict[int, re.Match[str]]:
    """The numbers that open the cells of a column, by block, where they count the rows: "1 Agree how …", "2 Train …"."""
    for column in columns:
        firsts = [row.blocks(column)[0] for row in rows if row.blocks(column)]
        opened = {i: m for i in firsts if (m := _OPENING.match(layout.document.words(layout.block(i).span)))}
        counted = [int(match["number"]) for match in opened.values()]
        if len(counted) == len(firsts) >= _COUNTED and counted == list(range(counted[0], counted[-1] + 1)):
            return opened
    return {}


def _unnumbered(layout: Layout, item: Draft, opening: Mapping[int, re.Match[str]]) -> Draft:
    """The item without the number that opens its cell, which becomes its own."""
    match, first = opening.get(item.block), item.spans[0]
    if match is None or first.start != layout.block(item.block).span.start:
        return item
    kept = Span(first.start + match.end(), first.end)
    spans = (kept, *item.spans[1:])
    return replace(item, spans=spans, text=item.text[len(match.group()) :], number=match["number"])


def _reasons(layout: Layout, row: Row, columns: dict[int, str], finding: Draft) -> list[int]:
    """The blocks that say why: those behind the finding in its own cell, and the cells that hold reasons."""
    own = [i for _, blocks in row.cells if finding.block in blocks for i in blocks if i > finding.block]
    return own + [i for column, name in columns.items() if name == "reason" for i in row.blocks(column)]


def _is_band(layout: Layout, row: Row) -> bool:
    """A row with but one cell, which names a body: "Fenwickshire Police" over its own recommendations."""
    cells = [blocks for _, blocks in row.cells if any(layout.text(i).strip() for i in blocks)]
    return len(cells) == 1 and len(cells[0]) == 1 and names_a_body(layout, cells[0][0])


def _cell(layout: Layout, blocks: tuple[int, ...], kind: ItemKind) -> Iterator[Draft]:
    """The items of one cell: a finding has a headline and prose; of other kinds each complete block is an item."""
    first, *others = blocks
    words = sum(len(layout.text(index).split()) for index in blocks)
    if words < (2 if kind is ItemKind.FINDING else _LEAST_WORDS):
        return
    rule = f"{kind.value}/table"
    label = label_in(layout.document, layout.block(first).span)
    number = label.number if label else None
    if kind is ItemKind.FINDING and len(blocks) > 1 and all(map(layout.is_item, blocks)):
        for index in blocks:
            noted = label_in(layout.document, layout.block(index).span)
            if noted is not None and noted.kind == ItemKind.GOOD_PRACTICE.value and len(noted.rest):
                yield draft(layout, ItemKind.GOOD_PRACTICE, noted.rest, index, "good-practice/table")
            else:
                yield headline(layout, index, rule, None)
        return
    if kind is ItemKind.FINDING:
        head = headline(layout, first, rule, number)
        if label and len(label.rest):
            lead = layout.block(first).lead
            sentence = sentences(layout.document, label.rest)[0]
            end = min(lead.end, label.rest.end) if lead and lead.end > label.rest.start else sentence.end
            span = Span(label.rest.start, end)
            head = replace(head, spans=(span,), text=layout.words(span))
        context = (*head.context, *(layout.block(i).span for i in others))
        yield replace(head, context=context, label=label.slug if label else None)
        return
    for group in _groups(layout, blocks, kind):
        if "no-recommendation" in ways("recommendation", layout.text(group[0])):
            continue
        span = label.rest if label and group[0] == first and len(label.rest) else layout.block(group[0]).span
        item = draft(layout, kind, span, group[0], rule, number=number if group[0] == first else None)
        yield joined(layout, item, group[1:])


def _groups(layout: Layout, blocks: tuple[int, ...], kind: ItemKind) -> list[list[int]]:
    """Blocks of a cell that make one item: a new one opens after a full stop or question mark, never after a colon."""
    groups: list[list[int]] = [[blocks[0]]]
    for index in blocks[1:]:
        before = layout.text(groups[-1][-1])
        complete = before.endswith((".", "?")) and not layout.text(groups[-1][0]).endswith(":")
        opens = recommends(layout.text(index)) if kind is ItemKind.RECOMMENDATION else True
        item = layout.is_item(index) and layout.is_item(groups[-1][0])
        if (complete and opens) or item:
            groups.append([index])
        else:
            groups[-1].append(index)
    return groups


def _number(layout: Layout, row: Row, columns: dict[int, str]) -> str | None:
    """The number of a row: in the column for it, or in the first when that holds only a number or a code."""
    named = [
        row.blocks(column)[0] for column, name in columns.items() if name == "number" and row.blocks(column)
    ]
    first = row.cells[0]
    if not named and first[0] not in columns:
        if _CODE.fullmatch(layout.text(first[1][0])):
            named = [first[1][0]]
        elif marker_number(layout.block(first[1][0])) is not None:
            return marker_number(layout.block(first[1][0]))
    for index in named:
        words = layout.text(index)
        label = label_in(layout.document, layout.block(index).span)
        if label is not None:
            return label.number
        code = _CODE.fullmatch(words)
        if code:
            return _coded(layout, words, code.group(1))
        return plain_number(words) if words and len(words) <= 8 else marker_number(layout.block(index))
    return None


def _coded(layout: Layout, words: str, code: str) -> str:
    """ "A1", whole, where the letters count too (A1, A2, B1); "R4" and "KI2" only name a kind in front of the number."""
    return words.rstrip(".) ") if words[:1] in _counting_letters(layout) else code


def _counting_letters(layout: Layout) -> frozenset[str]:
    """The letters from A on before the numbers of a first column, in any table of the document."""
    letters = {
        words[0]
        for rows in tables(layout.document).values()
        for row in rows
        if _LETTERED.fullmatch(words := layout.text(row.cells[0][1][0]))
    }
    run = [letter for place, letter in enumerate(sorted(letters)) if letter == chr(ord("A") + place)]
    return frozenset(run if len(run) >= _LETTERS else [])


def _addressees(layout: Layout, row: Row, columns: dict[int, str]) -> tuple[str, ...]:
    found = []
    for column, name in columns.items():
        if name == "addressee":
            found += [layout.text(index) for index in row.blocks(column)]
    return tuple(words for words in found if any(c.isalpha() for c in words))
