"""A board's own name, logo and colours, from a small TOML file.

organisation = "Harrowmere Safeguarding Children Partnership"
logo = "logo.png"            # PNG, JPEG or GIF, beside the settings file
accent = "#1d4f73"
classification = "Official – for the Board"
suppress_below = 3           # counts of one and two are not shown
round_to = 5
quotations = false
redact = true
"""

from __future__ import annotations

import io
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from kg.errors import CurationError

_LARGEST = 2_000_000  # bytes of a logo
_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that was opened and found to be one."""

    data: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Settings:
    """How a paper looks and what it holds back.  The names are the keys of the file."""

    organisation: str = ""
    classification: str = ""
    accent: str = ""  # #rrggbb; the product's own colour where empty
    logo: Logo | None = None
    suppress_below: int = 0  # counts from 1 up to this, less one, are not shown; 0 shows all
    round_to: int = 0  # counts to the nearest multiple; 0 leaves them
    quotations: bool = True
    redact: bool = False


def read_settings(path: Path) -> Settings:
    """Read and check the file.  ``CurationError`` names the key and says what fits."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CurationError(f"The settings file {path} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CurationError(f"The settings file {path} is not TOML: {error}.") from None
    known = {field.name: field for field in fields(Settings)}
    for key in given:
        if key not in known:
            raise CurationError(
                f"{path} has a setting {key!r} that means nothing here.",
                hint=f"Settings: {', '.join(known)}.",
            )
    _check(given, path)
    if "logo" in given:
        given["logo"] = _logo(path.parent / given["logo"], path)
    return Settings(**given)


def _check(given: dict[str, Any], path: Path) -> None:
    texts = ("organisation", "classification", "accent", "logo")
    kinds: dict[str, type] = {**dict.fromkeys(texts, str), "quotations": bool, "redact": bool}
    for key, kind in kinds.items():
        if key in given and not isinstance(given[key], kind):
            fits = "true or false" if kind is bool else "text in quotation marks"
            raise CurationError(f"{path}: {key} has to be {fits}.")
    for key in ("suppress_below", "round_to"):
        value = given.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100:
            raise CurationError(f"{path}: {key} has to be a whole number from 0 to 100.")
    if given.get("accent") and not re.fullmatch(r"#[0-9a-fA-F]{6}", given["accent"]):
        raise CurationError(f"{path}: accent has to be a colour like #1d4f73.")
    if given.get("accent") and contrast_with_white(given["accent"]) < 4.5:
        raise CurationError(
            f"{path}: {given['accent']} is too light to be read on white.",
            hint="Choose a darker shade (contrast 4.5 to 1).",
        )


def contrast_with_white(colour: str) -> float:
    """The WCAG contrast ratio of ``#rrggbb`` with white: 1 to 21."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[place : place + 2], 16)) for place in (1, 3, 5))
    return float(1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05))


def _logo(path: Path, settings: Path) -> Logo:
    from PIL import Image, UnidentifiedImageError

    try:
        if path.stat().st_size > _LARGEST:
            raise CurationError(
                f"The logo {path.name} is over {_LARGEST // 1_000_000} MB.", hint="Save a smaller one."
            )
        data = path.read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            kind, (width, height) = image.format or "", image.size
            image.verify()
    except OSError as error:
        if isinstance(error, UnidentifiedImageError) or error.strerror is None:
            raise CurationError(
                f"The logo {path.name} named in {settings} is no picture.", hint="Use a PNG or JPEG file."
            ) from None
        raise CurationError(
            f"The logo {path} named in {settings} cannot be read: {error.strerror}."
        ) from None
    except (SyntaxError, ValueError):
        raise CurationError(f"The logo {path.name} named in {settings} is a broken picture.") from None
    if kind not in _FORMATS:
        raise CurationError(f"The logo {path.name} is a {kind} picture.", hint="Use PNG, JPEG or GIF.")
    return Logo(data, _FORMATS[kind], width, height)
