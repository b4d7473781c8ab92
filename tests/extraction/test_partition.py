"""A page of abstracts is as many reviews; a report that sums up others is one."""

from __future__ import annotations

from kg.extraction.outline import outline
from kg.extraction.partition import partition
from kg.extraction.understand import understand
from tests.extraction.texts import document

PAGE = """# Case reviews published in 2019

## 2019 – Northmoor – Baby Grace

Death of a baby in May 2018.

**Learning:** advice was given in one form to all; fathers were not there to hear it.

**Recommendations include:** develop a tiered approach.

**Keywords:** sleeping behaviour, fathers

## 2019 - Anonymous - Children F and G

Harm to two children.

**Key issues:** no one read the file; the plan ended too soon.

**Recommendations:** makes no recommendations.

**Keywords:** drift
"""


def test_each_abstract_is_a_review_with_its_clauses() -> None:
    reviews = understand(document(PAGE)).reviews
    assert [[item.text for item in review.items] for review in reviews] == [
        [
            "advice was given in one form to all",
            "fathers were not there to hear it",
            "develop a tiered approach",
        ],
        ["no one read the file", "the plan ended too soon"],
    ]


def test_a_part_keeps_the_text_so_that_places_stay_true() -> None:
    read = document(PAGE)
    parts = partition(read, outline(read))
    assert all(part.text == read.text for part in parts)
    assert [len(part.blocks) for part in parts] == [5, 5]
