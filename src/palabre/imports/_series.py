"""Tables of a tool that count a whole account, one row a day."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING, ClassVar

from palabre.errors import BadRecord, ImportRefused
from palabre.imports._cells import is_blank
from palabre.imports._known import Fields, KnownTable, Names, Words, number_or_word
from palabre.imports.contract import rejected
from palabre.imports.mapping import folded_name
from palabre.model import AccountMetric, Reject
from palabre.text.dates import ONE_DAY, DateReader, order_of
from palabre.text.extract import folded_handle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from palabre.imports._cells import Row
    from palabre.imports._table import Numbered, Table
    from palabre.imports.contract import Reading

Metric = tuple[str, str]
_BREAKS = re.compile(r"[\W_]+")


class KnownSeries(KnownTable):
    """What a network counted for an account each day. Days are those of the network: no time zone moves them.

    The account is the one named for the import, since these files do not say it. Every column but `day` is a metric,
    named after its header, or by `metrics` when that knows the header. A cell without a number is unknown.
    """

    columns: ClassVar[Fields] = {}
    day: ClassVar[Names]
    metrics: ClassVar[Words] = {}

    def days(
        self, table: Table, peeked: Sequence[Numbered], rows: Iterator[Numbered], reading: Reading
    ) -> Iterator[AccountMetric | Reject]:
        """One record for each number of each row."""
        account = folded_handle(reading.account or "")
        if not account:
            raise ImportRefused("account-needed", file=table.file)
        read_day, numbers = self._day_reader(table, peeked, reading), self.numbers_of(table)
        for row in rows:
            if isinstance(row, Reject):
                yield row
                continue
            line, content = row
            found = [
                (metric, value) for metric, cell in numbers(content) if (value := number_or_word(cell)) is not None
            ]
            try:
                day = read_day(content) if found else reading.observed_at
            except BadRecord as bad:
                yield rejected(line, bad.reason, bad.detail)
                continue
            for (network, metric), value in found:
                if not isinstance(value, str):
                    yield AccountMetric(
                        network=network,
                        account=account,
                        day=day,
                        metric=metric,
                        value=float(value),
                        observed_at=reading.observed_at,
                    )

    def numbers_of(self, table: Table) -> Callable[[Row], Iterable[tuple[Metric, object]]]:
        """What reads the cells of a row, each with its network and the word of its metric."""
        days = set(map(folded_name, self.day))
        cells = [
            (self.metric_of(name), table.cell(name))
            for name in dict.fromkeys(table.names)
            if name and folded_name(name) not in days
        ]
        return lambda row: [(metric, cell(row)) for metric, cell in cells]

    def metric_of(self, header: str) -> Metric:
        """The network and the word of what a header counts."""
        folded = folded_name(header)
        return self.network, self.metrics.get(folded) or worded_metric(folded)

    def _day_reader(self, table: Table, peeked: Sequence[Numbered], reading: Reading) -> Callable[[Row], datetime]:
        days = set(map(folded_name, self.day))
        cell = table.cell(next(name for name in table.names if folded_name(name) in days))
        written = [day for row in peeked if not isinstance(row, Reject) and not is_blank(day := cell(row[1]))]
        order = order_of(written)
        read = DateReader(zone=UTC, order=self.dates if order is None else order, latest=reading.observed_at + ONE_DAY)
        return lambda row: read(cell(row)).replace(hour=0, minute=0, second=0, microsecond=0)


def worded_metric(header: str) -> str:
    """A header as the word of a metric: `page views (total)` is `page_views_total`."""
    return _BREAKS.sub("_", header).strip("_")
