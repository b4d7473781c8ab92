"""``build``: documents in, a published graph out.  Only what changed is done again; nothing is published in part."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.catalogue.records import read_all
from kg.curation.decisions import Decision, Unplaced, signature
from kg.curation.files import read_decisions
from kg.errors import KgError, LimitError, OutputError, SourceError
from kg.graph.register import register
from kg.graph.settlement import Card, Settled, settle_all
from kg.pipeline import cache, sources, versions, workers
from kg.pipeline.beside import beside, withdrawals
from kg.pipeline.cache import READ, UNREADABLE, WITHDRAWN, Header
from kg.pipeline.forgetting import forget, forget_failures, still_withdrawn
from kg.pipeline.publishing import Part, publish
from kg.pipeline.sharding import Shard, shared_out
from kg.pipeline.sources import Found
from kg.pipeline.stages import (
    ToDescribe,
    ToUnderstand,
    describe_document,
    load_unplaced,
    turtle_path,
    understand_document,
    unreadable,
)
from kg.pipeline.versions import Versions
from kg.pipeline.workers import Runner
from kg.store import generations
from kg.store.kept import MANIFEST

LEFT_OUT = "left out"
FEW = 24  # descriptions that take less time here than workers take to start
Progress = Callable[[str, int, int], None]  # (what is being done, done, of)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.  ``redone`` says why it was worked on; empty when the cache held it."""

    path: Path
    status: str
    reason: str
    reviews: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    redone: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """The outcome of a build, file by file, in the order of their paths."""

    folder: Path
    outcomes: tuple[Outcome, ...]
    passed_over: tuple[Path, ...]
    changed: bool  # whether a new graph was published
    removed: tuple[str, ...] = ()  # names of documents that are no longer there
    decisions: int = 0  # decisions of people that were there to apply
    unplaced: tuple[Unplaced, ...] = ()  # those that could not be applied, and why
    rows_unplaced: tuple[str, ...] = ()  # rows of catalogues that have no review here, and why

    def with_status(self, status: str) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.status == status)


def build(
    where: Sequence[Path],
    folder: Path,
    count: int | None = None,
    progress: Progress = lambda *_: None,
    curation: Path | None = None,
    catalogues: Path | None = None,
    run: Runner | None = None,
) -> Built:
    """Build the graph of all reviews under ``where`` into ``folder`` with ``count`` processes, or by ``run``.

    ``curation`` is the folder of people's decisions: they win over the machine.  ``catalogues`` is that of imported
    tables: they win over what was read of a review as a whole.

    Files that cannot be read, or hold no review, are told in the result and stop nothing.  ``SourceError`` when a
    source is not there or none holds a document, ``OutputError`` when the folder cannot be written; the former graph stays whole.
    """
    wanted, passed = sources.find(where)
    if not wanted:  # a slip in the folder's name must not empty a graph
        raise SourceError(
            f"There is no document to read in {', '.join(map(str, where))}. What was built before is unchanged.",
            hint="Give files or folders of PDF, Word, HTML or text.",
        )
    found = list(sources.hashed(wanted))
    now = versions.current()
    _writable(folder)
    run = run or workers.local(count)
    decisions = read_decisions(curation) if curation else ()
    tables = read_all(catalogues) if catalogues else ()
    withdrawn = withdrawals(decisions)
    headers, reasons = _understood(found, folder, now, run, progress, withdrawn)
    hows = settle_all(_cards(folder, headers), register())
    headers = forget(folder, headers, hows, withdrawn)
    firsts = _firsts(found)
    parts = _described(headers, hows, firsts, folder, now, run, progress, decisions)
    added, rows_unplaced = beside(headers, hows, firsts, tables, withdrawn)
    from_nothing = not (folder / MANIFEST).is_file()
    changed, removed = publish(folder, parts, now.describe, added)
    if from_nothing:  # perhaps because something was withdrawn: no former graph is to hold it any longer
        generations.forget_former(folder / "graph")
    forget_failures(folder, headers)
    outcomes = tuple(_outcome(file, headers, hows, reasons, firsts) for file in found)
    placed = [one for part in parts for one in load_unplaced(folder, part.sha256)]
    unplaced = tuple(dict.fromkeys([*placed, *_homeless(decisions, outcomes)]))
    return Built(folder, outcomes, tuple(passed), changed, removed, len(decisions), unplaced, rows_unplaced)


def build_shard(
    where: Sequence[Path],
    folder: Path,
    shard: Shard,
    run: Runner | None = None,
    progress: Progress = lambda *_: None,
    curation: Path | None = None,
) -> tuple[Outcome, ...]:
    """Read, extract and tag one piece of the documents into ``folder``; a later ``build`` joins and publishes."""
    wanted, _ = sources.find(where)
    found = shared_out(list(sources.hashed(wanted)), shard)
    _writable(folder)
    withdrawn = withdrawals(read_decisions(curation) if curation else ())
    headers, reasons = _understood(
        found, folder, versions.current(), run or workers.local(), progress, withdrawn
    )
    firsts = _firsts(found)
    return tuple(_outcome(file, headers, {}, reasons, firsts) for file in found)


def _cards(folder: Path, headers: Mapping[str, Header]) -> Iterator[Card]:
    """The card of every review in every document, with its wordings where other documents are of it too."""
    known = register()
    here = [
        (sha256, card)
        for sha256, header in headers.items()
        if header.status != WITHDRAWN
        for card in header.cards
    ]
    documents = Counter(known.settled(card.key, card.sha12) for _, card in here)
    for sha256, card in here:
        if documents[known.settled(card.key, card.sha12)] == 1:
            yield card
        else:
            yield next(one for one in cache.load_cards(folder, sha256) if one.key == card.key)


