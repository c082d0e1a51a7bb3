"""A workspace on a stage for the pages: what the views would answer, without a lake behind them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from palabre.errors import NotFound, QueryError
from palabre.listen import counting, searching, shown, threads, views
from palabre.web.app import create_app

if TYPE_CHECKING:
    import pytest
    from starlette.applications import Starlette

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def a_post(post_id: int, text: str = "Le marché de Noël ouvre samedi.", **changed: Any) -> shown.PostRow:
    """A plain post; whatever matters to the test is given."""
    told: dict[str, Any] = {
        "post_id": post_id,
        "native_id": f"n{post_id}",
        "network": "mastodon",
        "handle": "lea",
        "display_name": "Léa Martin",
        "created_at": NOW - timedelta(hours=post_id),
        "kind": "post",
        "title": None,
        "text": text,
        "url": None,
        "lang": "fr",
        "reply_to": None,
        "root_id": None,
        "edited": False,
        "likes": None,
        "reposts": None,
        "replies": None,
        "quotes": None,
        "views": None,
        "matched": (),
    }
    return shown.PostRow(**(told | changed))


def a_gap(**changed: Any) -> shown.GapRow:
    """Two days of October without Bluesky."""
    told: dict[str, Any] = {
        "source": "bluesky",
        "from_at": datetime(2026, 10, 12, 8, tzinfo=UTC),
        "to_at": datetime(2026, 10, 14, 20, tzinfo=UTC),
        "why": "the connection was lost",
        "estimated_loss": 120,
    }
    return shown.GapRow(**(told | changed))


def a_job(job_id: int, **changed: Any) -> SimpleNamespace:
    """A finished import."""
    told: dict[str, Any] = {
        "job_id": job_id,
        "kind": "import",
        "title": f"export-{job_id}.csv",
        "status": "done",
        "done": 100,
        "total": 100,
        "unit": "bytes",
        "created_at": NOW - timedelta(minutes=job_id),
        "finished_at": NOW,
        "error_id": None,
        "error_fields": {},
        "result": {"read": 1200, "stored": 1000, "updated": 3, "unchanged": 197, "rejected": 0, "reasons": {}},
    }
    return SimpleNamespace(**(told | changed))


def a_year_of_posts() -> list[shown.PostRow]:
    """Three hundred posts of all kinds, long, hostile to pages, in two languages, on several networks."""
    texts = (
        "Le marché de Noël ouvre samedi.\n\nOn y sera avec les enfants ! https://exemple.fr/marche?jour=samedi&heure=10",
        "Honestly the new tram line is the best thing that happened to this town in ten years.",
        "Marché, marché, " + "un long récit de notre passage, avec des détails que personne n’a demandés, " * 14,
        "\u202eevil\u202c <script>alert(1)</script> <b>gras</b> javascript:alert(1) " + "x" * 120,
        "اختبار نص من اليمين إلى اليسار مع marché",
    )
    return [
        a_post(
            n,
            texts[n % 5],
            network=("mastodon", "bluesky", "forum")[n % 3],
            handle=("lea", "tom.b", "x" * 60)[n % 3],
            kind=("post", "reply", "quote", "question")[n % 4],
            lang=("fr", "en", "fr", "fr", "ar")[n % 5],
            title="Le marché, bilan d’une année" if n % 9 == 0 else None,
            likes=(None, 0, 3400)[n % 3],
            reply_to=1 if n % 4 == 1 else None,
            edited=n % 7 == 0,
            url=f"https://exemple.fr/p/{n}",
            created_at=NOW - timedelta(hours=7 * n),
        )
        for n in range(1, 301)
    ]


@dataclass
class Stage:
    """What the staged views answer with; a test changes what it needs before asking for a page."""

    posts: list[shown.PostRow] = field(default_factory=list)
    gaps: list[shown.GapRow] = field(default_factory=list)
    jobs: list[SimpleNamespace] = field(default_factory=list)
    detail: shown.PostDetail | None = None
    thread: tuple[shown.PostRow, ...] = ()
    fictional: bool = False
    slice_length: int = 4
    searches: list[str] = field(default_factory=list)
    asked: list[shown.Filters] = field(default_factory=list)

    @property
    def workspace(self) -> Any:
        """The workspace as the pages know it."""
        settings = SimpleNamespace(
            name="Halle & Cie", lang="en", purpose="to hear our neighbours", fictional=self.fictional
        )
        jobs = SimpleNamespace(recent=lambda limit=50: tuple(self.jobs[:limit]))
        radars = SimpleNamespace(all=tuple)
        return SimpleNamespace(path=Path("/srv/halle"), settings=settings, jobs=jobs, radars=radars)

    def app(self) -> Starlette:
        """The site over this stage."""
        return create_app(self.workspace, allowed_hosts=("127.0.0.1", "localhost", "[::1]"), clock=lambda: NOW)

    def overview(self, workspace: object, filters: shown.Filters) -> shown.Overview:
        """Counts of the staged posts, filtered by network alone."""
        self.asked.append(filters)
        posts = [post for post in self.posts if filters.network in (None, post.network)]
        days: dict[date, int] = {}
        for post in posts:
            days[post.created_at.date()] = days.get(post.created_at.date(), 0) + 1
        return shown.Overview(
            posts=len(posts),
            actors=len({post.handle for post in posts}),
            first=min(days, default=None),
            last=max(days, default=None),
            per_day=tuple(sorted(days.items())),
            networks=_counted(post.network for post in posts),
            kinds=_counted(post.kind for post in posts),
            langs=_counted(post.lang or "" for post in posts),
            tags=(("noël", 12), ("marché", 7)) if posts else (),
            gaps=tuple(self.gaps),
        )

    def newest(
        self, workspace: object, filters: shown.Filters, *, before: str | None = None, limit: int = 50
    ) -> shown.PostPage:
        """A page of the staged posts; the cursor is a position."""
        start = int(before or 0)
        posts = [post for post in self.posts if filters.network in (None, post.network)]
        older = str(start + limit) if start + limit < len(posts) else None
        return shown.PostPage(posts=tuple(posts[start : start + limit]), older=older)

    def search(
        self, workspace: object, query: str, filters: shown.Filters, *, before: str | None = None, **_: object
    ) -> shown.SearchSlice:
        """A slice of a plain search for one word, a few posts at a time."""
        self.searches.append(query)
        if query.count('"') % 2:
            raise QueryError("test-quote-open", column=query.index('"') + 1)
        start = int(before or 0)
        stop = start + self.slice_length
        found = [
            replace(post, matched=((post.text.index(query), post.text.index(query) + len(query)),))
            for post in self.posts[start:stop]
            if query in post.text
        ]
        is_over = stop >= len(self.posts)
        return shown.SearchSlice(
            posts=tuple(found),
            older=None if is_over else str(stop),
            scanned=min(stop, len(self.posts)) - start,
            reached=None if is_over else self.posts[stop - 1].created_at,
            finished=is_over,
        )

    def one_post(self, workspace: object, post_id: int) -> shown.PostDetail:
        """The staged detail, or nothing here."""
        if self.detail is None or self.detail.post.post_id != post_id:
            raise NotFound("no-such-post", post=post_id)
        return self.detail

    def thread_page(self, workspace: object, post: shown.PostRow, *, page: int | None = None) -> threads.ThreadPage:
        """The staged thread: its first post, all others below it, each below the one before."""
        turn: tuple[threads.Turn, ...] = ()
        for depth, said in reversed(list(enumerate(self.thread))):
            turn = (threads.Turn(post=said, answered=None, depth=depth, answers=turn),)
        return threads.ThreadPage(turns=turn, posts=len(self.thread), accounts=1, page=page or 1, pages=3, is_cut=False)

    def uses(self, workspace: object, filters: shown.Filters, what: str, days: object) -> counting.Uses:
        """Two terms of any sort, the second on the rise."""
        found = (
            counting.Use(term="noël", n=12, recent=2, network="mastodon", name="Léa Martin"),
            counting.Use(term="marché-" + "x" * 60, n=7, recent=6, network="forum"),
        )
        return counting.Uses(
            most=found, rising=found[1:], terms=3, since=date(2026, 10, 1), before=200, recent=100, read=300
        )

    def every_gap(self, workspace: object) -> tuple[shown.GapRow, ...]:
        """The staged gaps."""
        return tuple(self.gaps)

    def show(self, post: shown.PostRow, *, thread: tuple[shown.PostRow, ...], seen_at: datetime) -> None:
        """Gives a post a page of its own, with counters seen once and one former text."""
        counters = {"likes": 3, "reposts": 0, "replies": None, "quotes": None, "views": 1200}
        self.thread = thread
        self.detail = shown.PostDetail(
            post=post,
            metrics=(shown.MetricsRow(observed_at=seen_at, **counters),),
            revisions=(shown.RevisionRow(revised_at=seen_at, title=None, text="Avant, je disais autre chose."),),
        )

    def set_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Puts this stage where the pages look."""
        from palabre.words.messages import MESSAGES

        monkeypatch.setitem(MESSAGES, "test-quote-open", "The quote opened at column {column} is never closed.")
        for name in ("overview", "newest", "one_post"):
            monkeypatch.setattr(views, name, getattr(self, name))
        monkeypatch.setattr(searching, "search", self.search)
        monkeypatch.setattr(counting, "uses", self.uses)
        monkeypatch.setattr(counting, "is_behind", lambda _workspace: False)
        monkeypatch.setattr(threads, "thread_page", self.thread_page)
        monkeypatch.setattr(views, "gaps", self.every_gap)


def _counted(values: Any) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return tuple(sorted(counts.items(), key=lambda pair: -pair[1]))
