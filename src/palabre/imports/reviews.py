"""Reviews: Google, Trustpilot, Tripadvisor. The stars are kept beside the post."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from palabre.imports._known import Fields, KnownTable, Replaced, Words
from palabre.words import N_

if TYPE_CHECKING:
    from palabre.model import Post

_STARS = {f"{word}/5": f"{number}/5" for number, word in enumerate(("one", "two", "three", "four", "five"), 1)}
_RATING = ("starRating", "Star rating", "Rating", "Stars", "Note", "Note (étoiles)")
_AUTHOR = ("reviewer.displayName", "Reviewer", "Reviewer name", "Author", "Auteur", "Nom de l'auteur")
_TEXT = ("comment", "Review", "Review text", "Text", "Avis", "Commentaire", "Texte de l'avis")
_REVIEW: Words = {"kind": "review"}


class GoogleReviews(KnownTable):
    """Reviews of a Business Profile. One of stars alone has them for title; the answer is kept beside it."""

    name = "google-reviews"
    title = N_("Google reviews, Business Profile or Takeout")
    network = "google"
    required = (
        ("reviewer.displayName", "Reviewer", "Reviewer name", "Nom de l'auteur"),
        ("starRating", "Star rating", "Note (étoiles)"),
        _TEXT,
        ("createTime", "Create time", "Review date", "Date de l'avis", "Date de création"),
    )
    columns: ClassVar[Fields] = {
        "native_id": ("reviewId", "Review ID", "Identifiant de l'avis"),
        "text": _TEXT,
        "title": tuple(f"{{{name}}}/5" for name in required[1]),
        "created_at": required[3],
        "edited_at": ("updateTime", "Update time"),
        "author": required[0],
        "author_name": required[0],
        "url": ("Review URL", "URL", "Link", "Lien"),
    }
    constants: ClassVar[Words] = _REVIEW
    values: ClassVar[Replaced] = {"title": _STARS}
    extra: ClassVar[Fields] = {
        "stars": required[1],
        "place": ("Location", "Location name", "Business name", "Établissement"),
        "reply": ("reviewReply.comment", "Reply", "Owner reply", "Réponse", "Réponse du propriétaire"),
    }
    asked: ClassVar[Fields] = {"name": ("name",)}

    def completed(self, post: Post, asked: Words) -> Post:
        """The id that Google gives as a path; a review never changed was not edited."""
        if asked["name"].startswith("accounts/"):
            post = replace(post, native_id=asked["name"])
        return replace(post, edited_at=None) if post.edited_at == post.created_at else post


class Trustpilot(KnownTable):
    """Reviews of a company. Moments are in UTC, as their header says."""

    name = "trustpilot"
    title = N_("Trustpilot reviews")
    network = "trustpilot"
    timezone = "UTC"
    required = (("Review Id",), ("Review Created (UTC)",), ("Review Stars",), ("Review Content", "Review Title"))
    columns: ClassVar[Fields] = {
        "native_id": ("Review Id",),
        "text": ("Review Content",),
        "title": ("Review Title",),
        "created_at": ("Review Created (UTC)",),
        "author": ("Review Username", "Review Consumer Name"),
        "author_id": ("Review Consumer User Id",),
        "author_name": ("Review Username", "Review Consumer Name"),
        "lang": ("Review Language",),
        "url": ("Review URL", "https://www.trustpilot.com/reviews/{Review Id}"),
    }
    constants: ClassVar[Words] = _REVIEW
    extra: ClassVar[Fields] = {
        "stars": ("Review Stars",),
        "source": ("Source Of Review",),
        "domain": ("Domain Url", "Domain URL"),
        "place": ("Location Name",),
        "reply": ("Company Reply", "Company Response", "Business Reply"),
    }


class Tripadvisor(KnownTable):
    """Reviews of a place."""

    name = "tripadvisor"
    title = N_("Tripadvisor reviews")
    network = "tripadvisor"
    required = (
        (*_RATING, "Bubble rating"),
        (*_TEXT, "Review Title", "Titre de l'avis"),
        ("Published date", "Review date", "Date published", "Date de publication", "Date de l'avis"),
        ("Trip type", "Travel date", "Date of visit", "Type de voyage", "Date de la visite", "Date du séjour"),
        (*_AUTHOR, "Username", "Nom d'utilisateur"),
    )
    columns: ClassVar[Fields] = {
        "native_id": ("Review ID", "Identifiant de l'avis"),
        "text": _TEXT,
        "title": ("Review Title", "Title", "Titre de l'avis", "Titre"),
        "created_at": required[2],
        "author": ("Username", "Nom d'utilisateur", *_AUTHOR),
        "author_name": _AUTHOR,
        "lang": ("Language", "Langue"),
        "url": ("Review URL", "URL", "Link", "Lien"),
    }
    constants: ClassVar[Words] = _REVIEW
    extra: ClassVar[Fields] = {
        "stars": (*_RATING, "Bubble rating"),
        "trip": ("Trip type", "Type de voyage"),
        "place": ("Property name", "Location name", "Établissement"),
        "reply": ("Management response", "Owner response", "Réponse de l'établissement"),
    }
