"""A small strategy in which the rules of order, policy, rota and contracts find nothing; a test breaks one thing."""

from __future__ import annotations

from functools import lru_cache

from palabre.store.strategy_text import read_strategy
from palabre.strategy.judging import Around, every_rule
from tests.strategy.building import TODAY

SOUND = """\
version: 1
language: en
context:
  organisation: Ferme des Trois Chênes
  competitors:
    - {id: big-dairy, name: Big Dairy}
objectives:
  - id: quicker-answers
    kind: help_users
    goal: People who ask about allergens get an answer the same day
    for_whom: [askers]
    indicator: answered-share
    now: 40
    target: 80
    smallest_change: 20
    starts: 2026-11-01
    due: 2027-06-30
    review: 2027-07-10
    owner: ana
indicators:
  - id: answered-share
    name: Questions answered the same day
    definition: answered-share
    version: 1
    unit: per cent
    source: The archive
    minimum_n: 100
    counter: reopened
  - {id: reopened, name: Asked again, definition: asked-again, version: 1, unit: per cent, source: The archive,
     minimum_n: 100}
audiences:
  - {id: askers, name: Parents of allergic children, kind: targets, query: allerg* AND cheese, cares_about: [labels]}
places:
  - id: page
    network: facebook
    name: Our page
    state: open
    objectives: [quicker-answers]
    audiences: [askers]
    why: They ask there already, eleven times a week
    contact: ana
    backup: bo
    hours: mon-fri 9:00-18:00
    account: page
accounts:
  - {id: page, network: facebook, handle: troischenes, owner: ana, access: [ana, bo], two_factor: true,
     recovery: The address of the office}
organisation:
  guide: ana
  timezone: Europe/Paris
  hours: mon-fri 9:00-18:00
  people:
    - {id: ana, name: Ana, status: staff, backup: bo, phone: "0102"}
    - {id: bo, name: Bo, status: staff, backup: cy, phone: "0103"}
    - {id: cy, name: Cy, status: staff, backup: ana, phone: "0104"}
    - {id: tim, name: Tim, status: trainee, backup: ana}
  trainees_may: [listen, draft, answer_1]
  on_call:
    hours: mon-fri 18:00-22:00, sat-sun 9:00-20:00
    turns: [ana, bo, cy]
    turn_days: 7
    starts: 2026-11-02
    handover: A call on Monday at nine
    holidays:
      - {who: ana, since: 2026-12-21, until: 2026-12-27}
  approvals:
    - {id: daily, kinds: [answer, help], readers: [bo], approver: ana, backup: bo, within_hours: 2, emergency: cy}
  relays:
    - {id: quality, subject: quality, who: cy, backup: ana, within_hours: 4}
  response_levels:
    - {level: 1, belongs: [Thanks], who: [ana, bo, tim], within_minutes: 1440, hours: mon-fri 9:00-18:00,
       escalates_to: bo}
    - {level: 2, belongs: [Questions], who: [bo, ana], within_minutes: 480, hours: mon-fri 9:00-18:00, relay: quality,
       escalates_to: cy}
    - {level: 3, belongs: [Complaints], who: [cy], backup: ana, within_minutes: 120, hours: mon-fri 9:00-18:00,
       holding_line: We have read you and are checking, escalates_to: ana}
    - {level: 4, belongs: [Someone is hurt], who: [ana, cy], within_minutes: 60, hours: mon-fri 9:00-22:00,
       holding_line: We have read you and are checking}
content:
  encounter: People come worried and leave knowing
  story: {who: A cheese maker, stake: Safe cheese for all, next_episode: The new label}
  key_messages:
    - {id: label, message: Every allergen is on the front of the box, proof: The box itself}
  tone: Calm and precise
  never: [We never joke about illness]
  self_promotion_most: 20
  community_least: 60
  kinds: [answer, help]
  languages: [fr, en]
sensitive_subjects:
  - {id: allergens, subject: Allergens, level: 3, query: allerg*, relay: quality, scenario: allergen}
scenarios:
  - {id: allergen, kind: product_safety, subject: allergens, trigger: A child is ill, cell: [ana, cy]}
operations:
  - id: label-game
    name: Read the label
    kind: game
    objective: quicker-answers
    audiences: [askers]
    brief: Twelve labels to read
    rules: Open to all until the last day; winners are drawn
    starts: 2027-01-10
    ends: 2027-02-10
    cost: 300
    steps:
      - {what: Draw the labels, who: bo, hours: 12, due: 2026-12-20}
    user_test: {people: 5, which: Parents, due: 2026-12-22}
    animation: {weeks: 12, who: ana, hours_a_week: 3}
"""


@lru_cache(maxsize=256)
def codes(text: str) -> frozenset[str]:
    """The codes that the rules of these areas find in a text; other areas have their own tests."""
    written = read_strategy(text)
    assert written.faults == ()
    around = Around(today=TODAY)
    return frozenset(
        finding.code
        for one in every_rule()
        if one.__module__.rpartition(".")[2] in AREAS
        for finding in one(written.strategy, around)
    )


def broken(old: str, new: str) -> frozenset[str]:
    """What is found more when a part of the sound strategy is written otherwise."""
    assert SOUND.count(old) == 1, old
    return codes(SOUND.replace(old, new)) - codes(SOUND)


AREAS = ("references", "order", "operations", "policy", "register", "levels", "chains", "hours", "rota", "contracts")
