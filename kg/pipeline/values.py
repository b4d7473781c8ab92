"""The model's values as JSON and back, driven by their own type hints.  Nothing but data is ever loaded."""

from __future__ import annotations

import dataclasses
import types
import typing
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def encode(value: Any) -> Any:
    """A value of the model as JSON.  Fields that hold their default are left out."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            name: encode(held)
            for name, default in _fields(type(value))
            if (held := getattr(value, name)) != default or default is dataclasses.MISSING
        }
    if isinstance(value, tuple):
        return [encode(one) for one in value]
    return value


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (f.name, f.default_factory() if f.default_factory is not dataclasses.MISSING else f.default)
        for f in dataclasses.fields(kind)
    )


def decode(kind: type[T], data: Any) -> T:
    """The value that ``encode`` made into ``data``.  Raises ``ValueError``, ``TypeError`` or ``KeyError`` on other data."""
    return typing.cast(T, _decode(kind, data))


def _decode(kind: Any, data: Any) -> Any:
    origin, arguments = _shape(kind)
    if origin is typing.Union or origin is types.UnionType:
        if data is None:
            return None
        return _decode(next(one for one in arguments if one is not type(None)), data)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return tuple([_decode(arguments[0], one) for one in data])
        return tuple(_decode(one, held) for one, held in zip(arguments, data, strict=True))
    target = origin or kind
    if dataclasses.is_dataclass(target):
        hints = _hints(typing.cast(Any, target), arguments)
        return target(**{name: _decode(hints[name], held) for name, held in data.items()})  # type: ignore[operator]
    if isinstance(target, type) and issubclass(target, Enum):
        return target(data)
    return data


@cache
def _shape(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    return typing.get_origin(kind), typing.get_args(kind)


@cache
def _hints(kind: Any, arguments: tuple[Any, ...]) -> dict[str, Any]:
    """The types of a dataclass's fields, with a generic's parameters put in (``Claim[PartialDate]``)."""
    hints = typing.get_type_hints(kind)
    given = dict(zip(getattr(kind, "__parameters__", ()), arguments, strict=False))
    return {
        name: given.get(hint, hint) if isinstance(hint, TypeVar) else hint for name, hint in hints.items()
    }
