"""What every page that stands alone needs: templates, a policy that runs only what is inlined, and safe writing."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.errors import OutputError

TEMPLATES = Path(__file__).resolve().parent / "templates"
ASSETS = Path(__file__).resolve().parent / "assets"


def environment() -> Environment:
    """Templates that escape always and refuse names they were not given; ``json`` is a filter for script blocks."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["json"] = script_json
    return made


def script_json(value: Any) -> Markup:
    """JSON that may stand inside a script element: no "<", ">" or "&" is left in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def inline(text: str) -> Markup:
    """Our own text or a vendored library, unescaped: it must not be able to end its element."""
    text = text.replace("\r\n", "\n")
    if "</script" in text.lower() or "</style" in text.lower() or "<!--" in text:
        raise ValueError("a bundled script or style would end its element")
    return Markup(text)


def read(*parts: Path) -> Markup:
    """Files joined into one text to inline."""
    return inline("".join(part.read_text(encoding="utf-8") for part in parts))


def policy(styles: Iterable[Markup], scripts: Iterable[Markup], connect: str = "'none'") -> str:
    """A content security policy that runs these very scripts and styles and loads nothing else.

    ``connect`` is the source of data that a page may ask for when it is open.
    """

    def sources(texts: Iterable[Markup]) -> str:
        digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
        return " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"

    return (
        f"default-src 'none'; script-src {sources(scripts)}; style-src {sources(styles)}; "
        f"connect-src {connect}; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def write_text(target: Path, text: str) -> None:
    """Write UTF-8 with plain line ends, whatever the platform's own encoding is; whole or not at all."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting = target.with_name(target.name + ".part")
        waiting.write_bytes(text.encode("utf-8"))
        waiting.replace(target)
    except OSError as error:
        raise OutputError(
            f"{target} cannot be written: {error.strerror}.", hint="Choose another folder with -o."
        ) from error