def _homeless(decisions: Sequence[Decision], outcomes: Sequence[Outcome]) -> Iterator[Unplaced]:
    """Decisions on reviews that no document here is of."""
    here = {review for outcome in outcomes for review in outcome.reviews}
    for decision in decisions:
        if decision.review and decision.review not in here:
            yield Unplaced(decision, "its review is not among the documents")


def _firsts(found: Iterable[Found]) -> dict[str, Path]:
    """The first file of each distinct content: the one whose name the graph has."""
    firsts: dict[str, Path] = {}
    for file in found:
        firsts.setdefault(file.sha256, file.path)
    return firsts


def _writable(folder: Path) -> None:
    try:
        (folder / "reviews").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be written: {error.strerror or error}.", hint="Give another folder with -o."
        ) from error


def _understood(
    found: Sequence[Found],
    folder: Path,
    now: Versions,
    run: Runner,
    progress: Progress,
    withdrawn: Mapping[str, Decision],
) -> tuple[dict[str, Header], dict[str, str]]:
    """The header of every distinct document by hash, and why each that was worked on had to be."""
    headers: dict[str, Header] = {}
    reasons: dict[str, str] = {}
    tasks: dict[str, ToUnderstand] = {}
    for file in found:
        if file.trouble or file.sha256 in headers or file.sha256 in tasks:
            continue
        header = cache.load_header(folder, file.sha256)
        if header is not None and (still_withdrawn(header, withdrawn) or header.fresh(now)):
            headers[file.sha256] = header
        else:
            reasons[file.sha256] = _why(header, now)
            tasks[file.sha256] = ToUnderstand(file.path, file.sha256, folder, now)
    for done, (task, result) in enumerate(run(understand_document, tasks.values()), start=1):
        if isinstance(result, SourceError | LimitError):
            # Its worker was ended for time or memory.  Not kept: a quieter machine may manage it the next time.
            result = unreadable(task, result)
        if isinstance(result, KgError):
            raise result
        headers[task.sha256] = cache.light(result)
        progress("documents", done, len(tasks))
    return dict(sorted(headers.items())), reasons


def _why(header: Header | None, now: Versions) -> str:
    if header is None:
        return "new, or its bytes changed"
    if header.status == WITHDRAWN:
        return "it is no longer withdrawn"
    stages = zip(
        ("reading", "extraction", "themes"), header.versions, (now.read, now.extract, now.tag), strict=True
    )
    return next(
        f"{stage} changed since it was last built" for stage, then, current in stages if then != current
    )


def _described(
    headers: dict[str, Header],
    hows: dict[str, Settled],
    firsts: dict[str, Path],
    folder: Path,
    now: Versions,
    run: Runner,
    progress: Progress,
    decisions: Sequence[Decision],
) -> list[Part]:
    """The parts of the dataset, each described anew only where its document or its neighbours changed."""
    parts: list[Part] = []
    tasks: list[ToDescribe] = []
    for sha256, header in headers.items():
        if header.status != READ:
            continue
        how = hows.get(sha256[:12], Settled())
        own = _decisions_on(header, how, decisions)
        name = firsts[sha256].name
        depends = "|".join([name, *header.versions, now.describe, how.signature(), signature(own)])
        key = hashlib.sha256(depends.encode()).hexdigest()[:16]
        parts.append(Part(sha256, name, key))
        if not _is_described(folder, sha256, key):
            tasks.append(ToDescribe(sha256, name, folder, how, key, own))
    # Describing trusts its input: a few documents are not worth the start of a process.
    done = (
        run(describe_document, tasks)
        if len(tasks) > FEW
        else zip(tasks, map(describe_document, tasks), strict=True)
    )
    for place, (_, result) in enumerate(done, start=1):
        if isinstance(result, KgError):
            raise result
        progress("descriptions", place, len(tasks))
    return parts


def _decisions_on(header: Header, how: Settled, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions on this document's reviews, and every merging of agencies."""
    keys = {how.keys.get(one.key, one.key) for one in header.cards}
    return tuple(one for one in decisions if not one.review or one.review in keys)


def _is_described(folder: Path, sha256: str, key: str) -> bool:
    try:
        with turtle_path(folder, sha256).open(encoding="utf-8") as file:
            return file.readline() == f"# {key}\n"
    except FileNotFoundError:
        return False


def _outcome(
    file: Found,
    headers: dict[str, Header],
    hows: dict[str, Settled],
    reasons: dict[str, str],
    firsts: dict[str, Path],
) -> Outcome:
    if file.trouble:
        return Outcome(file.path, UNREADABLE, file.trouble)
    header = headers[file.sha256]
    how = hows.get(file.sha256[:12], Settled())
    reviews = tuple(
        dict.fromkeys(
            key for one in header.cards if (key := how.keys.get(one.key, one.key)) not in how.left_out
        )
    )
    reason = header.reason
    status = header.status
    if how.left_out:
        reason = " ".join(how.left_out.values())
        status = status if reviews else LEFT_OUT
    if firsts[file.sha256] != file.path:
        reason = f"The same bytes as {firsts[file.sha256].name}: counted once."
    return Outcome(
        file.path, status, reason, reviews, header.counts, header.problems, reasons.get(file.sha256, "")
    )
