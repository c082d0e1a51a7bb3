"""Words counted by the kernel are those that a plain reading counts, whatever the size of its tables."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pyarrow as pa
import pytest

from palabre.query.counting import WordCounts
from palabre.text.folding import words_of_post

TEXTS = (
    "L'Oréal, l’Oréal et #LOréal : @loreal.fr !",
    "œuf ŒUF oeuf",
    "",
    None,
    "un lien https://exemple.fr/oeuf?x=1 ne dit rien",
    "東京 🧀 @jean-paul #été #2026",
)
Posts = Sequence[tuple[str | None, str | None, bool]]
LETTERS = "ab é'#@.- \n"


def a_batch(posts: Posts, first: int = 0) -> pa.RecordBatch:
    ids, titles, texts, recent = range(first, first + len(posts)), *zip(*posts, strict=True)
    columns = [pa.array(ids, pa.int64()), pa.array(titles, pa.string()), pa.array(texts, pa.string()), pa.array(recent)]
    return pa.record_batch(columns, names=["post_id", "title", "text", "is_recent"])


def plainly(posts: Posts) -> dict[str, tuple[int, int]]:
    """In how many posts each word stands, before and lately."""
    counts = {False: Counter[str](), True: Counter[str]()}
    for title, text, is_recent in posts:
        counts[is_recent].update({word.folded for words in words_of_post(title, text) for word in words})
    return {word: (counts[False][word], counts[True][word]) for word in counts[False] | counts[True]}


def by_kernel(counts: WordCounts, posts: Posts) -> dict[str, tuple[int, int]]:
    found = counts.counted()
    spelt = counts.spelt([(title, text) for title, text, _ in posts])
    rows = zip(found.hashes.tolist(), found.before.tolist(), found.recent.tolist(), strict=True)
    return {spelt[one].folded: (before, recent) for one, before, recent in rows if one in spelt}


def random_posts(seed: int, n: int) -> Posts:
    drawn = random.Random(seed)
    made = ["".join(drawn.choices(LETTERS, k=drawn.randrange(40))) for _ in range(n)]
    return [(drawn.choice((None, *TEXTS, one)), drawn.choice((*TEXTS, one)), drawn.random() < 0.3) for one in made]


@pytest.mark.parametrize("seed", range(4))
def test_each_word_is_counted_once_a_post_in_each_stretch(seed: int) -> None:
    posts, counts = random_posts(seed, 300), WordCounts(seed=seed)

    counts.add(a_batch(posts[:100]))
    counts.add(a_batch(posts[100:], first=100))

    assert by_kernel(counts, posts) == plainly(posts)


def test_tables_grow_as_words_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("palabre.query.counting.FIRST_BITS", 4)
    posts = [(None, f"mot{n} commun", n % 2 == 0) for n in range(2_000)]

    counts = WordCounts()
    counts.add(a_batch(posts))

    assert by_kernel(counts, posts) == plainly(posts)


def test_with_too_many_words_the_rare_are_forgotten_and_the_frequent_kept() -> None:
    posts = [(None, f"rare{n} commun", False) for n in range(5_000)]

    counts = WordCounts(last_bits=10)
    counts.add(a_batch(posts))

    assert by_kernel(counts, posts)["commun"] == (5_000, 0)
    assert len(counts.counted().hashes) < 1 << 10


def test_a_post_longer_than_all_room_is_read_whole() -> None:
    posts = [(None, " ".join(f"mot{n}" for n in range(9_000)), True)]

    counts = WordCounts(last_bits=8)
    counts.add(a_batch(posts))

    assert len(counts.counted().hashes) == 9_000


def test_a_word_is_told_as_somebody_wrote_it() -> None:
    counts = WordCounts()
    counts.add(a_batch([(None, "#Été", False), (None, "L’Été", True)]))

    spelt = counts.spelt([(None, "#Été"), (None, "L’Été"), (None, "@ana")])

    told = {one.folded: (one.written, one.sign) for one in spelt.values()}
    assert told["ete"] == ("été", "")
    assert told["ana"] == ("ana", "@")
