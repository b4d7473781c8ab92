"""A drawing as PNG through Pillow, at twice the size for print; the same shapes as the SVG."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from kg.present.charts.drawing import Arc, Box, Dot, Drawing, Label, Rule, Shape
from kg.present.charts.palette import palette

_SCALE = 3
_HATCH = 5


def png(drawing: Drawing) -> bytes:
    """The chart as PNG bytes, the same for the same drawing."""
    size = (round(drawing.width * _SCALE), round(drawing.height * _SCALE))
    image = Image.new("RGB", size, "#ffffff")
    canvas = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        _draw(image, canvas, shape)
    buffer = io.BytesIO()
    image.save(buffer, format="PNG", dpi=(216, 216))
    return buffer.getvalue()


def _draw(image: Image.Image, canvas: ImageDraw.ImageDraw, shape: Shape) -> None:
    colour = palette()[shape.part]
    if isinstance(shape, Rule):
        ends = tuple(round(v * _SCALE) for v in (shape.x, shape.y, shape.x2, shape.y2))
        canvas.line(ends, fill=colour, width=max(1, round(shape.weight * _SCALE * 0.7)))
    elif isinstance(shape, Box):
        _box(image, canvas, shape, colour)
    elif isinstance(shape, Arc):
        frame = (shape.x - shape.reach, shape.y, shape.x + shape.reach, shape.y2)
        canvas.arc(
            [v * _SCALE for v in frame], -90, 90, fill=colour, width=max(1, round(shape.weight * _SCALE))
        )
    elif isinstance(shape, Dot):
        corner = [(c - shape.radius) * _SCALE for c in (shape.x, shape.y)]
        opposite = [(c + shape.radius) * _SCALE for c in (shape.x, shape.y)]
        if shape.part == "suggested":
            canvas.ellipse([*corner, *opposite], fill="#ffffff", outline=colour, width=_SCALE)
        else:
            canvas.ellipse([*corner, *opposite], fill=colour)
    else:
        _label(image, canvas, shape, colour)


def _box(image: Image.Image, canvas: ImageDraw.ImageDraw, box: Box, colour: str) -> None:
    edges = [round(v * _SCALE) for v in (box.x, box.y, box.x + box.width, box.y + box.height)]
    if box.part != "suggested":
        canvas.rectangle(edges, fill=colour)
        return
    tile = Image.new("RGB", (max(edges[2] - edges[0], 1), max(edges[3] - edges[1], 1)), "#ffffff")
    lines = ImageDraw.Draw(tile)
    for x in range(-tile.height, tile.width, _HATCH * _SCALE):
        lines.line((x, tile.height, x + tile.height, 0), fill=colour, width=_SCALE)
    image.paste(tile, (edges[0], edges[1]))
    canvas.rectangle(edges, outline=colour, width=_SCALE)


def _label(image: Image.Image, canvas: ImageDraw.ImageDraw, label: Label, colour: str) -> None:
    font = _font(round(label.size * _SCALE))
    anchor = {"start": "ls", "middle": "ms", "end": "rs"}[label.anchor]
    if not label.turned:
        canvas.text((label.x * _SCALE, label.y * _SCALE), label.text, fill=colour, font=font, anchor=anchor)
        return
    length = round(canvas.textlength(label.text, font=font)) + 4
    tile = Image.new("RGBA", (length, round(font.size * 2)), (255, 255, 255, 0))
    ImageDraw.Draw(tile).text((0, round(font.size * 1.4)), label.text, fill=colour, font=font, anchor="ls")
    upright = tile.rotate(90, expand=True)
    place = (round(label.x * _SCALE - font.size * 1.4), round(label.y * _SCALE) - length)
    image.paste(upright, place, upright)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """The font that comes with Pillow: the same letters on every machine."""
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font
