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
    measures: [{name: NKI, unit: index, start: 66, target: 72.5, by: 2026-12-31}]
    behaviours:
      - {text: {sv: Vi frågar}, arena: work_moment}
      - {text: Vi ringer, arena: priority, audience: team}
      - {text: Jag berättar, arena: feedback, audience: leader}
    stop: [{text: Rapporten, reason: Ingen läser den}]
    answers: {meetings: A, strengthened: B, prioritised_away: C}
    focus: 1
"""


def changed(old: str, new: str) -> str:
    """The good file with one piece of it written otherwise."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)
