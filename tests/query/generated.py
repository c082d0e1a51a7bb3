"""Random posts and random queries over one small vocabulary, so that they meet often; the same for the same seed."""

# ruff: noqa: RUF001 - letters that look like others are what folding is about

from __future__ import annotations

from random import Random

from palabre.query.meaning import meaning, meaning_of_url
from palabre.query.tree import And, Field, Near, Node, Not, Or, Term
from palabre.text.folding import is_alone

from .naive import Post

# One line for each word, so that each is met under many spellings.
SPELLINGS = tuple(
    tuple(line.split("|"))
    for line in (
        "chat|Chat|CHAT|ｃｈａｔ|𝐜𝐡𝐚𝐭|c\u00adh\u200bat|châ\u0301t|#chat|#Chat|＃chat|##chat",
        "chats|chaton|chat_noir|château|#chaton|Chatons|cha|ch|c",
        "loreal|l'Oréal|L’OREAL|lʼOréal|l oréal|#LOréal|#l'oréal|l’#Oréal|l'-oréal|Oréal",
        "d'été|D’ÉTÉ|dete|été|e\u0301te\u0301|#été|jusqu'à|jusqua|qu’à|à",
        "jean|Jean|@jean|＠Jean|@jean-paul|@Jean-Paul.bsky.social|@jean.|@jean-|@jean@paul",
        "paul|jean-paul|jean paul|@paul|@paul@mastodon.social|@paul.chat-fin|paul@lemonde.fr|@#paul",
        "lemonde|@lemonde|@lemonde.fr|@LeMonde.bsky.social|lemonde.fr|#lemonde|@le|le monde|social",
        "fin|ﬁn|FIN|fins|finir|f\u200din|œuf|OEUF|oe|Straße|strasse|ıl|İl|ǆ",
        "東京|東|京|タワー|ガ|カ|ｶﾞ|人々|#東京|@東|東京タワー|・|㍿|㋀|ไทย|ไ|한국",
        "👍|👍🏽|❤\ufe0f|❤|🇫🇷|🇫|👨\u200d👩\u200d👧|👩|1\ufe0f⃣|#\ufe0f⃣|#👍|@👍|🏴\U000e0067\U000e007f|½|①|ŉ",
        "йод|иод|ёлка|елка|हिन्दी|हिन्द|قـال|قَالَ|قال|שָׁלוֹם|שלום|בית־ספר|\u200f#قال|#\u200fقال",
        '#|@|##|@@|#@|-|--|.|_|…|!!!|\u200b|\u0301|*|"|«|»|\ufffd|a|b',
        "https://lemonde.fr/chat|HTTP://x.fr/#jean|xhttp://a.b|東https://x.fr東|http://|http://«fin»|http",
        "a-b|a.b|C#x|C++|R&D|rock'n'roll|rock n roll|aujourd'hui|3,14|v2|snake_case",
    )
)
COMMON = tuple(spellings[0] for spellings in SPELLINGS[:8])
BETWEEN = (*[" "] * 24, *"\n-'’ʼ.@#\u200b…/\t。", ", ", ". ", " @", " #", "", "")
ELISIONS = ("l'chat", "l’chat", "d'fin", "qu'œuf", "LʼORÉAL", "l'Oréal", "n'東", "t'#chat", "L'c", "s'jean-paul")
HANDLES = ("jean", "Jean-Paul.bsky.social", "lemonde.fr", "LeMonde", "paul@mastodon.social", "", "@jean", "été.fr")
LINKS = (
    "https://lemonde.fr/chat/fin-2",
    "http://www.LeMonde.fr:8080/?q=chat#jean",
    "https://jean:fin@blog.lemonde.fr",
    "https://example.org/@jean-paul/d%C3%A9",
    "https://example.org?u=https://lemonde.fr/paul",
    "HTTPS://EXAMPLE.ORG/ÉTÉ/東京_chat",
    "https://notlemonde.fr/lemonde.fr",
    "lemonde.fr/chats",
)
ASKED = {
    "lang": ("fr", "FR", "pt", "pt-br", "en", "zh"),
    "author": ("jean", "Jean-Paul", "jean-paul.bsky", "@lemonde", "lemonde.fr", "paul@mastodon", "été", "social"),
    "site": ("lemonde.fr", "www.lemonde.fr", "https://LeMonde.fr/", "blog.lemonde.fr", "example.org", "fr", "monde.fr"),
    "url": ("chat", "lemonde.fr", "https://lemonde.fr/chat", "été", "東", "jean-paul", "@jean", "c3", "u https", "cha"),
    "source": ("bluesky", "Mastodon", "rss"),
    "kind": ("post", "reply", "article"),
    "has": ("link", "image", "video", "audio", "media", "tag", "callout", "title"),
}
LEAST, MOST = 2, 40  # letters before the star


