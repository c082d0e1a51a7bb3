"""Questions about people: what they take back is forgotten, and those who ask not to be read are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.listen.searching import search
from palabre.listen.shown import Filters
from palabre.listen.views import newest
from palabre.store.upkeep import tidy
from palabre.testing._sources_ear import expect
from palabre.testing.sources_contract import question
from palabre.testing.traces import rows_in, traces

if TYPE_CHECKING:
    from palabre.testing._sources_ear import Ear

TABLES_OF_A_POST = ("posts", "mentions", "metrics", "revisions", "interactions")


@question("delete")
async def a_deletion_is_forgotten_everywhere_and_for_good(ear: Ear) -> None:
    """Posts, mentions, searches, what it did to others; the files too, once compacted; and it does not come back."""
    await ear.begin()
    kept = await ear.say()
    cursor = ear.cursor
    gone = await ear.say("munster", author="lou", reply_to=kept if "reply" in ear.world.abilities else None)
    await ear.hear(kept, gone)
    expect(_seen(ear, gone, "munster"), f"{gone} is kept, yet not seen")
    await ear.world.delete(gone)
    await ear.until(lambda: gone not in ear.posts(), f"{gone} is taken away, and still seen")
    expect(not _seen(ear, gone, "munster"), f"{gone} is taken away, and still in {_seen(ear, gone, 'munster')}")
    expect(kept in ear.posts(), f"{kept} went away with {gone}")
    tidy(ear.workspace, now=ear.now(), everything=True)
    expect(not traces(ear.workspace, "munster"), f"{gone} is still in {traces(ear.workspace, 'munster')}")
    await ear.again(cursor, until=None if not ear.world.kind.is_stream else await ear.say())
    await ear.read_through()
    expect(gone not in ear.posts(), f"{gone} comes back when it is read again")


def _seen(ear: Ear, native_id: str, word: str) -> list[str]:
    """Where readers see a post."""
    here = ear.id_of(native_id)
    found = [name for name in TABLES_OF_A_POST if ear.rows(name, post_id=here)]
    filters = Filters()
    if here in {post.post_id for post in newest(ear.workspace, filters).posts}:
        found.append("the newest posts")
    if here in {post.post_id for post in search(ear.workspace, word, filters, clock=lambda: 0.0).posts}:
        found.append("searches")
    return found


@question("opt-out")
async def who_asks_not_to_be_read_is_never_stored_but_counted(ear: Ear) -> None:
    """Neither what they say nor who they are."""
    await ear.begin()
    await ear.world.opt_out("theo")
    left_out = await ear.say("gruyere", author="theo")
    kept = await ear.say()
    await ear.hear(kept)
    await ear.read_through()
    expect(not traces(ear.workspace, "gruyere"), f"{left_out} is in {traces(ear.workspace, 'gruyere')}")
    stored = {row["native_id"] for row in rows_in(ear.workspace, "posts")}
    expect(left_out not in stored, f"{left_out} is stored")
    counted = ear.counted()
    expect(any(word.startswith("left-out ") for word in counted), f"nobody is counted as left out: {dict(counted)}")


@question("opt-out")
async def who_asks_later_not_to_be_read_is_erased(ear: Ear) -> None:
    """What was stored of them goes, that of the others stays."""
    await ear.begin()
    theirs = await ear.say("gruyere", author="theo")
    others = await ear.say(author="lou")
    await ear.hear(theirs, others)
    await ear.world.opt_out("theo")
    await ear.say("comte", author="theo")
    await ear.until(lambda: theirs not in ear.posts(), f"{theirs} is still seen")
    expect(others in ear.posts(), f"{others} went away with {theirs}")
    reasons = {row["reason"] for row in rows_in(ear.workspace, "deletions")}
    expect("opt-out" in reasons, f"the reason kept is {reasons}")
    tidy(ear.workspace, now=ear.now(), everything=True)
    for word in ("gruyere", "comte"):
        expect(not traces(ear.workspace, word), f"{theirs} is still in {traces(ear.workspace, word)}")


CHECKS = (
    a_deletion_is_forgotten_everywhere_and_for_good,
    who_asks_not_to_be_read_is_never_stored_but_counted,
    who_asks_later_not_to_be_read_is_erased,
)
