"""Tables of Meta Business Suite: the posts of one's own pages and accounts, headers in the language of the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from palabre.imports._addresses import placed
from palabre.imports._cells import worded
from palabre.imports._known import Fields, KnownTable, Words
from palabre.model import Reject
from palabre.text.dates import MONTH_FIRST
from palabre.text.extract import marks_of
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from palabre.imports._table import Numbered, Table
    from palabre.imports.contract import Reading
    from palabre.model import Post


POST = ("Post ID", "Identifiant de la publication", "ID de publication", "Beitrags-ID", "Publicerings-id")
PAGE = ("Page ID", "Identifiant de la Page", "ID de Page", "Seiten-ID", "Sid-id")
ACCOUNT = ("Account ID", "Identifiant du compte", "ID de compte", "Konto-ID")
PUBLISHED = (
    *("Publish time", "Heure de publication", "Date de publication"),
    *("Veröffentlichungszeit", "Veröffentlichungszeitpunkt", "Zeitpunkt der Veröffentlichung", "Publiceringstid"),
)
ADDRESS = ("Permalink", "Permalien", "Lien permanent", "Dauerlink", "Permalänk")
COMMON: Fields = {
    "native_id": POST,
    "text": ("Description", "Beschreibung", "Beskrivning"),
    "created_at": PUBLISHED,
    "url": ADDRESS,
    "replies": ("Comments", "Commentaires", "Kommentare", "Kommentarer"),
    "reposts": ("Shares", "Partages", "Geteilte Inhalte", "Mal geteilt", "Delningar"),
    "views": ("Views", "Vues", "Aufrufe", "Visningar", "Impressions", "Impressionen", "Sidvisningar"),
}
KEPT: Fields = {
    "type": ("Post type", "Type de publication", "Beitragstyp", "Beitragsart", "Inläggstyp"),
    "reach": ("Reach", "Couverture", "Reichweite", "Räckvidd"),
}
DAY = ("Date", "Datum")


class FacebookPosts(KnownTable):
    """Posts of a page. What it says is the longer of its title and its description."""

    name = "meta-facebook-posts"
    title = N_("Facebook posts, table of Meta Business Suite")
    network = "facebook"
    dates = MONTH_FIRST
    required = (POST, PAGE, PUBLISHED, ADDRESS)
    columns: ClassVar[Fields] = {
        **COMMON,
        "title": ("Title", "Titre", "Titel"),
        "author": ("Page name", "Nom de la Page", "Seitenname", "Sidnamn"),
        "author_id": PAGE,
        "author_name": ("Page name", "Nom de la Page", "Seitenname", "Sidnamn"),
        "likes": ("Reactions", "Réactions", "Reaktionen", "Reaktioner"),
    }
    extra: ClassVar[Fields] = {
        **KEPT,
        "clicks": (
            "Total clicks",
            "Total des clics",
            "Nombre total de clics",
            "Klicks insgesamt",
            "Totalt antal klick",
        ),
        "link_clicks": ("Link Clicks", "Clics sur le lien", "Clics sur un lien", "Link-Klicks", "Länkklick"),
        "negative_feedback": ("Negative feedback from users: Hide all",),
        "seconds_viewed": ("Seconds viewed",),
    }
    asked: ClassVar[Fields] = {"day": DAY}

    def completed(self, post: Post, asked: Words) -> Post:
        """The longer of two captions, without the counts of a single day."""
        if post.title and len(post.title) > len(post.text):
            links, tags, callouts = marks_of(post.title)
            post = replace(post, text=post.title, links=links, tags=tags, callouts=callouts)
        return _whole_counts(replace(post, title=None) if post.title else post, asked["day"])

    def remark(self, table: Table, peeked: Sequence[Numbered], reading: Reading) -> None:
        """Says when each post is counted day by day."""
        _tell_daily(table, peeked, reading)


class InstagramPosts(KnownTable):
    """Posts of an account, known by the address that everybody sees."""

    name = "meta-instagram-posts"
    title = N_("Instagram posts, table of Meta Business Suite")
    network = "instagram"
    dates = MONTH_FIRST
    required = (POST, ACCOUNT, PUBLISHED, ADDRESS)
    columns: ClassVar[Fields] = {
        **COMMON,
        "author": (
            *("Account username", "Nom d'utilisateur du compte", "Nom d’utilisateur", "Benutzername des Kontos"),
            *("Konto-Benutzername", "Kontots användarnamn"),
        ),
        "author_name": ("Account name", "Nom du compte", "Kontoname", "Kontonamn"),
        "likes": (
            *("Likes", "J'aime", "Mentions J'aime", "„Gefällt mir“-Angaben", "Gefällt mir", "Gefällt-mir-Angaben"),
            "Gilla-markeringar",
        ),
    }
    extra: ClassVar[Fields] = {
        **KEPT,
        "saves": ("Saves", "Enregistrements", "Gespeichert", "Gespeicherte Elemente", "Sparade objekt"),
        "follows": ("Follows", "Followers", "Abonnements", "Follower", "Följer"),
    }
    asked: ClassVar[Fields] = {"day": DAY}

    def completed(self, post: Post, asked: Words) -> Post:
        """The post under the id of its address, without the counts of a single day."""
        return _whole_counts(placed(post), asked["day"])

    def remark(self, table: Table, peeked: Sequence[Numbered], reading: Reading) -> None:
        """Says when each post is counted day by day."""
        _tell_daily(table, peeked, reading)


def _whole_counts(post: Post, day: str) -> Post:
    """The post; what was counted in one day is not what it counts. Whole counts have a word there (`Lifetime`)."""
    return replace(post, metrics=None, extra=None) if day[:1].isdigit() else post


def _tell_daily(table: Table, peeked: Sequence[Numbered], reading: Reading) -> None:
    column = next((name for name in table.names if name.strip() in DAY), None)
    if column is None:
        return
    cell = table.cell(column)
    if any(worded(cell(row[1])).strip()[:1].isdigit() for row in peeked if not isinstance(row, Reject)):
        reading.note("daily-counts", file=table.file)
