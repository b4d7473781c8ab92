"""The settings file: unknown keys, unfit values and a logo that is no picture are errors that say what fits."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from kg.errors import CurationError
from kg.present.settings import contrast_with_white, read_settings


def written(folder: Path, text: str) -> Path:
    path = folder / "board.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_a_board_may_set(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "#123456").save(buffer, format="PNG")
    (tmp_path / "logo.png").write_bytes(buffer.getvalue())
    path = written(
        tmp_path, 'organisation = "North Board"\nlogo = "logo.png"\naccent = "#1d4f73"\nsuppress_below = 3\n'
    )
    settings = read_settings(path)
    assert (settings.organisation, settings.accent, settings.suppress_below) == ("North Board", "#1d4f73", 3)
    assert settings.logo is not None
    assert (settings.logo.media_type, settings.logo.width) == ("image/png", 40)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('organization = "x"', "means nothing here"),
        ("organisation = 3", "has to be text"),
        ('accent = "blue"', "has to be a colour"),
        ('accent = "#ffee00"', "too light"),
        ("suppress_below = -1", "whole number"),
        ("suppress_below = true", "whole number"),
        ('logo = "missing.png"', "cannot be read"),
        ('logo = "board.toml"', "is no picture"),
        ("organisation = ", "is not TOML"),
    ],
)
def test_what_does_not_fit(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CurationError, match=message):
        read_settings(written(tmp_path, text))


def test_contrast() -> None:
    assert round(contrast_with_white("#000000")) == 21
    assert contrast_with_white("#ffffff") == pytest.approx(1.0)
