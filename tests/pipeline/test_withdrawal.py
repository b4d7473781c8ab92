"""A withdrawn review: its name stays and says so; nothing else of it does, in the graph or in the build's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpus import write
from kg.curation.withdrawing import withdraw
from kg.errors import CurationError
from kg.insight.ask import ask
from kg.insight.naming import resolve
from kg.insight.withdrawal import withdrawal
from kg.pipeline.build import build
from kg.pipeline.cache import READ, WITHDRAWN
from kg.pipeline.checking import check
from kg.pipeline.status import status
from kg.store.opening import open_store


def test_text_and_items_go_and_the_name_stays(tmp_path: Path) -> None:
    sources, out, curation = tmp_path / "in", tmp_path / "out", tmp_path / "curation"
    write(sources, 2, 8, "txt")
    before = build([sources], out, 1, curation=curation)
    review = before.outcomes[0].reviews[0]
    item = str(ask(open_store(out), "review-items", review=review).dicts().__next__()["wording"])
    kept = (out / "learning.trig").read_bytes()
    withdraw(curation, review, "The family asked for it.", "A. Keeper", "2026-03-01")
    for _ in range(2):  # the second build has the erased header only
        built = build([sources], out, 1, curation=curation)
        assert [one.status for one in built.outcomes] == [WITHDRAWN, READ]
        assert built.unplaced == ()
    assert not built.changed
    now = status(out)
    assert (dict(now.documents), now.reviews, now.stale) == ({READ: 1, WITHDRAWN: 1}, 1, ())
    store = open_store(out)
    assert withdrawal(store, resolve(store, "review", review)).rows == (
        ("2026-03-01", "A. Keeper", "The family asked for it."),
    )
    facts = store.select(
        "PREFIX slr: <https://safeguarding-learning.example/ontology#> SELECT ?r ?on ?why ?by ?d WHERE "
        "{ ?r slr:withdrawnOn ?on ; slr:withdrawnBecause ?why ; slr:withdrawnBy ?by OPTIONAL { ?r slr:document ?d } }"
    )
    ((iri, *said),) = facts.rows
    assert str(iri).endswith(f"/review/{review}")
    assert said == ["2026-03-01", "The family asked for it.", "A. Keeper", None]
    assert [fault for fault in check(out).faults if fault.severity == "violation"] == []
    left = [path for path in out.rglob("*") if path.is_file() and item[:60].encode() in path.read_bytes()]
    assert left == []
    next(curation.glob("*.ttl")).unlink()
    again = build([sources], out, 1, curation=curation)
    assert again.outcomes[0].redone == "it is no longer withdrawn"
    assert (out / "learning.trig").read_bytes() == kept


def test_twice_or_without_a_reason_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CurationError, match="reason of a few words"):
        withdraw(tmp_path, "a-child-b", " ", "me", "2026-01-01")
    withdraw(tmp_path, "a-child-b", "A good reason", "me", "2026-01-01")
    with pytest.raises(CurationError, match="withdrawn on 2026-01-01 by me"):
        withdraw(tmp_path, "a-child-b", "Another", "you", "2026-02-01")
