"""Trees that a query may be, drawn from a seed, what one finds in a set of words, and queries that nobody means."""

from __future__ import annotations

from random import Random

from palabre.query.grammar import all_of, any_of
from palabre.query.judging import requires_nothing
from palabre.query.said import said
from palabre.query.tree import And, Field, Near, Node, Not, Or, Term

WORDS = (
    "chat", "Chien", "été", "l'Oréal", "d’été", "#rentrée", "@lemonde.fr", "@a-b@c.d", "東京", "👍🏽", "C++", "R&D",
    "10:30", "and", "ou", "près", "Attention:", "rock'n'roll", "a,b;c", "x=y", "[sic]", "{x}", "50%", "e\u0301te\u0301",
    "ـقَ", "a\u00adb", "NEARLY", "ETC", "OUI", "#AND", "lang", "1er", "_", "$5", "¿que?", "a~b",
)  # fmt: skip
PHRASES = (
    "deux mots", "l'été dernier", "AND", "OR OU", "lang:fr", "-x", "(a OR b)", 'a "b" c', "« a »", "“x”", "„y“",
    "#a @b", "c'est-à-dire", "x" * 60, "NEAR/3", "~3", "été", "a ' b", "NOT", "http:// a",
)  # fmt: skip
BEGINNINGS = ("chat", "AND", "ét", "#re", "@lemonde.f", "東", "l'oré", "x" * 40)
FIELDS = (
    ("lang", "fr"), ("lang", "pt-br"), ("author", "jean-paul.fr"), ("author", "jean dupont"), ("site", "lemonde.fr"),
    ("site", "café.fr"), ("url", "sport/rugby"), ("url", "deux mots"), ("url", "https://a.b/c?d=(e)"), ("source", "x"),
    ("kind", "reply"), ("has", "image"), ("author", "l'ami"), ("url", "//ab"), ("url", "-ab"),
)  # fmt: skip


def random_tree(rng: Random) -> Node:
    """A tree that a query may be: bound to find something, with nothing directly inside its like."""
    tree = _node(rng, rng.randrange(5))
    return all_of([tree, _term(rng)]) if requires_nothing(tree) else tree


def _node(rng: Random, height: int) -> Node:
    if not height:
        return _leaf(rng)
    choice = rng.random()
    if choice < 0.15:
        return _denied(_node(rng, height - 1))
    if choice < 0.3:
        words = rng.choice((0, 1, 5, 100))
        return Near(left=_side(rng), right=_side(rng), words=words, ordered=rng.random() < 0.5)
    parts = [_node(rng, height - 1) for _ in range(rng.randint(2, 4))]
    return all_of(parts) if choice < 0.65 else any_of(parts)


def _denied(node: Node) -> Node:
    return node.node if isinstance(node, Not) else Not(node=node)


def _side(rng: Random) -> Node:
    return any_of([_term(rng) for _ in range(rng.choice((1, 1, 3)))])


def _leaf(rng: Random) -> Term | Field:
    if rng.random() < 0.8:
        return _term(rng)
    name, value = rng.choice(FIELDS)
    return Field(
        name=name, value=value, prefix=name in ("author", "url") and value[-1].isalpha() and rng.random() < 0.3
    )


def _term(rng: Random) -> Term:
    choice = rng.random()
    if choice < 0.6:
        return Term(written=rng.choice(WORDS))
    if choice < 0.75:
        return Term(written=rng.choice(BEGINNINGS), prefix=True, quoted=rng.random() < 0.3)
    within = rng.choice((None, None, 0, 7, 100))
    return Term(written=rng.choice(PHRASES), quoted=True, within=within)


def finds(tree: Node, words: frozenset[str]) -> bool:
    """Whether a tree made of plain words, AND, OR and NOT matches a text that holds just these words."""
    if isinstance(tree, Term):
        return tree.written in words
    if isinstance(tree, Not):
        return not finds(tree.node, words)
    assert isinstance(tree, And | Or)
    return (all if isinstance(tree, And) else any)(finds(part, words) for part in tree.nodes)


SOUP = (
    *"()()\"\"«»“”„*~-#@:.,'’&|!?/\\{}[]^+<> \n\t", "AND", "OR", "NOT", "ET", "OU", "SAUF", "NEAR/3", "ONEAR/2f",
    "PRÈS/1", "NEAR/999", "NEAR", " AND ", " OR ", " NOT ", " -", "~3", "lang:", "author:", "site:", "url:", "has:",
    "kind:", "x:", "title:", "country:", "fr", "chat", "été", "l'O", "le", "東", "👍", "\u200b", "e\u0301",
    "http://a.fr", "a*", "\x00", "\x85", "\u3000", "\ud800", "TO", "<<<", ">>>", "&&", "||", "ﬁ", "①", "\U000e0067",
)  # fmt: skip


def soup(rng: Random) -> str:
    """What nobody means: bits of queries in any order, or a query with letters changed, doubled and lost."""
    if rng.random() < 0.5:
        return "".join(rng.choice(SOUP) for _ in range(rng.randrange(25)))
    letters = list(said(random_tree(rng)))
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(letters))
        letters[place : place + rng.randrange(3)] = rng.choice(SOUP) * rng.randrange(3)
        letters = letters or ["a"]
    return "".join(letters)
