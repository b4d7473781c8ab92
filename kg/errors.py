"""The tree of errors and their exit codes.  One boundary (``kg.cli``) turns them into words on the terminal.

A message says what happened, where, and what to do.  0 is success, 1 a fault of ours, 2 a usage error (click's own).
"""

from __future__ import annotations


class KgError(Exception):
    """Base of every error that a user can do something about."""

    exit_code = 1

    def __init__(self, what: str, *, hint: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders (each file is read in a process of its own).
        return (_restore, (type(self), self.what, self.hint))


def _restore(kind: type[KgError], what: str, hint: str | None) -> KgError:
    return kind(what, hint=hint)


class SourceError(KgError):
    """A document is missing, empty, unreadable, of another format, or not what its name says."""

    exit_code = 3


class NotAReviewError(KgError):
    """A document was read, and no review was recognised in it."""

    exit_code = 4


class UnknownNameError(KgError):
    """No query, theme, review, agency or parameter has this name."""

    exit_code = 5


class QueryError(KgError):
    """SPARQL that does not parse, or a parameter that does not fit.  ``place`` is line and column, from 1, where known."""

    exit_code = 6
    place: tuple[int, int] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        return (_restore_query_error, (self.what, self.hint, self.place))


def _restore_query_error(what: str, hint: str | None, place: tuple[int, int] | None) -> QueryError:
    error = QueryError(what, hint=hint)
    error.place = place
    return error


class OutputError(KgError):
    """The output folder or file cannot be written."""

    exit_code = 7


class StoreError(KgError):
    """There is no built graph here, or it is locked or damaged."""

    exit_code = 8


class IntegrityError(KgError):
    """A built graph breaks a promise: a quotation, a shape, a hash."""

    exit_code = 9


class RemoteError(KgError):
    """A remote SPARQL server is down, refuses, or stopped half-way.  ``passing``: trying again may help."""

    exit_code = 10

    def __init__(self, what: str, *, hint: str | None = None, passing: bool = False) -> None:
        super().__init__(what, hint=hint)
        self.passing = passing


class LimitError(KgError):
    """A stated limit on size, pages, time, rows or memory was reached; the message names it."""

    exit_code = 11


class MissingExtraError(KgError):
    """An optional part (the learned tagger, PDF export, OCR) is not installed."""

    exit_code = 12


class OntologyError(KgError):
    """The codebook, cues, register, shapes, bank or model is broken or does not fit together."""

    exit_code = 13


class CurationError(KgError):
    """A spreadsheet of decisions, a mapping or a table cannot be applied; the message names the row."""

    exit_code = 14