def random_posts(seed: int, count: int) -> list[Post]:
    """Posts of 0 to 40 pieces, one in a hundred ten times longer."""
    rng = Random(seed)
    return [_post(rng) for _ in range(count)]


def random_trees(seed: int, count: int) -> list[Node]:
    """Queries of depth 0 to 4, each asking for something, as the parser would give them."""
    rng = Random(seed)
    found: list[Node] = []
    while len(found) < count:
        tree = _tree(rng, rng.randrange(5))
        if _asks(tree):
            found.append(tree)
    return found


def odd_posts() -> list[Post]:
    """One post for each spelling, alone; and the posts that broke an engine once."""
    alone = [Post(text=spelling) for spellings in SPELLINGS for spelling in spellings]
    return [
        Post(),
        Post(title="", text=""),
        Post(title="chat", text=None),
        Post(title="chat", text="fin"),
        Post(title=" \u200b", text="@"),
        Post(text="c" * 3_000),
        Post(text="chat" + "é" * 3_000 + " fin"),
        Post(text="@" + "a" * 100 + ".b" * 100),
        Post(text="東京" * 200),
        Post(text="#" * 500 + "chat" + "@" * 500 + "jean" + ".-" * 100 + "paul"),
        Post(text="\u0301\u0301chat\u0301" + "\u200d" * 100 + "fin"),
        Post(text="chat http://" + "a" * 3_000 + " fin", title="https://lemonde.fr"),
        *alone,
    ]


def heavy_posts() -> list[Post]:
    """Posts past the sizes that engines set aside: 600 matches on one side of a NEAR, 9,000 words."""
    rng = Random(9)
    sown = [rng.choice(COMMON) if rng.random() < 0.01 else f"w{rng.randrange(50)}" for _ in range(9_000)]
    return [
        Post(text="chat " * 600 + "w " * 4 + "fin " * 3),
        Post(text="fin " + "w " * 3 + "jean chat " * 300),
        Post(title=" ".join(sown[:500]), text=" ".join(sown)),
    ]


def _post(rng: Random) -> Post:
    return Post(
        title=rng.choice([None, None, None, "", _text(rng, 4), _text(rng, 8)]),
        text=rng.choice([None, ""]) if rng.random() < 0.02 else _text(rng, 400 if rng.random() < 0.01 else 40),
        lang=rng.choice([None, "", "fr", "FR", "pt", "pt-BR", "en", "zh-hant-tw"]),
        handle=rng.choice([None, *HANDLES]),
        network=rng.choice([None, "bluesky", "mastodon", "rss"]),
        kind=rng.choice(["post", "reply", "article", None]),
        links=_some(rng, LINKS),
        tags=_some(rng, ("chat", "loreal")),
        callouts=_some(rng, ("jean", "lemonde.fr")),
        media=_some(rng, ("image", "video", "audio", "other")),
    )


def _some(rng: Random, among: tuple[str, ...]) -> tuple[str, ...] | None:
    if rng.random() < 0.05:
        return None
    return tuple(rng.choice(among) for _ in range(rng.choice((0, 0, 1, 1, 2, 3))))


def _text(rng: Random, most: int) -> str:
    return "".join(_piece(rng) + rng.choice(BETWEEN) for _ in range(rng.randrange(most + 1)))


def _piece(rng: Random) -> str:
    return rng.choice(COMMON) if rng.random() < 0.6 else rng.choice(rng.choice(SPELLINGS))


