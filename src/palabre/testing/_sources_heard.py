"""Questions about what is heard: all of it, once, with what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio

from palabre.errors import SourceError
from palabre.model import Interaction, Post
from palabre.model.ids import actor_id
from palabre.sources import Source
from palabre.testing._sources_ear import WORD, expect, posts_in
from palabre.testing.sources_contract import question
from palabre.testing.traces import rows_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from palabre.model import Record
    from palabre.testing._sources_ear import Ear

PLACES = (0, 1, 2, 3, 5)


@question()
async def what_is_said_is_kept_and_the_rest_is_dropped(ear: Ear) -> None:
    """With the words, the author and the moment of each."""
    await ear.begin()
    before = ear.world.clock()
    wanted = await ear.say("camembert")
    other = await ear.world.post("il pleut")
    await ear.hear(wanted)
    post = ear.posts()[wanted]
    expect("camembert" in f"{post['title']} {post['text']}", f"{wanted}: the words are not there")
    expect(abs((post["created_at"] - before).total_seconds()) < 120, f"{wanted} is dated {post['created_at']}")
    expect(post["handle"], f"{wanted} has no author")
    expect(post["network"] == ear.world.kind.network, f"{wanted} is of {post['network']}")
    expect(other not in ear.posts(), "what no radar matches is kept")


@question()
async def reading_twice_gives_the_same_posts(ear: Ear) -> None:
    """From the same place, by a source opened anew; and kept twice, nothing is doubled."""
    await ear.begin()
    cursor = ear.cursor
    said = [await ear.say() for _ in range(4)]
    first, second = [await ear.again(cursor, until=said[-1]) for _ in range(2)]
    expect(set(said) <= posts_in(first).keys(), f"{set(said) - posts_in(first).keys()} are not told")
    expect(_telling(first) == _telling(second), "the second time, other posts are told")
    await ear.hear(*said)
    await _keep_again(ear, second)
    _expect_once(ear, said)


def _telling(records: Sequence[Record]) -> dict[str, Any]:
    """What posts say, apart from when it was read and counted."""
    return {
        one.native_id: (
            one.kind,
            one.title,
            one.text,
            one.created_at,
            one.reply_to,
            one.url,
            one.actor and one.actor.handle,
        )
        for one in posts_in(records).values()
    }


async def _keep_again(ear: Ear, records: Sequence[Record]) -> None:
    from palabre.listen.live import choose, store
    from palabre.sources import Page

    page = [Page(records=tuple(records))]
    store(ear.live, ear.kept, choose(ear.live, ear.kept, page), page)


def _expect_once(ear: Ear, said: Sequence[str]) -> None:
    """These posts are in the files once each, unchanged, what they do too."""
    rows = rows_in(ear.workspace, "posts")
    for native_id in said:
        times = sum(row["native_id"] == native_id for row in rows)
        expect(times == 1, f"{native_id} is kept {times} times")
    acts = [row["interaction_id"] for row in rows_in(ear.workspace, "interactions")]
    expect(len(acts) == len(set(acts)), "what somebody did is kept twice")
    expect(not rows_in(ear.workspace, "revisions"), "posts nobody edited are kept as edited")


@question()
async def cut_anywhere_and_resumed_nothing_is_lost_nor_doubled(ear: Ear) -> None:
    """After none, one, two… records or pages; several times in a row."""
    await ear.begin()
    said: list[str] = []
    for after in PLACES:
        said += [await ear.say() for _ in range(3)]
        ear.world.cut(after=after, times=2)
        await ear.read_through()
    await ear.hear(*said)
    _expect_once(ear, said)


@question()
async def stopped_before_its_cursor_was_kept_it_tells_the_same_again(ear: Ear) -> None:
    """A crash between the posts and the cursor: what is read again changes nothing."""
    await ear.begin()
    cursor = ear.cursor
    said = [await ear.say() for _ in range(3)]
    await ear.hear(*said)
    again = await ear.again(cursor, until=said[-1])
    expect(set(said) <= posts_in(again).keys(), "from the older cursor, not all is told again")
    await _keep_again(ear, again)
    _expect_once(ear, said)


@question()
async def stopped_in_the_middle_of_a_reading_it_stops_at_once(ear: Ear) -> None:
    """Whoever closes it is not kept waiting, and the next reading goes on."""
    await ear.begin()
    said = [await ear.say() for _ in range(3)]
    source = ear.source()
    with anyio.fail_after(10):
        async with source.http:
            with anyio.move_on_after(0.05):
                async for _ in source.pages(ear.cursor):
                    pass
    await ear.hear(*said)
    _expect_once(ear, said)


@question("reply")
async def a_reply_knows_its_parent_and_its_thread(ear: Ear) -> None:
    """And so does a reply to a reply, wherever the network lets one be made."""
    await ear.begin()
    root = await ear.say()
    answer = await ear.say(author="lou", reply_to=root)
    deeper = await ear.say(author="theo", reply_to=answer)
    await ear.hear(root, answer, deeper)
    posts = ear.posts()
    expect(posts[answer]["reply_to"] == ear.id_of(root), f"{answer} does not say that it answers {root}")
    expect(
        posts[deeper]["reply_to"] in (ear.id_of(answer), ear.id_of(root)),
        f"{deeper} does not say that it answers {answer}",
    )
    thread = {posts[one]["root_id"] or posts[one]["post_id"] for one in (root, answer, deeper)}
    expect(len(thread) == 1, f"{root}, {answer} and {deeper} are not of one thread")
    acts = ear.rows("interactions", kind="reply", post_id=ear.id_of(answer))
    expect(acts, f"{answer} is no interaction with whom it answers")


@question("edit")
async def an_edit_is_noticed(ear: Ear) -> None:
    """A revision is kept, and readers see the new words."""
    await ear.begin()
    said = await ear.say("camembert")
    await ear.hear(said)
    await ear.world.edit(said, f"roquefort {WORD}")
    await ear.until(lambda: "roquefort" in ear.posts()[said]["text"], f"the new words of {said} are never seen")
    expect("camembert" not in ear.posts()[said]["text"], f"{said} shows its old words beside the new ones")
    revised = ear.rows("revisions", post_id=ear.id_of(said))
    expect(len(revised) == 1, f"one edit makes {len(revised)} revisions")


@question("act")
async def what_people_do_is_told(ear: Ear) -> None:
    """Who did it and to what, where the network tells; or how many did."""
    await ear.begin()
    said = await ear.say()
    await ear.hear(said)
    await ear.world.act("like", "lou", said)
    here = ear.id_of(said)
    await ear.until(lambda: _liked(ear, here), f"that {said} is liked is never told")
    if "repost" in ear.world.acts:
        await ear.world.act("repost", "theo", said)
        reposts = {"kind": "repost", "repost_of": here}
        await ear.until(lambda: ear.rows("posts", **reposts), f"that {said} is reposted is never told")
    if "follow" in ear.world.acts:
        await ear.world.act("follow", "lou", "ada")
        await ear.until(lambda: any(_is_follow(one) for one in ear.records), "that somebody follows is never told")


def _liked(ear: Ear, post: int) -> object:
    if "like" in ear.world.acts:
        return ear.rows("interactions", kind="like", target_post=post)
    return any(row["likes"] for row in ear.rows("metrics", post_id=post))


def _is_follow(record: Record) -> bool:
    return isinstance(record, Interaction) and record.kind == "follow"


@question("metrics")
async def what_a_post_gathers_is_counted_and_dated(ear: Ear) -> None:
    """A count that grew is another row, with its moment."""
    await ear.begin()
    said = await ear.say()

    def counts() -> list[dict[str, Any]]:
        return sorted(ear.rows("metrics", post_id=ear.id_of(said)), key=lambda row: str(row["observed_at"]))

    await ear.until(counts, f"{said} is never counted")
    if "act" in ear.world.abilities:
        before = counts()[-1]["likes"] or 0
        await ear.world.act("like", "lou", said)
        await ear.until(lambda: (counts()[-1]["likes"] or 0) > before, f"a like of {said} is never counted")
        moments = [row["observed_at"] for row in counts()]
        expect(len(moments) == len(set(moments)), "two counts of one post have one moment")


@question("actors")
async def authors_are_known_by_name(ear: Ear) -> None:
    """A snapshot of each; one that does not exist is missing, which is no trouble."""
    await ear.begin()
    said = await ear.say(author="lou")
    await ear.hear(said)
    author = ear.posts()[said]["actor_id"]
    known = ear.rows("actors", actor_id=author)
    expect(known and known[-1]["handle"], f"nothing is known of the author of {said}")
    kind = ear.world.kind
    if kind.actors is not Source.actors:
        source = ear.source()
        async with source.http:
            found = await source.actors([known[-1]["native_id"], "personne-de-ce-nom"])
        ids = {actor_id(one.network, one.native_id) for one in found}
        expect(author in ids, f"asked for the author of {said}, it gives {ids}")


@question("thread")
async def a_thread_is_read_whole_and_one_that_is_gone_is_no_trouble(ear: Ear) -> None:
    """The post that was named is in it, with those that answer it although no radar matches them."""
    await ear.begin()
    root = await ear.say()
    wanted = {root}
    if "reply" in ear.world.abilities:
        wanted.add(await ear.world.post("tout à fait", author="lou", reply_to=root))
    await ear.hear(root)
    await ear.until(lambda: wanted <= ear.posts().keys(), f"of the thread of {root}, {wanted} are not all kept")
    expect(any(isinstance(one, Post) for one in ear.records), "a thread has no post")


@question("delete", "thread")
async def the_thread_of_a_post_that_is_gone_says_so(ear: Ear) -> None:
    """Whether it is told in the stream or only found missing, it is never an error."""
    await ear.begin()
    said = await ear.say()
    await ear.hear(said)
    await ear.world.delete(said)
    try:
        await ear.until(lambda: said not in ear.posts(), f"{said} is gone, and nothing says so")
    except SourceError as problem:
        raise AssertionError(f"asked for what is gone, it breaks: {problem}") from problem


CHECKS = (
    what_is_said_is_kept_and_the_rest_is_dropped,
    reading_twice_gives_the_same_posts,
    cut_anywhere_and_resumed_nothing_is_lost_nor_doubled,
    stopped_before_its_cursor_was_kept_it_tells_the_same_again,
    stopped_in_the_middle_of_a_reading_it_stops_at_once,
    a_reply_knows_its_parent_and_its_thread,
    an_edit_is_noticed,
    what_people_do_is_told,
    what_a_post_gathers_is_counted_and_dated,
    authors_are_known_by_name,
    a_thread_is_read_whole_and_one_that_is_gone_is_no_trouble,
    the_thread_of_a_post_that_is_gone_says_so,
)
