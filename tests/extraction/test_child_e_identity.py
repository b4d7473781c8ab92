"""The seed's identity, agencies and links equal the hand-made truth beside it."""

from __future__ import annotations

from kg.model import AgencyRole, Basis, ItemAgencyRole
from tests.extraction.test_child_e import extraction, gold

ROLES = {
    "contributor": AgencyRole.CONTRIBUTED,
    "commissioner": AgencyRole.COMMISSIONED,
    "publisher": AgencyRole.PUBLISHED,
    "mentioned": AgencyRole.MENTIONED,
}


def test_identity_equals_the_gold() -> None:
    one, truth = extraction().identity, gold()
    assert one.key == truth["review"]["id"]
    assert one.case_label is not None
    assert one.case_label.value == truth["review"]["case_label"]
    assert one.type is not None
    assert one.type.value == truth["review"]["review_type"]
    assert {term.value for term in one.terms_used} == set(truth["review"]["terms_used"])
    assert one.area is not None
    assert (one.area.value, one.area_code) == ("Kirklees", truth["review"]["area_codes"]["gss"])
    assert one.method is not None
    assert one.method.value == truth["review"]["method"]
    assert one.document_kind == truth["document"]["kind"]
    assert one.author is None


def test_dates_are_those_of_the_gold_and_no_finer() -> None:
    one, truth = extraction().identity, gold()
    assert one.issued is not None
    assert one.incident_date is not None
    assert one.notified_on is not None
    assert one.issued.value.iso() == truth["document"]["issued"]
    assert one.incident_date.value.iso() == truth["incident"]["date"]
    assert one.notified_on.value.iso() == truth["review"]["notified_on"]
    assert one.version is not None
    assert one.version.value == truth["document"]["version"]


def test_the_subject_is_the_pseudonym_and_nothing_is_inferred_of_him() -> None:
    (subject,) = extraction().identity.subjects
    truth = gold()["subjects"][0]
    assert (subject.pseudonym, subject.age_band) == (truth["pseudonym"], truth["age_band"])
    assert subject.age_as_stated == truth["age_as_stated"]
    assert (subject.sex_as_stated, subject.ethnicity_as_stated) == (None, None)


def test_agencies_have_the_keys_parts_and_kinds_of_the_gold() -> None:
    ours = {a.key: (a.role, a.type) for a in extraction().agencies}
    theirs = {a["id"]: (ROLES[a["role"]], a["types"][0]) for a in gold()["agencies"]}
    assert ours == theirs


def test_every_agency_is_called_by_a_name_of_the_gold() -> None:
    names = {a["id"]: {a["label"], *a["alt_labels"], *a["acronyms"]} for a in gold()["agencies"]}
    assert all(a.name in names[a.key] for a in extraction().agencies)


def test_items_name_and_credit_the_agencies_of_the_gold() -> None:
    truth = {
        entry["id"].removeprefix("kirklees-child-e--"): (set(entry["agencies"]), set(entry["agency_types"]))
        for name in ("findings", "questions", "good_practice")
        for entry in gold()[name]
    }
    for item in extraction().items:
        if item.key not in truth:
            continue
        agencies, kinds = truth[item.key]
        assert {a.key for a in item.agencies if a.key} == agencies, item.key
        assert {a.type for a in item.agencies} == kinds, item.key
        role = ItemAgencyRole.CREDITED if item.kind.value == "good-practice" else ItemAgencyRole.NAMED
        assert {a.role for a in item.agencies} <= {role}


def test_links_are_the_thirty_of_the_gold() -> None:
    ours = {(link.source, link.target, link.type, link.basis.value) for link in extraction().links}
    theirs = {
        (
            None if link["from"] == "kirklees-child-e" else link["from"].split("--")[1],
            link["to"],
            link["type"],
            link["basis"],
        )
        for link in gold()["review_links"]
    }
    assert ours == theirs
    assert len(extraction().links) == 30


def test_what_findings_share_with_other_reviews_is_a_reading() -> None:
    assert {link.basis for link in extraction().links if link.source} == {Basis.INFERRED}


def test_every_quotation_is_the_sources_own_words() -> None:
    from pathlib import Path

    text = (
        Path(__file__).resolve().parents[2] / "seeds" / "kirklees-child-e-executive-summary-2019.txt"
    ).read_text(encoding="utf-8")
    quotes = [a.quote for a in extraction().agencies] + [link.quote for link in extraction().links]
    quotes += [a.quote for item in extraction().items for a in item.agencies]
    assert all(text[q.span.start : q.span.end] == q.exact for q in quotes)