def _tree(rng: Random, depth: int) -> Node:
    if depth == 0:
        return _leaf(rng)
    kind = rng.choice(("and", "and", "or", "or", "not", "near", "chain"))
    if kind == "near":
        return _near(rng, _operand(rng), _operand(rng))
    if kind == "chain":
        first, *others = (_operand(rng) for _ in range(rng.choice((3, 3, 4))))
        pairs = []
        for other in others:
            pairs.append(_near(rng, first, other))
            first = other
        return And(nodes=tuple(pairs))
    if kind == "not":
        inner = _tree(rng, depth - 1)
        return inner.node if isinstance(inner, Not) else Not(node=inner)
    nodes = [_tree(rng, rng.randrange(depth)) for _ in range(rng.choice((2, 2, 3, 4)))]
    nodes = [node if isinstance(node, Not) or rng.random() < 0.8 else Not(node=node) for node in nodes]
    return _joined(And if kind == "and" else Or, nodes)


def _joined(how: type[And] | type[Or], nodes: list[Node]) -> Node:
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, how) else [node])
    return how(nodes=tuple(flat))


def _leaf(rng: Random) -> Node:
    chance = rng.random()
    if chance < 0.12:
        return _field(rng)
    if chance < 0.24:
        return _within(rng, rng.choice((0, 0, 1, 2, 3, 6, 20, 100)))
    return _term(rng)


def _term(rng: Random) -> Term:
    """A word, a phrase, an elision, whole or only begun: written as a person might, never without a word."""
    while True:
        quoted = rng.random() < 0.25
        pieces = [_piece(rng) for _ in range(rng.choice((2, 2, 3)) if quoted else 1)]
        written = rng.choice(ELISIONS) if not quoted and rng.random() < 0.08 else " ".join(pieces)
        whole = Term(written=written, quoted=quoted)
        begun = Term(written=written[: rng.randrange(len(written)) + 1].strip(), quoted=quoted, prefix=True)
        term = begun if rng.random() < 0.2 else whole
        if _is_sound(term):
            return term


def _within(rng: Random, words: int) -> Term:
    """Words in any order; few of them when they may be far apart, since the slow evaluator tries every choice."""
    most = 4 if words <= 3 else 2
    while True:
        written = " ".join(_piece(rng) for _ in range(rng.randint(1, most)))
        term = Term(written=written, quoted=True, prefix=rng.random() < 0.1, within=words)
        if _is_sound(term) and all(len(way.elements) <= most for way in meaning(term)):
            return term


def _is_sound(term: Term) -> bool:
    """Whether a person could write it and be understood."""
    ways = meaning(term)
    if not ways or set('"«»“”„*') & set(term.written) or (not term.quoted and set(" :") & set(term.written)):
        return False
    return not term.prefix or all(_is_long_enough(way.elements[-1][1].lstrip("#@")) for way in ways)


def _is_long_enough(begun: str) -> bool:
    return LEAST <= len(begun) <= MOST or is_alone(begun)


def _operand(rng: Random) -> Node:
    count = rng.choice((1, 1, 2, 3))
    terms: list[Node] = [_within(rng, rng.randrange(4)) if rng.random() < 0.12 else _term(rng) for _ in range(count)]
    return _joined(Or, terms) if count > 1 else terms[0]


def _near(rng: Random, left: Node, right: Node) -> Near:
    return Near(left=left, right=right, words=rng.choice((0, 0, 1, 2, 3, 5, 10, 100)), ordered=rng.random() < 0.4)


def _field(rng: Random) -> Field:
    name = rng.choice(tuple(ASKED))
    value = rng.choice(ASKED[name])
    prefix = name in ("author", "url") and rng.random() < 0.4
    if prefix:
        shorter = value[: rng.randrange(LEAST, len(value) + 1)] if len(value) > LEAST else value
        ways = meaning_of_url(shorter, prefix=True) if name == "url" else ()
        prefix = name == "author" or (bool(ways) and _is_long_enough(ways[0].elements[-1][1]))
        value = shorter if prefix else value
    return Field(name=name, value=value, prefix=prefix)


def _asks(node: Node) -> bool:
    """Whether something must be there in all that matches: the parser refuses the others."""
    match node:
        case And():
            return any(_asks(one) for one in node.nodes)
        case Or():
            return all(_asks(one) for one in node.nodes)
        case Not():
            return False
        case _:
            return True
