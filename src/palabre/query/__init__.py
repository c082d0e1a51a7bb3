"""What a search means; the same meaning live, on import and in history."""

from palabre.query.words import Query, Term, find, parse

__all__ = ["Query", "Term", "find", "parse"]
