"""Organisation files for the tests."""

GOOD = """\
organisation: {name: Exempel AB, locale: sv, timezone: Europe/Stockholm, holidays: SE}
teams:
  - {key: ledning, name: Ledning}
  - {key: kund, name: Kund, lead: Lea@Example.com, above: ledning}
people:
  - {email: lea@example.com, name: Lea, team: ledning, slack: U012AB3CD}
  - email: anna@example.com
    name: Anna
    team: kund
    locale: en
    timezone: Europe/London
    teams: 6F9619FF-8B86-D011-B42D-00C04FC964FF
goals:
  - key: nki
    team: kund
    title: {sv: Nöjda kunder, en: Happy customers}
    why: Därför
    period: {from: 2026-09-01, to: 2026-12-31}
    measures: [{name: NKI, unit: index, start: 66, target: 72.5, by: 2026-12-31, values: {2026-09-30: 67.5}}]
    behaviours:
      - {text: {sv: Vi frågar varje kund}, arena: work_moment, confirmed: true}
      - {text: Vi ringer upp samma dag, arena: priority, audience: team, confirmed: true}
      - {text: Jag berättar varje dag, arena: feedback, audience: leader, confirmed: true}
    stop: [{text: Rapporten, reason: Ingen läser den}]
    answers: {meetings: A, strengthened: B, prioritised_away: C}
    focus: 1
    state: active
"""

#: Goals alone: one of the whole organisation, and how Kund translates it.
GOALS = """\
goals:
  - key: kvalitet
    title: Rätt från början
    why: Därför
    period: {from: 2026-09-01, to: 2026-12-31}
  - key: ratt
    team: kund
    title: Rätt i kassan
    why: Därför
    period: {from: 2026-09-01, to: 2026-12-31}
    above: kvalitet
    everyday: Hos oss räknar vi två gånger
"""


def changed(old: str, new: str) -> str:
    """The good file with one piece of it written otherwise."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)
