"""How each network of the story names its posts and accounts, in its own shape, on `.example` domains only."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2s

from palabre.model import Actor

FORUM = "forum.troisvals.example"
REVIEWS = "avis-gourmands.example"
_INSTANCES = ("alpage.example", "pouet.example", "terroirs.example")
_TO_RKEY = str.maketrans("0189", "wxyz")
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_FIRST_X = 1_910_000_000_000_000_000


def digest(*parts: object) -> bytes:
    """Sixteen bytes that depend on nothing but the parts."""
    return blake2s("/".join(map(str, parts)).encode(), digest_size=16).digest()


def slug(title: str) -> str:
    """A title as an address spells it."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")


def instance_of(network: str, handle: str, domain: str | None) -> str | None:
    """The server that carries an account: its own domain when it has one."""
    if network == "fediverse":
        return domain or _INSTANCES[digest("instance", handle)[0] % len(_INSTANCES)]
    if network == "discourse":
        return FORUM
    if network == "reviews":
        return REVIEWS
    return domain if network == "rss" else None


def names_of(network: str, handle: str, domain: str | None) -> tuple[str, str, str | None]:
    """The lasting id, the handle and the address of an account."""
    mark = digest(network, handle)
    if network == "bluesky":
        shown = domain or f"{handle.replace('_', '-')}.ciel.example"
        return f"did:plc:{mark.hex()[:24].translate(_TO_RKEY)}", shown, f"https://ciel.example/profile/{shown}"
    if network == "fediverse":
        host = instance_of(network, handle, domain)
        return f"https://{host}/users/{handle}", f"{handle}@{host}", f"https://{host}/@{handle}"
    if network == "x":
        return str(int.from_bytes(mark[:7], "big")), handle, f"https://gazouillis.example/{handle}"
    if network == "discourse":
        return handle, handle, f"https://{FORUM}/u/{handle}"
    if network == "rss":
        return domain or handle, domain or handle, f"https://{domain}/" if domain else None
    if network == "reddit":
        return f"t2_{mark.hex()[:10]}", handle, f"https://agora.example/user/{handle}"
    if network == "youtube":
        return f"UC{mark.hex()[:22]}", handle, f"https://lucarne.example/@{handle}"
    return handle, handle, f"https://{REVIEWS}/membres/{handle}"


def article_address(host: str, title: str, round_: int) -> str:
    """The address of an article; each further round of the story has its own."""
    return f"https://{host}/{slug(title)}" + (f"-{round_}" if round_ else "")


def post_names(actor: Actor, number: int, root_number: int, place: int) -> tuple[str, str | None]:
    """The id and address of post `number`, which stands at `place` of the thread `root_number`; articles apart."""
    network = actor.network
    if network == "bluesky":
        rkey = f"3{number:012d}".translate(_TO_RKEY)
        return f"at://{actor.native_id}/app.bsky.feed.post/{rkey}", f"{actor.url}/post/{rkey}"
    if network == "fediverse":
        return f"{actor.native_id}/statuses/{number}", f"{actor.url}/{number}"
    if network == "x":
        return str(_FIRST_X + number), f"{actor.url}/status/{_FIRST_X + number}"
    if network == "discourse":
        return f"{root_number}/{place}", f"https://{FORUM}/t/{root_number}/{place}"
    if network == "reviews":
        return f"avis-{number}", f"https://{REVIEWS}/fromagerie-des-trois-vals#avis-{number}"
    if network == "reddit":
        name, root = _base36(number), _base36(root_number)
        address = f"https://agora.example/r/fromages/comments/{root}/"
        return (f"t3_{name}", address) if place == 1 else (f"t1_{name}", f"{address}_/{name}/")
    if network == "youtube":
        film = digest("film", root_number).hex()[:11]
        address = f"https://lucarne.example/watch?v={film}"
        return (film, address) if place == 1 else (f"Ug{number:020x}", f"{address}&lc=Ug{number:020x}")
    return f"comment-{number}", None


def _base36(number: int) -> str:
    written = ""
    while number:
        number, place = divmod(number, 36)
        written = _BASE36[place] + written
    return written or "0"
