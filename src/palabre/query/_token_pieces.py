"""The pieces of a query as it was written, each with its column: terms, fields, operators, parentheses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from palabre.errors import QueryError
from palabre.query._fields import NAMES, field_of, refuse_wordless, shortened, starred
from palabre.query.tree import Field, Or, Term

LONGEST = 100_000
MOST_TERMS = 20_000
FARTHEST = 100

OPEN, CLOSE, AND, OR, NOT, NEAR = range(6)

OPERATORS = {"AND": AND, "ET": AND, "OR": OR, "OU": OR, "NOT": NOT, "SAUF": NOT}
# In capitals they are no words: their number is missing.
OPERATORS |= dict.fromkeys(("NEAR", "ONEAR", "PRES", "PRÈS"), NEAR)
CLOSING = {'"': '"', "«": "»", "“": "”", "„": "“”"}

# A plain word holds no mark that could mean something else, and surely something to search for: most words are plain.
# Nor does a plain list, `(one OR "two words" OR three)`, the other thing that queries are made of; it is read at once.
_PLAIN = r"[#@]?[0-9A-Za-zÀ-ÖØ-öø-\u017f]++(?:[-'’.][0-9A-Za-zÀ-ÖØ-öø-\u017f]++)*+"
_LISTED = rf"""(?!(?:{"|".join(OPERATORS)})[ )"])(?:{_PLAIN}|"{_PLAIN}(?:[ ](?!OR[ ]){_PLAIN})*+")"""
_PIECE = re.compile(
    rf"""({_PLAIN})(?=[\s()"«»“”„]|\Z)
    |([^\s()"«»“”„]+)
    |\(({_LISTED}(?:[ ]OR[ ]{_LISTED})++)\)
    |([()])
    |("[^"]*"?|«[^»]*»?|“[^”]*”?|„[^“”]*[“”]?)(~[^\s()"«»“”„]*)?
    |[»”]""",
    re.VERBOSE,
)
_WORD = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-\u017f]")
# However its letters fold, its beginning is neither too short nor too long.
_SURE_BEGINNING = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-\u017f]{2,20}")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_FIELD = re.compile(r"([^\W\d]\w*):(.*)", re.DOTALL)
_NEAR = re.compile(r"(O?NEAR|PR[EÈ]S)(?:/(.*))?", re.DOTALL)
_DISTANCE = re.compile(r"([0-9]+)([fF]?)")
_COUNT = re.compile(r"~[0-9]+")
_FUZZY = re.compile(r"~[0-9.,]*\Z")
_OTHER_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_OTHER_OPERATORS = {"&&": "AND", "&": "AND", "+": "AND", "||": "OR", "|": "OR", "!": "NOT"}


class Operator(NamedTuple):
    """An operator or a parenthesis as it was written; `words` and `ordered` are those of NEAR."""

    kind: int
    column: int
    written: str
    words: int = 0
    ordered: bool = False


Token = Term | Field | Or | Operator

# A frozen value is slow to make: one in two pieces is a word or an operator, so these two are made by hand.
_new_term = Term.__new__
_set_written, _set_quoted, _set_prefix, _set_within, _set_column = (
    Term.__dict__[name].__set__ for name in ("written", "quoted", "prefix", "within", "column")
)
_new_operator = tuple.__new__


def _word(written: str, column: int, quoted: bool = False) -> Term:
    term = _new_term(Term)
    _set_written(term, written)
    _set_quoted(term, quoted)
    _set_prefix(term, False)
    _set_within(term, None)
    _set_column(term, column)
    return term


def tokens_of(text: str) -> Iterator[Token]:
    """The pieces in order; raises `QueryError` at the first that means nothing."""
    refuse_text(text)
    return _counted(text)


def refuse_text(text: str) -> None:
    """Raises `QueryError` for a text that is too long to be a query, or holds what nobody can have typed."""
    if len(text) > LONGEST:
        raise QueryError("query-too-long", column=LONGEST + 1, longest=LONGEST)
    if control := _CONTROL.search(text):
        raise QueryError("query-control", column=control.start() + 1, code=f"U+{ord(control[0]):04X}")


def _counted(text: str) -> Iterator[Token]:
    left = MOST_TERMS
    field = ""
    field_column = 0
    for found in _PIECE.finditer(text):
        which = found.lastindex
        column = found.start() + 1
        if which == 1:
            piece = found[1]
            kind = OPERATORS.get(piece)
            if kind == NEAR:
                raise QueryError("query-near-number", column=column, piece=piece)
            if kind is not None:
                yield _new_operator(Operator, (kind, column, piece, 0, False))
                continue
            leaf: Term | Field = _word(piece, column)
        elif which == 3:
            listed = _listed(found[3], column)
            left -= len(listed.nodes)
            if left < 0:
                raise QueryError("query-too-many-terms", column=listed.nodes[left].column, most=MOST_TERMS)
            yield listed
            continue
        elif which == 4:
            yield _new_operator(Operator, (OPEN if found[4] == "(" else CLOSE, column, found[4], 0, False))
            continue
        elif which == 2:
            piece = found[2]
            if piece[0] == "-":
                _refuse_dash(text, column, piece)
                yield Operator(NOT, column, "-")
                piece, column = piece[1:], column + 1
                if not piece:
                    continue
            if (operator := _operator(piece, column)) is not None:
                yield operator
                continue
            named = _FIELD.match(piece) if ":" in piece else None
            if named and not named[2] and _names_quoted(text, found.end(), named[1], column):
                field, field_column = named[1], column
                continue
            leaf = _field(named, column) if named and _is_field(named) else _bare(piece, column)
        elif which is None:
            raise QueryError("query-closing-quote", column=column, quote=found[0])
        elif field:
            leaf = _quoted_field(field, found, field_column)
            field = ""
        else:
            leaf = _quoted(found, column)
        left -= 1
        if left < 0:
            raise QueryError("query-too-many-terms", column=column, most=MOST_TERMS)
        yield leaf


