"""Hand-made gold as ``Understanding`` values: what a perfect extraction would give, to develop and test the rest against.

The text is the real seed for Kirklees Child E; for the fictional reviews it is their gold strings, a line each.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from kg.graph.iris import slug
from kg.model import (
    Agency,
    AgencyRole,
    BackgroundTheme,
    Basis,
    Block,
    BlockKind,
    Claim,
    Document,
    Extraction,
    Identity,
    Item,
    ItemAgency,
    ItemAgencyRole,
    ItemKind,
    Page,
    PartialDate,
    Polarity,
    Quote,
    ReviewLink,
    Source,
    Span,
    Strength,
    Subject,
    Tagger,
    ThemeTag,
    Understanding,
    Verdict,
)

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))
RULE = "gold"
COARSE = {  # the coarse words of the fictional reviews' gold -> slugs of agency-types.ttl
    "ambulance": "ambulance-service", "community-health": "community-health-provider", "court-service": "family-court",
    "early-help": "early-help-service", "education": "school", "fire": "fire-and-rescue-service",
    "health-board": "local-health-board", "health-commissioner": "integrated-care-board",
    "hospital": "acute-hospital-trust", "housing": "housing-body", "mental-health": "mental-health-trust",
    "other": "specialist-support", "pharmacy": "health-body", "police": "police-force", "primary-care": "gp-practice",
    "probation": "probation-service", "regulator": "national-body", "substance-misuse": "substance-misuse-service",
    "voluntary": "voluntary-organisation", "youth-justice": "youth-justice-service",
}  # fmt: skip
TYPES = (
    ("domestic abuse related", "domestic-abuse-related-death-review"),
    ("domestic homicide", "domestic-homicide-review"),
    ("serious case", "serious-case-review"),
    ("local child safeguarding", "local-child-safeguarding-practice-review"),
    ("child practice", "child-practice-review-wales"),
    ("adult", "safeguarding-adult-review"),
)


def kirklees() -> Understanding:
    """Child E, from its hand-made gold with offsets into the real seed."""
    gold = json.loads((ROOT / "seeds" / "gold" / "kirklees-child-e.json").read_text(encoding="utf-8"))
    path = ROOT / "seeds" / "kirklees-child-e-executive-summary-2019.txt"
    text = path.read_text(encoding="utf-8")
    document = _document(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), text, ())
    return Understanding(
        document, Verdict(True, "Gold.", RULE), (_KirkleesGold(gold, document).extraction(),)
    )


class _KirkleesGold:
    def __init__(self, gold: dict[str, Any], document: Document) -> None:
        self.gold, self.document, self.key = gold, document, gold["review"]["id"]

    def quote(self, place: dict[str, Any]) -> Quote:
        return self.document.quote(Span(place["start"], place["end"]))

    def claim(self, value: Any, name: str) -> Claim[Any]:
        return Claim(value, self.quote(self.gold["review"]["evidence"][name]), RULE)

    def extraction(self) -> Extraction:
        gold, review = self.gold, self.gold["review"]
        issued = Claim(PartialDate(2019, 10), self.quote(gold["document"]["evidence"]), RULE)
        places = gold["incident"]["evidence"]
        publisher = next(a for a in gold["agencies"] if a["role"] == "publisher")
        identity = Identity(
            key=self.key,
            title=gold["document"]["title"],
            case_label=self.claim(review["case_label"], "case_label"),
            type=self.claim(review["review_type"], "term_scr"),
            terms_used=(self.claim("Serious Case Review", "term_scr"),),
            document_kind=gold["document"]["kind"],
            publisher=Claim(publisher["label"], self.quote(publisher["quote"]), RULE),
            area=Claim(review["area"], self.quote(publisher["quote"]), RULE),
            area_code=review["area_codes"]["gss"],
            issued=issued,
            version=Claim("Version 1", self.quote(gold["document"]["evidence"]), RULE),
            incident_date=Claim(PartialDate(2018, 8, 23), self.quote(places[0]), RULE),
            incident_types=(
                Claim(gold["incident"]["type"], self.quote(places[1]), RULE),
                Claim("death-unascertained", self.quote(places[2]), RULE),
            ),
            notified_on=self.claim(PartialDate(2018, 8, 30), "notified_on"),
            method=self.claim(review["method"], "method"),
            subjects=tuple(
                Subject(s["pseudonym"], s["age_band"], self.quote(s["evidence"]), s["age_as_stated"])
                for s in gold["subjects"]
            ),
        )
        return Extraction(
            self.document.source,
            identity,
            tuple(self.items()),
            tuple(map(self.agency, gold["agencies"])),
            tuple(map(self.link, gold["review_links"])),
            tuple(
                BackgroundTheme(b["theme"], self.quote(b["quote"]), 1.0, "Gold.")
                for b in gold["background_themes"]
            ),
        )

    def items(self) -> Iterator[Item]:
        kinds = (
            ("findings", ItemKind.FINDING, Polarity.WANTING),
            ("questions", ItemKind.QUESTION, Polarity.NEUTRAL),
            ("good_practice", ItemKind.GOOD_PRACTICE, Polarity.GOOD),
            ("purposes", ItemKind.PURPOSE, Polarity.NEUTRAL),
        )
        for name, kind, polarity in kinds:
            for entry in self.gold[name]:
                yield self.item(entry, kind, polarity, None)
                for point in entry.get("points", ()):
                    yield self.item(point, ItemKind.POINT, polarity, entry["id"].split("--", 1)[1])

    def item(self, entry: dict[str, Any], kind: ItemKind, polarity: Polarity, parent: str | None) -> Item:
        behind = entry.get("probably_arises_from") or []
        role = ItemAgencyRole.CREDITED if kind is ItemKind.GOOD_PRACTICE else ItemAgencyRole.NAMED
        quote = self.quote(entry["quote"])
        return Item(
            key=entry["id"].split("--", 1)[1],
            kind=kind,
            text=entry["text"],
            quotes=(quote,),
            order=entry["order"],
            rule=RULE,
            number=entry.get("number"),
            parent=parent,
            arises_from=behind[0]["finding"].split("--", 1)[1] if behind else None,
            arises_basis=Basis.INFERRED if behind else None,
            agencies=tuple(ItemAgency(role, quote, key=key) for key in entry.get("agencies", ()))
            + tuple(ItemAgency(role, quote, type=type_) for type_ in entry.get("agency_types", ())),
            themes=tuple(
                ThemeTag(
                    tag["theme"],
                    Strength(tag["strength"]),
                    Basis(tag["basis"]),
                    Tagger.LEXICON if tag["basis"] == "stated" else Tagger.MODEL,
                    0.95 if tag["basis"] == "stated" else 0.6,
                    "Gold.",
                    self.quote(tag["quote"]),
                )
                for tag in entry.get("themes", ())
            ),
            polarity=polarity,
            novelty=entry.get("novelty"),
        )

    def agency(self, entry: dict[str, Any]) -> Agency:
        roles = {"commissioner": "commissioned", "publisher": "published", "contributor": "contributed"}
        return Agency(
            entry["id"],
            entry["label"],
            entry["types"][0],
            AgencyRole(roles.get(entry["role"], "mentioned")),
            self.quote(entry["quote"]),
            RULE,
            acronym=entry["acronyms"][0] if entry["acronyms"] else None,
            printed=(entry["quote"]["exact"],),
        )

    def link(self, entry: dict[str, Any]) -> ReviewLink:
        source = entry["from"].split("--", 1)[1] if "--" in entry["from"] else None
        label = {r["id"]: r["case_label"] for r in self.gold["related_reviews"]}[entry["to"]]
        return ReviewLink(
            entry["type"], label, entry["to"], self.quote(entry["quote"]), Basis(entry["basis"]),
            entry["confidence"], RULE, source, area="Kirklees",
        )  # fmt: skip


def fictional() -> Iterator[Understanding]:
    """The reviews of the development corpus (none when it is not there)."""
    for path in sorted((SHARED / "reviews").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "not_a_review" in gold:
            continue
        yield _FictionalGold(gold).understanding()


class _FictionalGold:
    """Writes the gold's strings one under another as the text, and remembers where each stands."""

    def __init__(self, gold: dict[str, Any]) -> None:
        self.gold, self.lines, self.length = gold, [], 0  # type: ignore[var-annotated]

    def put(self, words: str) -> Quote:
        start = self.length
        self.lines.append(words)
        self.length += len(words) + 1
        return Quote(Span(start, start + len(words)), words, len(self.lines) // 12 + 1)

    def understanding(self) -> Understanding:
        entries = self.gold.get("reviews", [self.gold])
        reviews = [self.review(entry) for entry in entries]
        text = "\n".join(self.lines) + "\n"
        sha = hashlib.sha256(text.encode()).hexdigest()
        starts, pages = 0, []
        for number in count(1):
            chunk = self.lines[12 * (number - 1) - (number > 1) : 12 * number - 1]
            if not chunk:
                break
            length = sum(len(line) + 1 for line in chunk)
            pages.append(Page(number, Span(starts, starts + length)))
            starts += length
        document = _document(self.gold["file"], sha, text, tuple(pages))
        complete = tuple(
            Extraction(
                document.source, *(getattr(r, name) for name in ("identity", "items", "agencies", "links"))
            )
            for r in reviews
        )
        return Understanding(document, Verdict(True, "Gold.", RULE), complete)

    def review(self, entry: dict[str, Any]) -> Extraction:
        review = entry["review"]
        title, label = self.put(review["title"]), self.put(review["subject_label"])
        publisher = self.put(review["publisher"]) if review["publisher"] else None
        area = _area(review["publisher"]) if review["publisher"] else None
        key = slug(f"{area or 'anonymous'}-{review['subject_label']}")
        type_ = next((s for words, s in TYPES if words in review["type"].lower()), "local-learning-review")
        identity = Identity(
            key=key,
            title=review["title"],
            case_label=Claim(review["subject_label"], label, RULE),
            type=Claim(type_, title, RULE),
            terms_used=(Claim(review["type"], title, RULE),),
            document_kind="overview-report",
            publisher=Claim(review["publisher"], publisher, RULE) if publisher else None,
            area=Claim(area, publisher, RULE) if area and publisher else None,
            issued=Claim(_date(review["published"]), self.put(review["published"]), RULE),
            incident_date=Claim(_date(review["incident_date"]), self.put(review["incident_date"]), RULE)
            if review["incident_date"]
            else None,
            author=Claim(review["author"], self.put(review["author"]), RULE) if review["author"] else None,
            subjects=(Subject(None, "not-stated", label),),
            keywords=tuple(entry.get("keywords", ())),
        )
        agencies = tuple(self.agency(a) for a in entry["agencies"])
        items = tuple(self.items(entry, agencies))
        links = tuple(self.link(link, area, items) for link in review["related_reviews"])
        return Extraction(Source("", "", "", 0), identity, items, agencies, links)

    def agency(self, entry: dict[str, Any]) -> Agency:
        type_ = COARSE.get(entry["type"], entry["type"])
        quote = self.put(entry["name"])
        return Agency(
            slug(entry["name"]), entry["name"], type_, AgencyRole.CONTRIBUTED, quote, RULE, entry["acronym"],
            (entry["name"],),
        )  # fmt: skip

    def items(self, entry: dict[str, Any], agencies: tuple[Agency, ...]) -> Iterator[Item]:
        by_number: dict[Any, str] = {}
        for order, finding in enumerate(entry["findings"], start=1):
            item = self.item(finding, ItemKind.FINDING, order, agencies)
            by_number[finding["number"]] = by_number[order] = item.key
            yield item
            for place, point in enumerate(finding["points"], start=1):
                words = {"text": point, "themes": finding["themes"][:1], "number": None}
                yield self.item(words, ItemKind.POINT, place, agencies, item.key)
        for name, kind in (
            ("recommendations", ItemKind.RECOMMENDATION),
            ("questions", ItemKind.QUESTION),
            ("good_practice", ItemKind.GOOD_PRACTICE),
        ):
            for order, one in enumerate(entry[name], start=1):
                yield self.item(
                    one, kind, order, agencies, behind=by_number.get(one.get("finding") or "none")
                )

    def item(
        self,
        entry: dict[str, Any],
        kind: ItemKind,
        order: int,
        agencies: tuple[Agency, ...],
        parent: str | None = None,
        behind: str | None = None,
    ) -> Item:
        quote = self.put(entry["text"])
        folded = re.sub(r"[^\w ]", "", " ".join(entry["text"].lower().split()))
        hashed = hashlib.sha256(folded.encode()).hexdigest()[:6]
        number = None if entry.get("number") is None else str(entry["number"])
        own = (
            f"{kind.value}-{slug(number)}"
            if number and kind is not ItemKind.RECOMMENDATION
            else f"{kind.value}-{hashed}"
        )
        addressees = tuple(entry.get("addressees", ()))
        role = {
            ItemKind.RECOMMENDATION: ItemAgencyRole.ASKED,
            ItemKind.GOOD_PRACTICE: ItemAgencyRole.CREDITED,
        }.get(kind, ItemAgencyRole.NAMED)
        named = [a for a in agencies if a.name in addressees or a.name in entry["text"]]
        polarity = {
            ItemKind.GOOD_PRACTICE: Polarity.GOOD,
            ItemKind.FINDING: Polarity.WANTING,
            ItemKind.POINT: Polarity.WANTING,
        }
        return Item(
            key=f"{parent}--{own}" if parent else own,
            kind=kind,
            text=entry["text"],
            quotes=(quote,),
            order=order,
            rule=RULE,
            number=number,
            parent=parent,
            arises_from=behind,
            arises_basis=Basis.STATED if behind else None,
            addressees=addressees,
            agencies=tuple(ItemAgency(role, quote, key=a.key, name=a.name) for a in named),
            themes=tuple(self.tags(entry.get("themes", ()), quote, order)),
            polarity=polarity.get(kind, Polarity.NEUTRAL),
        )

    def tags(self, themes: list[str], quote: Quote, order: int) -> Iterator[ThemeTag]:
        """All but every third item's later themes as asserted; those as suggested, so that both kinds are there."""
        for place, theme in enumerate(themes):
            suggested = place > 0 and order % 3 == 0
            yield ThemeTag(
                theme,
                Strength.SECONDARY if place else Strength.PRIMARY,
                Basis.INFERRED if suggested else Basis.STATED,
                Tagger.MODEL if suggested else Tagger.LEXICON,
                0.62 if suggested else 0.9,
                "Gold.",
                quote,
            )

    def link(self, entry: dict[str, Any], area: str | None, items: tuple[Item, ...]) -> ReviewLink:
        label = entry["label"]
        found = re.match(
            r"(?:(?P<area>(?!Child|Bab|Mr|Ms|Family|Young).*?) )?(?:(?:SCR|DHR|SAR) )?(?P<case>(?:Child|Babies|Mrs?|Ms|Mr|Family)? ?[\w ]+?)(?: \((?P<year>\d{4})\))?$",
            label,
        )
        place = found["area"] if found and found["area"] else area
        case = found["case"] if found else label
        year = int(found["year"]) if found and found["year"] else None
        number = str(entry["finding"]).lower() if entry["finding"] is not None else None
        finding = next((i.key for i in items if i.key == f"finding-{number}"), None)
        return ReviewLink(
            entry["relation"], label, slug(f"{place or 'anonymous'}-{case}"), self.put(entry["quote"]), Basis.STATED,
            0.9, RULE, finding, place, year,
        )  # fmt: skip


def _area(publisher: str) -> str:
    first = publisher.split(";")[0].removeprefix("Safer ")
    return re.sub(r" (Local )?(Safeguarding|Community Safety|Partnership).*$", "", first)


def _date(iso: str) -> PartialDate:
    return PartialDate(*(int(part) for part in iso.split("-")))


def _document(name: str, sha: str, text: str, pages: tuple[Page, ...]) -> Document:
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
    return Document(Source(name, sha, "text/plain", len(text.encode())), text, (block,), pages)


def understandings() -> list[Understanding]:
    """Child E and, where the corpus is there, the fictional reviews."""
    return [kirklees(), *fictional()]
