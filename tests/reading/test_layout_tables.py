"""Tables set with spaces: cells that drift, touch and stay empty."""

from __future__ import annotations

from kg.model import BlockKind
from kg.reading import read_bytes
from kg.reading.layout_tables import table_pieces

TABLE = """\
 Ref     Key issue                                             Evidence
 KI1     The needs of the son as a carer were                  Records describe him as
         not told from the risk that he was                    supportive and tired.
 KI2     Violence was not recognised                           Four calls were closed as a dispute.
 KI3     Discharge was to the home in which The form has no question
         she had been hurt                  about safety at home.
5.2 Key issue 2 is much like that of another review, as this line says.
"""


def test_every_cell_is_whole_and_in_its_row() -> None:
    document = read_bytes(f"{TABLE}\f\n Another page of the report.\n".encode(), "a.txt")
    cells = [(b.cell.row, b.cell.column, document.words(b.span)) for b in document.blocks if b.cell]
    assert cells == [
        (0, 0, "Ref"),
        (0, 1, "Key issue"),
        (0, 2, "Evidence"),
        (1, 0, "KI1"),
        (1, 1, "The needs of the son as a carer were not told from the risk that he was"),
        (1, 2, "Records describe him as supportive and tired."),
        (2, 0, "KI2"),
        (2, 1, "Violence was not recognised"),
        (2, 2, "Four calls were closed as a dispute."),
        (3, 0, "KI3"),
        (3, 1, "Discharge was to the home in which she had been hurt"),
        (3, 2, "The form has no question about safety at home."),
    ]
    assert [b.kind for b in document.blocks if not b.cell][:1] == [BlockKind.LIST_ITEM]


def test_an_empty_cell_stays_empty() -> None:
    rows = [
        " No   What should be done        Owner    Date",
        " 1    The Board should audit     SAB      May",
        "      what it closes.",
        " 2    The Trust should ring               June",
        "      each person.",
        " 3    Police should agree        Police   July",
    ]
    assert [(p.text, p.column) for p in table_pieces(rows) if p.row == 3] == [
        ("2", 1),
        ("The Trust should ring", 6),
        ("June", 42),
    ]


def test_prose_and_two_columns_of_prose_are_no_table() -> None:
    prose = [
        "One line of words that runs on",
        "and on to the next without a gap",
        "and to a third",
        "and end.",
    ]
    columns = [
        "The panel met and it was agreed that the      initiative. She has since been thanked by",
        "review would be held, and that it would       the bank. The sitter wrote a weekly note of",
        "be short. Her referral gives a clear and      what had been said, and it is the fullest",
        "full description of what she saw then.        record of her life in that year.",
    ]
    assert list(table_pieces(prose)) == []
    assert list(table_pieces(columns)) == []
