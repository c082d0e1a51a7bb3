"""Tables of TikTok about the videos of one's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from palabre.imports._addresses import placed
from palabre.imports._known import Fields, KnownTable, Words
from palabre.text.dates import MONTH_FIRST
from palabre.words import N_

if TYPE_CHECKING:
    from palabre.model import Post


class TikTok(KnownTable):
    """Videos of an account. Its name is in their address."""

    name = "tiktok"
    title = N_("TikTok videos, table of TikTok Studio")
    network = "tiktok"
    dates = MONTH_FIRST
    required = (
        ("Video title", "Titre de la vidéo", "Videotitel"),
        ("Video link", "Lien de la vidéo", "Videolink", "Video-Link", "Videolänk"),
        ("Post time", "Heure de publication", "Date de publication", "Veröffentlichungszeit", "Publiceringstid"),
    )
    columns: ClassVar[Fields] = {
        "text": required[0],
        "native_id": required[1],
        "url": required[1],
        "created_at": required[2],
        "likes": ("Likes", "Total likes", "J'aime", "Gefällt mir", "Gilla-markeringar"),
        "replies": ("Comments", "Total comments", "Commentaires", "Kommentare", "Kommentarer"),
        "reposts": ("Shares", "Total shares", "Partages", "Geteilte Inhalte", "Delningar"),
        "views": ("Video views", "Total views", "Vues de la vidéo", "Vues", "Videoaufrufe", "Videovisningar"),
    }
    extra: ClassVar[Fields] = {
        "favourites": ("Add to Favorites", "Ajouts aux favoris", "Zu Favoriten hinzugefügt", "Lägg till i Favoriter")
    }

    def completed(self, post: Post, asked: Words) -> Post:
        """The video under the id of its address, by the account it names."""
        told = placed(replace(post, actor=None))
        return told if told.actor else replace(told, actor=post.actor)