def _listed(inside: str, column: int) -> Or:
    """The terms of a plain list, which stands between parentheses of which the first is at `column`."""
    terms = []
    place = column + 1
    for item in inside.split(" OR "):
        terms.append(_word(item.strip('"'), place, item[0] == '"'))
        place += len(item) + len(" OR ")
    return Or(nodes=tuple(terms), column=column)


def _refuse_dash(text: str, column: int, piece: str) -> None:
    """A minus excludes what touches it, and nothing may touch its other side: `"a"-b` is neither one thing nor two."""
    before, after = text[max(column - 2, 0) : column - 1], text[column : column + 1]
    if before and not before.isspace() and before != "(":
        raise QueryError("query-dash-glued", column=column)
    if not after or after.isspace() or after == ")":
        raise QueryError("query-dash-alone", column=column, piece="-")
    if piece.startswith("--"):
        raise QueryError("query-dash-alone", column=column, piece="--")


def _operator(piece: str, column: int) -> Operator | None:
    kind = OPERATORS.get(piece)
    if kind is not None and kind != NEAR:
        return Operator(kind, column, piece)
    if piece in _OTHER_OPERATORS:
        raise QueryError("query-other-operator", column=column, piece=piece, operator=_OTHER_OPERATORS[piece])
    if piece[0] in _OTHER_DASHES:
        raise QueryError("query-dash-alone", column=column, piece=piece[0])
    if piece[0] not in "NOP":
        return None
    near = _NEAR.fullmatch(unicodedata.normalize("NFC", piece))
    if not near:
        return None
    distance = _DISTANCE.fullmatch(near[2] or "")
    if not distance:
        raise QueryError("query-near-number", column=column, piece=shortened(piece))
    words = distance_of(distance[1], column + piece.index("/") + 1)
    return Operator(NEAR, column, piece, words, bool(distance[2]) or near[1] == "ONEAR")


def distance_of(digits: str, column: int) -> int:
    """The number of words that these digits are; raises `QueryError` when it is too large."""
    digits = digits.lstrip("0") or "0"
    if len(digits) > len(str(FARTHEST)) or int(digits) > FARTHEST:
        raise QueryError("query-too-far", column=column, most=FARTHEST)
    return int(digits)


def _is_field(named: re.Match[str]) -> bool:
    """Whether `name:value` is a field: a link is none, nor a word followed by its colon."""
    return not named[2].startswith("//") and (bool(named[2]) or named[1].lower() in NAMES)


def _names_quoted(text: str, end: int, name: str, column: int) -> bool:
    """Whether a quotation mark touches `name:`; raises `QueryError` when a parenthesis does."""
    after = text[end : end + 1]
    if after == "(":
        if name.lower() not in NAMES:
            field_of(name, "(", column=column, value_column=end + 1)
        raise QueryError("query-field-group", column=end + 1, name=name)
    return bool(after) and after in CLOSING


def _field(named: re.Match[str], column: int) -> Field:
    return field_of(named[1], named[2], column=column, value_column=column + named.start(2))


def _quoted_field(name: str, found: re.Match[str], column: int) -> Field:
    value, value_column = _inside(found)
    if found[6]:
        raise QueryError("query-tilde", column=found.start(6) + 1, piece=shortened(found[6]))
    return field_of(name, value, column=column, value_column=value_column)


def _inside(found: re.Match[str]) -> tuple[str, int]:
    """What stands between quotation marks, and its column; raises `QueryError` when they are not closed."""
    written = found[5]
    if len(written) < 2 or written[-1] not in CLOSING[written[0]]:
        raise QueryError("query-open-quote", column=found.start() + 1)
    inside = written[1:-1]
    blanks = len(inside) - len(inside.lstrip())
    return inside.strip(), found.start() + 2 + blanks


def _quoted(found: re.Match[str], column: int) -> Term:
    inside, inside_column = _inside(found)
    within = None
    if found[6]:
        if not _COUNT.fullmatch(found[6]):
            raise QueryError("query-tilde-number", column=found.start(6) + 1, piece=shortened(found[6]))
        within = distance_of(found[6][1:], found.start(6) + 2)
    written, prefix = starred(inside, inside_column)
    term = Term(written=" ".join(written.split()), quoted=True, prefix=prefix, within=within, column=column)
    if prefix or "://" in written or not _WORD.search(written):
        refuse_wordless(term, found[5])
    return term


def _bare(piece: str, column: int) -> Term:
    if piece[0] == "~" or _FUZZY.search(piece):
        place = piece.rindex("~") if piece[0] != "~" else 0
        raise QueryError("query-tilde", column=column + place, piece=shortened(piece[place:]))
    written, prefix = starred(piece, column)
    term = Term(written=written, prefix=prefix, column=column)
    if not _SURE_BEGINNING.fullmatch(written) and (prefix or "://" in piece or not _WORD.search(piece)):
        refuse_wordless(term, piece)
    return term
