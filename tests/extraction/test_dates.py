"""Dates: every form that reviews use, and never a date finer than its words."""

from __future__ import annotations

import pytest

from kg.extraction.dates import agrees, common, find_dates
from kg.model import PartialDate


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on 23rd August 2018 he", "2018-08-23"),
        ("the 9th of July 2018.", "2018-07-09"),
        ("on 15 th July 2007", "2007-07-15"),
        ("by Mr V, on 5 th\nAugust 2018. They", "2018-08-05"),
        ("30.05.17", "2017-05-30"),
        ("16/07/06", "2006-07-16"),
        ("D.O.B: 01/01/2012", "2012-01-01"),
        ("12.10.2020 (revised", "2020-10-12"),
        ("2021-03-04", "2021-03-04"),
        ("Published on 16/01/2025", "2025-01-16"),
        ("October 4th, 2019", "2019-10-04"),
        ("4 Nov. 2021", "2021-11-04"),
        ("mid-November 2019", "2019-11"),
        ("Version 1 October 2019", "2019-10"),
        ("Version 1, 1st October 2019", "2019-10-01"),
        ("Sept. 2019", "2019-09"),
        ("in April\n20191.", "2019-04"),
        ("early summer of 2014", "2014"),
        ("in 2019,", "2019"),
        ("Aug-18", "2018-08"),
    ],
)
def test_reads_a_date_as_fine_as_its_words(text: str, iso: str) -> None:
    found = find_dates(text)
    assert [dated.date.iso() for dated in found] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "we may see",
        "Died 9 th January",
        "31.02.2019 ",
        "paragraph 4.2.19.1",
        "CPR 04/2021",
        "01924 326 093",
        "section 20",
        "2018/19",
        "2022-23 ",
    ],
)
def test_sees_no_date_where_none_is_given(text: str) -> None:
    assert find_dates(text) == []


def test_several_dates_keep_their_places() -> None:
    text = "12.10.2020 (revised for publication 05.01.2021)"
    assert [text[d.span.start : d.span.end] for d in find_dates(text)] == ["12.10.2020", "05.01.2021"]


def test_common_is_no_finer_than_what_all_share() -> None:
    assert common([PartialDate(2020, 4), PartialDate(2020, 8)]) == PartialDate(2020)
    assert common([PartialDate(2020, 4, 2), PartialDate(2020, 4)]) == PartialDate(2020, 4)
    assert common([PartialDate(2019), PartialDate(2020)]) is None
    assert agrees(PartialDate(2018, 8), PartialDate(2018, 8, 5))
    assert not agrees(PartialDate(2018, 8), PartialDate(2018, 9, 5))
