"""The pieces of a query written for another product, as pieces of ours, with a doubt on each that is not the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from palabre.errors import QueryError
from palabre.query._dialects import (
    FIELDS_OF,
    KIND_OF_ENGAGEMENT,
    NETWORK_OF_SITE,
    NETWORK_OF_SOURCETYPE,
    Dialect,
    Meaning,
)
from palabre.query._fields import field_of, refuse_wordless, shortened, starred
from palabre.query._token_pieces import (
    AND,
    CLOSE,
    MOST_TERMS,
    NEAR,
    NOT,
    OPEN,
    OR,
    Operator,
    Token,
    distance_of,
    tokens_of,
)
from palabre.query.remarks import Remark, Severity, remark
from palabre.query.said import said
from palabre.query.tree import Field, Term

# Lucene's alone: what follows must match.
MUST = 6

_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_AFTER = r'[~^][^\s()"{}\[\]]*'
_SHAPE = rf"""(?P<phrase>%s)(?P<after>{_AFTER})?
    |(?P<open>\()
    |(?P<close>\))(?P<beyond>{_AFTER})?
    |(?P<bracket>[\[{{][^\]}}]*[\]}}]?)
    |(?P<bare>%s)
    |[\]}}\\]"""
_PIECE = re.compile(_SHAPE % (r'"[^"]*"?', r'[^\s()"{}\[\]]+'), re.VERBOSE)
_ESCAPED_PIECE = re.compile(_SHAPE % (r'"(?:[^"\\]|\\.)*"?', r'(?:\\.|[^\s()"{}\[\]\\])+'), re.VERBOSE | re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_NEAR = re.compile(r"(O?NEAR)(?:/([0-9]+)(f?))?")
_BEYOND_WORDS = re.compile(r"(?:SENTENCE|PARAGRAPH)(?:/[0-9]*)?")
_FIELD = re.compile(r"([A-Za-z_][\w.]*):")
_BOOST = re.compile(r"\^[0-9.]*\Z")
_FUZZY = re.compile(r"~[0-9.]*\Z")
_NEARNESS = re.compile(r"(?:~[0-9]+|\^[0-9.]+)*")
_WILD = re.compile(r"[*?]")
_QUESTION = re.compile(r"\?(?=\w)")
_SCHEME = re.compile(r"\A[A-Za-z]+://")


@dataclass(frozen=True, slots=True)
class Doubt:
    """How a piece differs here. When `is_wider`, it finds all that was asked and more; else nothing stands for it."""

    message_id: str
    is_wider: bool
    fields: Mapping[str, object]


@dataclass(slots=True)
class Reading:
    """What was read: the pieces, the doubts by the column of their piece, and what there is to say whatever happens."""

    tokens: list[Token] = field(default_factory=list)
    doubts: dict[int, Doubt] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


class _Asked(NamedTuple):
    """A word or a phrase as it was asked for: `part` is how it was written, from `column` on."""

    written: str
    column: int
    part: str
    quoted: bool = False
    prefix: bool = False
    within: int | None = None


def read(text: str, dialect: Dialect) -> Reading:
    """The pieces of a query of another product; raises `QueryError` for one that cannot be said here."""
    return _Reader(text.translate(_QUOTES), dialect).read()


class _Reader:
    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = _without_comments(text) if dialect == "brandwatch" else text
        self.dialect = dialect
        self.is_lucene = dialect == "lucene"
        self.reading = Reading()
        # The fields of the groups that are open, and the field that awaits its value.
        self.fields: list[tuple[str, int] | None] = [None]
        self.pending: tuple[str, int] | None = None
        self.opened: list[int] = []
        self.is_exact = False
        self.left = MOST_TERMS

    def read(self) -> Reading:
        """Reads it all."""
        pattern = _ESCAPED_PIECE if self.is_lucene else _PIECE
        for found in pattern.finditer(self.text):
            column = found.start() + 1
            which = found.lastgroup
            if found["phrase"]:
                self._phrase(found["phrase"], found["after"] or "", column)
            elif which == "open":
                self.opened.append(len(self.reading.tokens))
                self._operator(OPEN, column, "(")
            elif found["close"]:
                self._close(found["beyond"] or "", column)
            elif which == "bracket":
                self._bracket(found["bracket"], column)
            elif which == "bare":
                self._bare(found["bare"], column)
            else:
                raise QueryError("foreign-mark", column=column, piece=found[0])
        self._refuse_pending()
        return self.reading

    def _operator(self, kind: int, column: int, written: str, words: int = 0, ordered: bool = False) -> None:
        if kind == OPEN:
            self.fields.append(self.pending or self.fields[-1])
            self.pending = None
            if self.is_exact:
                raise QueryError("foreign-mark", column=column, piece="+(")
        else:
            self._refuse_pending()
        self.reading.tokens.append(Operator(kind, column, written, words, ordered))

    def _refuse_pending(self) -> None:
        if self.pending:
            raise QueryError("query-field-empty", column=self.pending[1], name=self.pending[0])

    def _close(self, beyond: str, column: int) -> None:
        """A closing parenthesis; after it Brandwatch writes how near the two sides of an AND must be."""
        self._operator(CLOSE, column, ")")
        if not self.opened:
            raise QueryError("query-closing-parenthesis", column=column)
        first = self.opened.pop()
        self.fields.pop()
        if not beyond:
            return
        if self.is_lucene and beyond[0] == "^":
            self._say("foreign-boost", "note", column + 1, part=shortened(beyond))
        elif self.dialect == "brandwatch" and beyond[1:].isdecimal() and beyond[0] == "~":
            self._bring_near(first, distance_of(beyond[1:], column + 2), column + 1)
        else:
            raise QueryError("query-tilde", column=column + 1, piece=shortened(beyond))

    def _bring_near(self, first: int, words: int, column: int) -> None:
        tokens = self.reading.tokens
        depth, joints = 0, []
        for place in range(first, len(tokens)):
            token = tokens[place]
            if isinstance(token, Operator):
                depth += {OPEN: 1, CLOSE: -1}.get(token.kind, 0)
                if depth == 1 and token.kind not in (OPEN, CLOSE):
                    joints.append((place, token))
        if len(joints) != 1 or joints[0][1].kind != AND:
            raise QueryError("foreign-group-near", column=column)
        place, joint = joints[0]
        tokens[place] = Operator(NEAR, joint.column, f"NEAR/{words}", words)

    def _bare(self, piece: str, column: int) -> None:
        if self._is_operator(piece, column):
            return
        piece, column = self._peeled(piece, column)
        if not piece:
            return
        named = _FIELD.match(piece)
        start = column
        if named and not piece.startswith("//", named.end()):
            self._refuse_pending()
            self.pending = (named[1], column)
            piece, column = piece[named.end() :], column + named.end()
            if not piece:
                return
        if piece[0] in "<>" and self.pending:
            self._lose(start, f"{self.pending[0]}:{piece}")
            return
        self._word(piece, start, column)

    def _is_operator(self, piece: str, column: int) -> bool:
        kind = {"AND": AND, "OR": OR, "NOT": NOT}.get(piece)
        if self.is_lucene:
            kind = {"&&": AND, "||": OR, "!": NOT}.get(piece, kind)
        elif piece in ("&&", "||", "!", "&", "|"):
            raise QueryError("foreign-mark", column=column, piece=piece)
        if kind is not None:
            self._operator(kind, column, piece)
            return True
        near = _NEAR.fullmatch(piece)
        if not near:
            if _BEYOND_WORDS.fullmatch(piece):
                raise QueryError("foreign-no-operator", column=column, piece=piece)
            return False
        if self.is_lucene or (near[1] == "ONEAR" and self.dialect != "talkwalker"):
            raise QueryError("foreign-mark", column=column, piece=piece)
        if not near[2]:
            raise QueryError("query-near-number", column=column, piece=piece)
        words = distance_of(near[2], column + len(near[1]) + 1)
        self._operator(NEAR, column, piece, words, near[1] == "ONEAR" or bool(near[3]))
        return True

    def _peeled(self, piece: str, column: int) -> tuple[str, int]:
        """The piece without the marks that exclude or require it, which are noted."""
        marks = {"brandwatch": "-", "talkwalker": "-+", "lucene": "-+!"}[self.dialect]
        before = self.text[max(column - 2, 0) : column - 1]
        if piece[0] not in marks:
            return piece, column
        if before and not before.isspace() and before != "(":
            raise QueryError("query-dash-glued", column=column)
        mark = piece[0]
        after = self.text[column : column + 1]
        if not after or after.isspace() or after in ")-!":
            raise QueryError("query-dash-alone", column=column, piece=mark)
        if mark == "+" and self.dialect == "talkwalker":
            self.is_exact = True
            rest = piece.lstrip("+")
            return rest, column + len(piece) - len(rest)
        self._operator(MUST if mark == "+" else NOT, column, mark)
        rest, column = piece[1:], column + 1
        if rest.startswith("+") and self.dialect == "talkwalker":
            self.is_exact = True
            return rest.lstrip("+"), column + len(rest) - len(rest.lstrip("+"))
        return rest, column

    def _word(self, piece: str, start: int, column: int) -> None:
        """A word, from its field on when it has one of its own."""
        part = self.text[start - 1 : column - 1] + piece
        # What is escaped is no mark: it is hidden, letter for letter, while they are looked for.
        shown = _ESCAPE.sub("__", piece) if self.is_lucene else piece
        if self.is_lucene and (boost := _BOOST.search(shown)) and boost.start():
            self._say("foreign-boost", "note", column + boost.start(), part=shortened(boost[0]))
            piece, shown = piece[: boost.start()], shown[: boost.start()]
        if fuzzy := _FUZZY.search(shown):
            raise QueryError("foreign-fuzzy", column=column + fuzzy.start(), part=shortened(part))
        if self.is_lucene and piece[0] == "/":
            raise QueryError("foreign-regex", column=column, part=shortened(part))
        wild = _WILD.search(shown)
        if piece in ("*", "*:*"):
            self._lose(start, part)
        elif wild is None:
            self._ask(_Asked(self._unescaped(piece), start, part))
        elif wild.start() == len(piece) - 1 and wild[0] == "*":
            self._ask(_Asked(self._unescaped(piece[:-1]), start, part, prefix=True))
        else:
            self._ask_wild(piece[: wild.start()], start, column, part)

    def _ask_wild(self, beginning: str, start: int, column: int, part: str) -> None:
        """A word with a wildcard in the middle: its beginning finds it, and more."""
        beginning = self._unescaped(beginning)
        if len(beginning) < 2 or not beginning[-1].isalnum():
            raise QueryError("foreign-wildcard", column=column + len(beginning), part=shortened(part))
        self._ask(_Asked(beginning, start, part, prefix=True), doubt="foreign-wider")

    def _phrase(self, written: str, after: str, column: int) -> None:
        start = self.pending[1] if self.pending else column
        part = self.text[start - 1 : column - 1] + written + after
        if len(written) < 2 or written[-1] != '"' or (self.is_lucene and _ESCAPE.sub("__", written)[-1] != '"'):
            raise QueryError("query-open-quote", column=column)
        inside = written[1:-1]
        inside, prefix = self._without_wildcards(inside, column + 1)
        if not _NEARNESS.fullmatch(after):
            raise QueryError("query-tilde-number", column=column + len(written), piece=shortened(after))
        within = None
        if tilde := re.search("~([0-9]+)", after):
            within = distance_of(tilde[1], column + len(written) + tilde.start(1))
            within = self._slop(within, inside, part, start)
        if "^" in after:
            self._say("foreign-boost", "note", column + len(written), part=shortened(after))
        self._ask(_Asked(self._unescaped(inside), start, part, True, prefix, within))

    def _slop(self, within: int, inside: str, part: str, column: int) -> int | None:
        """How far apart the words may be here; in Lucene, 0 asks for the phrase, and going back counts as well."""
        words = len(inside.split())
        if words < 2 or (self.is_lucene and not within):
            return None
        if self.is_lucene or words > 2:
            self._say("foreign-slop", "warning", column, part=shortened(part))
        return within

    def _without_wildcards(self, inside: str, column: int) -> tuple[str, bool]:
        """The words of a phrase without wildcards, and whether its last word is a beginning."""
        shown = _ESCAPE.sub("__", inside) if self.is_lucene else inside
        if not _WILD.search(shown):
            return inside, False
        if self.is_lucene or not ("*" in shown or _QUESTION.search(shown)):
            self._say("foreign-punctuation", "note", column, part=shortened(inside))
            return "".join(" " if hidden in "*?" else one for one, hidden in zip(inside, shown, strict=True)), False
        bare = inside.rstrip()
        if bare.endswith("*") and not _WILD.search(bare[:-1]) and bare[-2:-1].isalnum():
            return bare[:-1], True
        wild = _WILD.search(inside)
        raise QueryError("foreign-phrase-wildcard", column=column + (wild.start() if wild else 0))

    def _bracket(self, piece: str, column: int) -> None:
        if piece[-1] not in "]}" or len(piece) < 2:
            raise QueryError("foreign-bracket", column=column, piece=piece[0])
        own = self.pending or self.fields[-1]
        if own:
            self._lose(self.pending[1] if self.pending else column, f"{own[0]}:{piece}")
        elif self.is_lucene:
            self._lose(column, piece)
        elif piece[0] == "{" and self.dialect == "brandwatch":
            self._ask(_Asked(piece[1:-1], column, piece, quoted=True), doubt="foreign-case")
        else:
            raise QueryError("foreign-mark", column=column, piece=piece[0])

    def _ask(self, asked: _Asked, doubt: str = "") -> None:
        """Notes a word, a phrase or the value of a field."""
        own = self.pending or self.fields[-1]
        self.pending = None
        if own and not asked.part.startswith(own[0]):
            asked = asked._replace(part=f"{own[0]}:{asked.part}")
        if self.is_exact:
            self.is_exact, doubt = False, "foreign-case"
            asked = asked._replace(part=f"+{asked.part}")
        if own is None:
            leaf: Term | Field = self._term(asked)
        else:
            made = self._field_leaf(own[0], asked, doubt)
            if made is None:
                return
            leaf, doubt = made
        self._keep(leaf)
        if doubt:
            self._doubt(doubt, asked, leaf)

    def _doubt(self, message_id: str, asked: _Asked, leaf: Term | Field) -> None:
        fields = {"part": shortened(asked.part), "ours": shortened(said(leaf))}
        self.reading.doubts[asked.column] = Doubt(message_id, is_wider=True, fields=fields)

    def _field_leaf(self, name: str, asked: _Asked, doubt: str) -> tuple[Term | Field, str] | None:
        meant = FIELDS_OF[self.dialect].get(name.lower())
        if meant is None or (doubt and meant not in ("words", "case")):
            self._lose(asked.column, asked.part)
            return None
        leaf = _LEAVES[meant](self, asked)
        if leaf is None:
            self._lose(asked.column, asked.part, "foreign-published" if meant == "published" else "foreign-left-out")
            return None
        if meant == "author":
            self._say("foreign-author", "note", asked.column, part=shortened(asked.part))
        wider = {"words": "foreign-wider", "media": "foreign-wider", "case": "foreign-case"}.get(meant, "")
        return leaf, doubt or wider

    def _term(self, asked: _Asked) -> Term:
        """A term of ours; between quotation marks when it would mean something else without, as `OU` would."""
        if not asked.quoted and (own := _own_term(asked.written + "*" * asked.prefix)):
            return replace(own, column=asked.column)
        written = " ".join(asked.written.replace("*", " ").split())
        if asked.prefix:
            starred(written + "*", asked.column)
        term = Term(written=written, quoted=True, prefix=asked.prefix, within=asked.within, column=asked.column)
        refuse_wordless(term, asked.part)
        return term

    def _words(self, asked: _Asked) -> Term | None:
        return self._term(asked)

    def _signed(self, sign: str, asked: _Asked) -> Term | None:
        value = asked.written.lstrip(sign)
        if not value or any(one.isspace() for one in value):
            return None
        return self._term(asked._replace(written=sign + value, quoted=False))

    def _tag(self, asked: _Asked) -> Term | None:
        return self._signed("#", asked)

    def _callout(self, asked: _Asked) -> Term | None:
        return self._signed("@", asked)

    def _lang(self, asked: _Asked) -> Field | None:
        return None if asked.prefix else self._field("lang", asked.written, asked)

    def _author(self, asked: _Asked) -> Field | None:
        if len(asked.written.split()) != 1:
            return None
        return self._field("author", asked.written + "*" * asked.prefix, asked)

    def _links(self, asked: _Asked) -> Field | None:
        address = _SCHEME.sub("", asked.written).strip("/")
        if asked.prefix:
            return None
        return self._field("url" if "/" in address else "site", address, asked)

    def _kind(self, asked: _Asked) -> Field | None:
        kind = KIND_OF_ENGAGEMENT.get(asked.written.lower())
        return self._field("kind", kind, asked) if kind else None

    def _media(self, asked: _Asked) -> Field | None:
        held = asked.written.lower()
        return self._field("has", held, asked) if held in ("image", "video") else None

    def _network(self, asked: _Asked) -> Field | None:
        name = asked.written.lower()
        is_known = name == "twitter" or name in NETWORK_OF_SITE.values()
        return self._field("source", name, asked) if is_known and not asked.prefix else None

    def _published(self, asked: _Asked) -> Field | None:
        host = _SCHEME.sub("", asked.written.lower()).strip("/").removeprefix("www.")
        name = NETWORK_OF_SITE.get(host)
        return self._field("source", name, asked) if name and not asked.prefix else None

    def _sourcetype(self, asked: _Asked) -> Field | None:
        name = NETWORK_OF_SOURCETYPE.get(asked.written.lower())
        return self._field("source", name, asked) if name else None

    def _field(self, name: str, value: str, asked: _Asked) -> Field:
        return field_of(name, value, column=asked.column, value_column=asked.column)

    def _lose(self, column: int, part: str, message_id: str = "foreign-left-out") -> None:
        """Notes a condition that cannot be asked here; what holds its place is taken away with it."""
        self.pending = None
        self.is_exact = False
        self.reading.doubts[column] = Doubt(message_id, is_wider=False, fields={"part": shortened(part)})
        name, colon, value = part.partition(":")
        self._keep(Field(name=name if colon else "", value=value or part, column=column))

    def _keep(self, leaf: Term | Field) -> None:
        self.left -= 1
        if self.left < 0:
            raise QueryError("query-too-many-terms", column=leaf.column, most=MOST_TERMS)
        self.reading.tokens.append(leaf)

    def _say(self, message_id: str, severity: Severity, column: int, **fields: object) -> None:
        self.reading.remarks.append(remark(message_id, severity, column=column, **fields))

    def _unescaped(self, piece: str) -> str:
        return _ESCAPE.sub(r"\1", piece) if self.is_lucene else piece


_LEAVES: Mapping[Meaning, Callable[[_Reader, _Asked], Term | Field | None]] = {
    "lang": _Reader._lang,
    "author": _Reader._author,
    "links": _Reader._links,
    "words": _Reader._words,
    "case": _Reader._words,
    "tag": _Reader._tag,
    "callout": _Reader._callout,
    "kind": _Reader._kind,
    "media": _Reader._media,
    "network": _Reader._network,
    "published": _Reader._published,
    "sourcetype": _Reader._sourcetype,
}


def _own_term(piece: str) -> Term | None:
    """The term that this piece is in our language, when it is one term and nothing else."""
    try:
        tokens = list(tokens_of(piece))
    except QueryError:
        return None
    return tokens[0] if len(tokens) == 1 and isinstance(tokens[0], Term) else None


def _without_comments(text: str) -> str:
    """The text with blanks in place of `<<<comments>>>`, so that columns stay."""
    kept, place = [], 0
    while (first := text.find("<<<", place)) >= 0:
        end = text.find(">>>", first)
        if end < 0:
            raise QueryError("foreign-open-comment", column=first + 1)
        kept += [text[place:first], " " * (end + 3 - first)]
        place = end + 3
    return "".join(kept) + text[place:]
