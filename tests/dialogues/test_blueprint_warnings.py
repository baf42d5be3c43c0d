"""What an organisation file may say, and what its writer will be surprised by."""

from dataclasses import replace
from datetime import date

from dialogues.blueprint.advice import warnings
from dialogues.blueprint.entries import Blueprint
from dialogues.goal import Answers, Guidance, State, StopItem
from dialogues.phrase import Wording
from tests.dialogues.company import (
    ASK,
    BEHAVIOURS,
    CALL,
    COMPANY,
    NKI,
    TELL,
    another,
    both,
    with_behaviours,
    with_goal,
    with_goals,
    with_team,
)

TODAY = date(2026, 11, 23)


def said(blueprint: Blueprint, today: date = TODAY) -> list[tuple[tuple[str | int, ...], str]]:
    """What is said of the goals."""
    return [(each.path, each.says) for each in warnings(blueprint, today=today) if each.path[0] == "goals"]


def said_of_teams(blueprint: Blueprint, *beside: object) -> list[str]:
    found = warnings(blueprint, today=TODAY, beside=beside)  # type: ignore[arg-type]
    return [each.says for each in found if each.path == ("teams", 1)]


SMALL = (
    '"ledning" has 1 of the 5 people that are needed: no figure will ever be shown for it, '
    "because with fewer one could guess who answered what."
)
LEADERLESS = '"ledning" has no lead: nobody but the team gets its digest. Add "lead" if somebody leads it.'
IDLE = (
    '"ledning" has no active goal: its people will be asked nothing. '
    "Add a goal, or let the team begin one in chat with /goal new."
)


def test_a_small_team_is_told_that_it_will_see_no_figure_and_one_without_lead_or_goal_is_named() -> None:
    assert {each.path for each in warnings(COMPANY, today=TODAY)} == {("teams", 1)}
    assert said_of_teams(COMPANY) == [SMALL, LEADERLESS, IDLE]


def test_a_team_has_a_goal_wherever_it_stands_as_soon_as_it_is_active() -> None:
    led = another("b", team="ledning")
    assert said_of_teams(with_goals(NKI, led)) == said_of_teams(COMPANY, led) == [SMALL, LEADERLESS]
    assert IDLE in said_of_teams(with_goals(NKI, replace(led, state=State.RESTING)))


def test_a_goal_is_out_of_date_on_the_day_after_its_last_unless_it_is_closed() -> None:
    says = 'the goal\'s period ended 2026-12-31. Write "state: closed", or move the day.'
    assert said(COMPANY, date(2026, 12, 31)) == []
    assert said(COMPANY, date(2027, 1, 1)) == [(("goals", 0, "last"), says)]
    assert said(with_goal(state=State.CLOSED), date(2027, 1, 1)) == []


def test_what_is_looked_at_again_before_it_begins_is_named() -> None:
    item = StopItem(text=both("a"), since=date(2026, 9, 2), review=date(2026, 9, 2))
    assert said(with_goal(stop=(item,))) == []
    says = "you look at it again 2026-09-01, before it begins 2026-09-02. Change one of the two."
    early = replace(item, review=date(2026, 9, 1))
    assert said(with_goal(stop=(early,))) == [(("goals", 0, "stop", 0, "review"), says)]


def test_every_missing_translation_is_named() -> None:
    swedish = Wording(texts={"sv": "bara"})
    ask = Wording(texts={"sv": ASK.text.within("sv")})
    blueprint = with_goal(
        title=swedish,
        why=swedish,
        above="kvalitet",
        everyday=swedish,
        guidance=Guidance(experience=swedish, signals=swedish, follow_up=swedish),
        behaviours=(replace(ASK, text=ask), *BEHAVIOURS[1:]),
        stop=(StopItem(text=swedish, reason=swedish),),
        answers=Answers(meetings=swedish, strengthened=swedish, prioritised_away=swedish),
        trade_off=swedish,
    )
    says = 'there is no text in en: whoever reads en will see the one in sv. Add "en".'
    assert said(blueprint) == [
        (("goals", 0, *path), says)
        for path in (
            ("title",),
            ("why",),
            ("everyday",),
            ("guidance", "experience"),
            ("guidance", "signals"),
            ("guidance", "follow_up"),
            ("behaviours", 0, "text"),
            ("stop", 0, "text"),
            ("stop", 0, "reason"),
            ("answers", "meetings"),
            ("answers", "strengthened"),
            ("answers", "prioritised_away"),
            ("trade_off",),
        )
    ]


def test_a_behaviour_that_could_be_clearer_is_told_how_in_its_language() -> None:
    clearer = replace(ASK, text=both("Gärna en fråga till kunden varje dag", ASK.text.within("en")))
    assert said(with_behaviours(clearer, *BEHAVIOURS[1:])) == [
        (
            ("goals", 0, "behaviours", 0, "text", "sv"),
            "this does not say what one would see. Write what somebody with a camera could film.",
        ),
        (
            ("goals", 0, "behaviours", 0, "text", "sv"),
            'this does not say who does it. Begin with "We", "I" or a role.',
        ),
    ]


def test_a_reason_that_nothing_needs_is_named() -> None:
    needless = replace(ASK, exception=both("Vi vet vad vi menar"))
    says = "the check has nothing against this behaviour, so that it needs no exception. Take it away: "
    assert said(with_behaviours(needless, *BEHAVIOURS[1:])) == [
        (("goals", 0, "behaviours", 0, "exception"), says + "the team would wonder.")
    ]
    needed = replace(needless, text=both("Förbättra samarbetet", ASK.text.within("en")))
    assert said(with_behaviours(needed, *BEHAVIOURS[1:])) == []


def test_where_a_leader_does_nothing_of_their_own_is_named_if_there_is_a_leader_and_the_goal_is_active() -> None:
    says = 'nothing here is the leader\'s in meeting, priority. Add a behaviour with "audience: leader" '
    found = [(("goals", 0, "behaviours"), says + "for it, or leave it to the next review.")]
    few = with_behaviours(ASK, CALL, TELL)
    assert said(few) == found
    assert said(with_behaviours(ASK, CALL, TELL, state=State.UNTRANSLATED)) == []
    assert said(replace(few, teams=with_team(lead=None).teams)) == []
