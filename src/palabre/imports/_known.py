"""Tables that a known tool exports: told by a few of their columns, read without a mapping written by anybody."""

from __future__ import annotations

from collections.abc import Mapping as Map
from typing import TYPE_CHECKING, ClassVar, Literal

import msgspec
from msgspec.structs import replace

from palabre.errors import ImportRefused
from palabre.imports._cells import Cells, worded
from palabre.imports._counts import UnreadableCount, count_of
from palabre.imports._lines import decoded, is_text
from palabre.imports._registry import every_format
from palabre.imports.contract import Import
from palabre.imports.mapping import Mapping, columns_of, folded_name, spelled
from palabre.model import Post
from palabre.text.extract import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence, Set

    from palabre.imports._cells import Row
    from palabre.imports._member import Member
    from palabre.imports._table import Numbered, Table
    from palabre.imports.contract import Reading
    from palabre.model import Record

Names = tuple[str, ...]
Fields = Map[str, Names]
Words = Map[str, str]
Replaced = Map[str, Words]
_TRUE = frozenset(("true", "yes", "1", "t", "y", "oui", "vrai"))


class KnownTable(Import):
    """The export of one tool, whatever holds its table. A column is named by all the headers it may have.

    A table is this tool's when each group of `required` is there; headers nobody foresaw change nothing. `columns` goes
    from the field of a post to its columns, the first found is read; `extra` is kept beside the post under the names
    given; `asked` is only shown to `completed`. Rows whose `private` column says yes are left out and counted.
    `timezone` is that of dates the tool always writes so; `dates` is the order of day and month when no date proves
    another. `escapes` says that a backslash before a quote takes its meaning away, as PHP writes CSV.
    """

    network: ClassVar[str]
    rows: ClassVar[Literal["posts", "actors"]] = "posts"
    required: ClassVar[tuple[Names, ...]]
    columns: ClassVar[Fields]
    constants: ClassVar[Words] = {}
    values: ClassVar[Replaced] = {}
    extra: ClassVar[Fields] = {}
    asked: ClassVar[Fields] = {}
    private: ClassVar[Names] = ()
    timezone: ClassVar[str | None] = None
    dates: ClassVar[str | None] = None
    escapes: ClassVar[bool] = False

    def __init__(self) -> None:
        self._required = tuple(frozenset(map(folded_name, group)) for group in self.required)

    def recognises(self, head: bytes, text: str) -> bool:
        """Never: the columns tell, once the format that holds them has found them."""
        return False

    def knows(self, names: Set[str]) -> bool:
        """Whether a table with these folded headers is an export of this tool."""
        return not any(names.isdisjoint(group) for group in self._required)

    def read(self, member: Member, reading: Reading) -> Iterator[Record]:
        """The records of the table, asked for by the name of the tool; refused when its columns are not there."""
        text = decoded(member.head) if is_text(member.head) else ""
        holder = next((one for one in every_format() if one.generic and one.recognises(member.head, text)), None)
        if holder is None:
            raise ImportRefused("table-without-header", file=member.name)
        reading.tool = self
        return holder.read(member, reading)

    def lacking(self, names: Sequence[str]) -> list[str]:
        """The required columns that are not there, by their first name."""
        here = set(map(folded_name, names))
        groups = zip(self.required, self._required, strict=True)
        return [group[0] for group, folded in groups if here.isdisjoint(folded)]

    def mapping_of(self, names: Sequence[str], reading: Reading) -> Mapping:
        """Which columns are which fields. Without a column of authors, all posts are by the account of the export."""
        constants = dict(self.constants)
        columns = _present(self.columns, names)
        if reading.account and "author" not in columns and "author_id" not in columns:
            constants["author"] = reading.account
        return Mapping(
            columns=columns,
            network=self.network,
            timezone=self.timezone,
            rows=self.rows,
            constants=constants,
            values={field: words for field, words in self.values.items() if field in columns},
        )

    def completing(self, table: Table) -> Callable[[Row, Record], Record] | None:
        """What adds to a record what is kept beside it, and what no mapping can say; None when nothing is to add."""
        names = table.names
        kept, asked = _present(self.extra, names), _present(self.asked, names)
        cells = Cells(Mapping(columns={**kept, **{f"?{name}": column for name, column in asked.items()}}), table.cell)
        beside = [(name, cells.raw(name)) for name in kept]
        questions = [(name, cells.word(f"?{name}")) for name in asked]
        blank = dict.fromkeys(self.asked, "")
        if self.rows != "posts" or not (beside or type(self).completed is not KnownTable.completed):
            return None

        def complete(row: Row, record: Record) -> Record:
            if not isinstance(record, Post):
                return record
            found = {name: value for name, get in beside if (value := number_or_word(get(row))) is not None}
            post = with_extra(record, found) if found else record
            return self.completed(post, {**blank, **{name: ask(row) or "" for name, ask in questions}})

        return complete

    def completed(self, post: Post, asked: Words) -> Post:
        """The post with what its columns say only together; `asked` holds clean words, empty when blank or absent."""
        return post

    def remark(self, table: Table, peeked: Sequence[Numbered], reading: Reading) -> None:
        """Notes what is to tell of the whole table, from its first rows."""

    def public(self, rows: Iterator[Numbered], table: Table, reading: Reading) -> Iterator[Numbered]:
        """The rows, without private messages; how many were left out is noted."""
        present = _present({"private": self.private}, table.names)
        if not present:
            return rows
        return _public(rows, Cells(Mapping(columns=present), table.cell).word("private"), table.file, reading)


def known_tool(names: Sequence[str]) -> KnownTable | None:
    """The tool whose table has these headers: of several, the one that asks for most of them."""
    here = frozenset(map(folded_name, names))
    found = [one for one in every_format() if isinstance(one, KnownTable) and one.knows(here)]
    return max(found, key=lambda one: len(one.required), default=None)


def with_extra(post: Post, more: Map[str, object]) -> Post:
    """The post with more kept beside it."""
    kept = msgspec.json.decode(post.extra) if post.extra else {}
    return replace(post, extra=msgspec.json.encode({**kept, **more}).decode())


def number_or_word(cell: object) -> int | float | str | None:
    """A cell as a number when it is one, else its words; None when it is blank."""
    try:
        return count_of(cell)
    except UnreadableCount:
        pass
    word = clean_text(worded(cell))
    try:
        number = float(word.rstrip("% ").replace(",", "."))
    except ValueError:
        return word or None
    return number if number - number == 0 else None


def _present(columns: Fields, names: Sequence[str]) -> dict[str, str | tuple[str, ...]]:
    spelling = {folded_name(name): name for name in reversed(list(names))}
    found: dict[str, str | tuple[str, ...]] = {}
    for field, aliases in columns.items():
        for alias in aliases:
            if all(folded_name(part) in spelling for part in columns_of(alias)):
                found[field] = spelled(alias, spelling)
                break
    return found


def _public(
    rows: Iterator[Numbered], private: Callable[[Row], str | None], file: str, reading: Reading
) -> Iterator[Numbered]:
    left_out = 0
    for row in rows:
        if isinstance(row, tuple) and (private(row[1]) or "").casefold() in _TRUE:
            left_out += 1
        else:
            yield row
    if left_out:
        reading.note("private-left-out", file=file, count=left_out)
