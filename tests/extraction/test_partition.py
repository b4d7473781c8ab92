"""A page of abstracts is as many reviews; a report that sums up others is one."""

from __future__ import annotations

from kg.extraction.outline import outline
from kg.extraction.partition import partition
from kg.extraction.understand import understand
from kg.model import ItemKind
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


def test_a_label_opens_a_part_though_no_stop_stands_before_it() -> None:
    page = """# Case reviews published in 2020

## 2020 – Northmoor – Baby Ivy

Death of a baby Key issues: health visitors were not told; the plan drifted Recommendations: share plans with fathers Keywords: drift

## 2020 – Anonymous – Child H

Harm to a boy Key issues: no one read the file Recommendations: read files before visits Keywords: records
"""
    reviews = understand(document(page)).reviews
    assert [[item.text for item in review.items] for review in reviews] == [
        ["health visitors were not told", "the plan drifted", "share plans with fathers"],
        ["no one read the file", "read files before visits"],
    ]


def test_a_part_keeps_the_text_so_that_places_stay_true() -> None:
    read = document(PAGE)
    parts = partition(read, outline(read))
    assert all(part.text == read.text for part in parts)
    assert [len(part.blocks) for part in parts] == [5, 5]


TOLD = """# Two reviews

Northmoor Safeguarding Partnership sends out what it has learned.

## {first}

### What the review found

- Nobody asked who was sleeping in the house.
- The plan was closed before anybody had met the father.

### Recommendations

- The Trust should ring each family within a day.

## {second}

### What the review found

- Letters were sent to a house that had been left.
- The alarm was received and closed in a day.

### Recommendations

- The Council should answer each alarm in person.

## Dates

The conference is in May.
"""


def test_a_bulletin_holds_each_review_that_a_heading_names() -> None:
    text = TOLD.format(
        first="Child V: Local Child Safeguarding Practice Review", second="Peggy: Safeguarding Adults Review"
    )
    reviews = understand(document(text)).reviews
    assert [
        [item.text for item in review.items if item.kind is ItemKind.RECOMMENDATION] for review in reviews
    ] == [
        ["The Trust should ring each family within a day."],
        ["The Council should answer each alarm in person."],
    ]


def test_a_summary_and_a_report_of_one_review_are_one() -> None:
    name = "Child V: Local Child Safeguarding Practice Review"
    read = document(TOLD.format(first=name, second=name))
    assert len(partition(read, outline(read))) == 1
