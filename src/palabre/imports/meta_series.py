"""Series of Meta Business Suite: the name of a metric, then a day and a number a line; several may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.imports._cells import is_blank, worded
from palabre.imports._series import KnownSeries, worded_metric
from palabre.imports.mapping import folded_name
from palabre.text.dates import MONTH_FIRST
from palabre.words import N_

if TYPE_CHECKING:
    import collections.abc
    from collections.abc import Callable, Iterable

    from palabre.imports._cells import Row
    from palabre.imports._series import Metric
    from palabre.imports._table import Table

DAYS = ("Date", "Datum", "Jour")
VALUES = ("Primary", "Principal", "Principale", "Primär", "Primärt", "Valeur principale")
_NETWORKS = ("facebook", "instagram")
_WORDS = {
    "couverture": "reach",
    "räckvidd": "reach",
    "reichweite": "reach",
    "vues": "views",
    "visningar": "views",
    "aufrufe": "views",
    "visites": "visits",
    "besök": "visits",
    "besuche": "visits",
    "follows": "new_followers",
    "nouveaux followers": "new_followers",
    "interactions": "interactions",
    "content interactions": "interactions",
    "interactions avec le contenu": "interactions",
    "innehållsinteraktioner": "interactions",
    "content-interaktionen": "interactions",
    "link clicks": "link_clicks",
    "clics sur un lien": "link_clicks",
    "länkklick": "link_clicks",
    "link-klicks": "link_clicks",
}


class MetaSeries(KnownSeries):
    """What Meta counts for a page or an account. The network is the one a metric names, Facebook when it names none."""

    name = "meta-series"
    title = N_("Facebook and Instagram, daily figures of Meta Business Suite")
    network = "facebook"
    dates = MONTH_FIRST
    required = (DAYS, VALUES)
    day = DAYS

    def knows(self, names: collections.abc.Set[str]) -> bool:
        """A day and a number, and nothing else."""
        return super().knows(names) and len(names - {""}) == 2

    def numbers_of(self, table: Table) -> Callable[[Row], Iterable[tuple[Metric, object]]]:
        """The number of a line, under the name that stands alone on a line above it."""
        days = set(map(folded_name, DAYS))
        day, value = sorted((table.names[0], table.names[1]), key=lambda name: folded_name(name) not in days)
        day_cell, cell = table.cell(day), table.cell(value)
        metric = self.metric_of(table.above[-1] if table.above else "")

        def read(row: Row) -> Iterable[tuple[Metric, object]]:
            nonlocal metric
            first = worded(day_cell(row)).strip()
            if is_blank(cell(row)):
                metric = self.metric_of(first) if first and not first[0].isdigit() else metric
                return ()
            return () if folded_name(first) in days else ((metric, cell(row)),)

        return read

    def metric_of(self, header: str) -> Metric:
        """The network that the name of a metric says, and the rest of its words."""
        folded = folded_name(header)
        network = next((one for one in _NETWORKS if one in folded.split()), self.network)
        left = " ".join(word for word in folded.split() if word not in (*_NETWORKS, "page", "profile"))
        return network, _WORDS.get(left) or worded_metric(left) or "value"
