"""A Jetstream of our own, on loopback, that plays a script: for tests and benches of what listens to Bluesky.

>>> from palabre.testing.jetstream import Cut, Script, like_event, post_event, replaying
>>> post = post_event("Le bleu est arrivé. #fromage", by="aurore")
>>> script = Script(events=[post, like_event(post, by="theo")], mishaps=[Cut(at=1)])

Inside `async with replaying(script) as replay:`, `replay.address` is where to listen, `replay.connections` who came
and what they asked, `replay.push(event)` makes something happen now; `replaying_aside` is for tests that are not
asynchronous. As a program of its own, it prints its address:

    python -m palabre.testing.jetstream --seed 7 --rate 2000 --seconds 60
"""

from palabre.testing.jetstream._aside import Aside, replaying_aside
from palabre.testing.jetstream._events import (
    START_US,
    Event,
    account_event,
    block_event,
    delete_event,
    did_of,
    edit_event,
    follow_event,
    foreign_event,
    handle_of,
    identity_event,
    like_event,
    post_event,
    profile_event,
    repost_event,
    tid,
    timed,
    uri_of,
)
from palabre.testing.jetstream._line import Connection
from palabre.testing.jetstream._mishaps import (
    Cut,
    Drip,
    Hole,
    Mishap,
    Refusal,
    Repeat,
    Shift,
    Silence,
    Stray,
    bad_json,
    cuts,
    giant,
    nested,
    not_utf8,
    not_zstd,
    truncated,
    unknown_kind,
)
from palabre.testing.jetstream._server import Replay, Script, replaying
from palabre.testing.jetstream._synthetic import MIX, synthetic
from palabre.testing.jetstream._timeline import Burst

__all__ = [
    "MIX",
    "START_US",
    "Aside",
    "Burst",
    "Connection",
    "Cut",
    "Drip",
    "Event",
    "Hole",
    "Mishap",
    "Refusal",
    "Repeat",
    "Replay",
    "Script",
    "Shift",
    "Silence",
    "Stray",
    "account_event",
    "bad_json",
    "block_event",
    "cuts",
    "delete_event",
    "did_of",
    "edit_event",
    "follow_event",
    "foreign_event",
    "giant",
    "handle_of",
    "identity_event",
    "like_event",
    "nested",
    "not_utf8",
    "not_zstd",
    "post_event",
    "profile_event",
    "replaying",
    "replaying_aside",
    "repost_event",
    "synthetic",
    "tid",
    "timed",
    "truncated",
    "unknown_kind",
    "uri_of",
]
