"""Figures of a LinkedIn page, one row a day, as its spreadsheets give them."""

from __future__ import annotations

from palabre.imports._series import KnownSeries
from palabre.text.dates import MONTH_FIRST
from palabre.words import N_


class LinkedInPage(KnownSeries):
    """Updates, followers and visitors of a page; each header is a metric (organic and sponsored ones stay apart)."""

    name = "linkedin-page"
    title = N_("LinkedIn page, daily figures (XLS)")
    network = "linkedin"
    dates = MONTH_FIRST
    required = (
        ("Date", "Datum"),
        (
            *("Impressions (organic)", "Impressions (total)", "Impressions (organiques)", "Impressions (totales)"),
            *("Organic followers", "Total followers", "Abonnés organiques", "Nombre total d'abonnés"),
            *("Total page views (total)", "Overview page views (total)", "Nombre total de pages vues (total)"),
        ),
    )
    day = ("Date", "Datum")
