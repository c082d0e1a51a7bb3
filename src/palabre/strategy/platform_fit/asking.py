"""What a strategy asks of the archive: its audiences, its platforms, its accounts, its hours; nothing of its words."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from palabre.errors import PalabreError
from palabre.strategy.norms import minutes_an_answer, norms_of
from palabre.strategy.platform_fit import networks
from palabre.strategy.platform_fit.values import Asked, AskedAudience, AskedPlatform
from palabre.text.extract import folded_handle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from palabre.model import Radar, Subject
    from palabre.model.strategy import Strategy, TestBench
    from palabre.store import Workspace

ZONES = {"fr": "Europe/Paris", "en": "UTC"}


def ask_about(workspace: Workspace, strategy: Strategy) -> Asked:
    """What this strategy asks of this workspace, as it is now."""
    radars = workspace.radars.all()
    audiences, given = tuple(_audiences(strategy, radars)), [one.hours_a_week or 0 for one in strategy.resources.time]
    # Whoever is found by a subject talks of it by construction: that radar proves nothing about what they talk of.
    finding = {one.radar_id for one in audiences}
    return Asked(
        audiences=audiences,
        platforms=tuple(_platforms(strategy, _heard_networks(workspace))),
        subjects=tuple(rule for rule in _rules(radars, "topic", "ours") if rule[0] not in finding),
        us=_rules(radars, "ours"),
        competitors=_rules(radars, "competitor"),
        sensitive=tuple((one.radar_id, one.shown or one.version, one.name) for one in _of(radars, "sensitive")),
        ours=tuple(sorted(_our_accounts(strategy))),
        others=tuple(sorted(_their_handles(strategy))),
        names=tuple(sorted(_names(strategy))),
        minutes_an_answer=round(minutes_an_answer(norms_of(strategy)), 2),
        hours_given=sum(given) or None,
        zone=zone_of(workspace, strategy),
    )


def key_of(asked: Asked) -> str:
    """A short name of what is asked, the same for two strategies that ask the same."""
    import msgspec

    return blake2b(msgspec.json.encode(asked, order="sorted"), digest_size=8).hexdigest()


def _of(radars: Iterable[Radar], *subjects: Subject) -> list[Radar]:
    return [one for one in radars if one.subject in subjects]


def _rules(radars: Iterable[Radar], *subjects: Subject) -> tuple[tuple[int, int], ...]:
    return tuple((one.radar_id, one.shown or one.version) for one in _of(radars, *subjects))


def _audiences(strategy: Strategy, radars: tuple[Radar, ...]) -> Iterable[AskedAudience]:
    """The audiences of the strategy; those of the radars alone as long as it names none."""
    by_name = {one.name.casefold(): one for one in radars}
    if not strategy.audiences:
        for one in _of(radars, "audience"):
            yield AskedAudience(id="", name=one.name, radar_id=one.radar_id, version=one.shown or one.version)
    for audience in strategy.audiences:
        name = audience.name or audience.id
        radar = by_name.get(audience.radar.casefold()) if audience.radar else _same_query(audience.query, radars)
        if radar is not None:
            version = radar.shown or radar.version
            yield AskedAudience(id=audience.id, name=name, radar_id=radar.radar_id, version=version)
        else:
            yield AskedAudience(id=audience.id, name=name, query=audience.query if _is_query(audience.query) else "")


def _same_query(query: str, radars: tuple[Radar, ...]) -> Radar | None:
    said = " ".join(query.split())
    return next((one for one in radars if said and " ".join(one.query.split()) == said), None)


def _is_query(query: str) -> bool:
    from palabre.query import parse

    try:
        return bool(query.strip()) and parse(query) is not None
    except PalabreError:
        return False


def _heard_networks(workspace: Workspace) -> frozenset[str]:
    from palabre.store import reading

    found = reading.query(workspace.lake, "SELECT DISTINCT network FROM posts_day WHERE n > 0")
    return frozenset(filter(None, found["network"].to_pylist()))


def _platforms(strategy: Strategy, heard: frozenset[str]) -> Iterable[AskedPlatform]:
    """Every platform heard, planned or tried, once; places and benches first."""
    benches = {networks.key_of_bench(one): one for one in strategy.test_benches}
    places = [one for one in strategy.places if one.state != "closed"]
    named: dict[str, str] = {}
    for place in places:
        named.setdefault(networks.key_of_place(place, strategy.test_benches), place.name or place.id)
    named |= {key: one.platform or key for key, one in benches.items()}
    of_places = frozenset(networks.key_of_place(one, strategy.test_benches) for one in places)
    for key in dict.fromkeys((*named, *sorted(map(networks.key_of_posts, heard)))):
        if key and (key not in networks.NOT_A_PLATFORM or networks.networks_of(key, heard)):
            yield _platform(key, named, benches, heard, is_place=key in of_places)


def _platform(
    key: str, named: Mapping[str, str], benches: Mapping[str, TestBench], heard: frozenset[str], *, is_place: bool
) -> AskedPlatform:
    bench, network = benches.get(key), networks.as_network(key)
    name = key if network else named.get(key, key)
    return AskedPlatform(
        key=key,
        network=network,
        name=name,
        heard_as=networks.networks_of(key, heard),
        named=networks.naming_query(key, name),
        is_place=is_place,
        bench=bench.verdict if bench else None,
        bench_on=bench.verdict_on if bench else None,
    )


def _our_accounts(strategy: Strategy) -> Iterable[str]:
    for account in strategy.accounts:
        if handle := folded_handle(account.handle):
            yield f"{account.network or ''}:{handle}"


def _their_handles(strategy: Strategy) -> Iterable[str]:
    """The handles of competitors, from addresses or names as one would open them."""
    for competitor in strategy.context.competitors:
        for account in competitor.accounts:
            path = urlsplit(account).path if "://" in account else account
            if handle := folded_handle(path.rstrip("/").rpartition("/")[2]):
                yield handle


def _names(strategy: Strategy) -> Iterable[str]:
    """Words that are names, ours and competitors': they say who, never what about."""
    told = [strategy.context.organisation, *strategy.context.names]
    for competitor in strategy.context.competitors:
        told += [competitor.name, *competitor.names]
    return {word for name in told for word in networks.folded(name).split()}


def zone_of(workspace: Workspace, strategy: Strategy | None) -> str:
    """The time zone that a strategy names, else that of the workspace's language."""
    from palabre.listen.taking_stock.hours import checked_zone

    try:
        return checked_zone(strategy.organisation.timezone if strategy else "")
    except PalabreError:
        return ZONES.get(workspace.settings.lang, "UTC")
