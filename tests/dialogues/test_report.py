"""The organisation's report: what may be said of the whole, and what never is (domain.md §5.5, §6.2, §7)."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta

import pytest

from dialogues.goal import GoalId, State
from dialogues.measure import Cadence, Kind
from dialogues.person import TeamId
from dialogues.phrase import Phrase, Wording
from dialogues.promise import State as PromiseState
from dialogues.pulse.item import ItemId
from dialogues.report import composing, dialogue
from dialogues.report.composing import compose
from dialogues.report.records import OneOnOnes, Records
from dialogues.report.report import Curve, Figure, Section
from dialogues.rules import Reference, Rules
from dialogues.statistics.change import Change
from dialogues.window import Reading
from tests.dialogues.languages import EN, SV
from tests.dialogues.report_examples import (
    BARE,
    COMPANY,
    EMPTY,
    GOALS,
    RECORDS,
    TEAMS,
    TODAY,
    VARIED,
    begun,
    kpi,
    only,
    promises,
    reading,
)


def section(records: Records, key: str) -> Section[str]:
    return next(each for each in SV.report(compose(records)).sections if each.key == key)


def figure(records: Records, key: str) -> Figure[str]:
    found = [each for part in SV.report(compose(records)).sections for each in part.figures if each.key == key]
    return found[0] if found else pytest.fail(f"no {key}")


def keys(records: Records) -> set[str]:
    return {each.key for part in compose(records).sections for each in part.figures}


def texts(value: object) -> Iterator[str]:
    """Every text in a report that is in a language."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (each for item in value for each in texts(item))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (each for field in fields(value) for each in texts(getattr(value, field.name)))


def clarity(*teams: tuple[int, int], week: int = 2) -> list[Reading]:
    """How many of how many find it completely clear, in each of several teams."""
    return [reading(number, ItemId.CLARITY, week, so, people) for number, (so, people) in enumerate(teams)]


class TestWhatMayBeSaid:
    """R1-R9, as far as a report is concerned."""

    def test_of_two_teams_one_of_which_has_a_reading_that_one_is_shown_and_not_named(self) -> None:
        """domain.md §6.2, the first attack: 42 of 13 less 32 of 9 would be the other four people."""
        records = only(*clarity((6, 9)), teams=TEAMS[:2])
        shown = figure(records, "clarity.top")
        assert (shown.value, shown.notes) == ("De flesta", ("Omfattar 1 av 2 team.",))

    def test_how_many_stand_behind_each_reading_is_as_many_as_for_all_of_them(self) -> None:
        """R20: those from before the rules said eight may rest on fewer."""
        rules = Rules(k=8)
        for people, least in ((8, 8), (6, 5)):
            records = only(*clarity((3, people)), organisation=replace(COMPANY, rules=rules))
            assert f"minst {least} personer" in SV.report(compose(records)).method[0]

    def test_nobody_and_no_team_is_named(self) -> None:
        written = [text for said in (SV, EN) for text in texts(said.report(compose(RECORDS)))]
        for team in TEAMS:
            assert not [text for text in written if team.name in text or str(team.lead) in text]

    def test_fewer_than_ten_are_told_in_words_and_without_what_they_are_compared_with(self) -> None:
        shown = figure(only(*clarity((3, 8))), "clarity.top")
        assert shown.value == "Ungefär hälften"
        assert shown.bar is not None
        assert (shown.bar.tens, shown.bar.bands[shown.bar.band], shown.bar.mark) == (None, "ungefär hälften", None)

    def test_one_team_whose_silent_could_have_made_it_the_opposite_is_not_told_of(self) -> None:
        records = only(replace(reading(0, ItemId.CLARITY, 2, 3, 5), members=12))
        assert figure(records, "clarity.top").value == "För få svar för att säga"

    @pytest.mark.parametrize(("so", "value"), [(0, "Högst 10 %"), (6, "Minst 90 %")])
    def test_that_all_say_the_same_is_not_told(self, so: int, value: str) -> None:
        shown = figure(only(*clarity((so, 6), (so, 6))), "clarity.top")
        assert shown.value == value
        assert not any("mellan" in note for note in shown.notes)

    def test_what_the_leads_do_is_told_of_five_leads_together(self) -> None:
        """R9. A team that nobody leads does not count, and who leads two is one lead."""
        five = [reading(number, ItemId.LEAD_MEET, 2, 4, 6) for number in range(5)]
        assert "leadership.meet" in keys(only(*five))
        assert "leadership.meet" not in keys(only(*five[:4]))
        for lead in (None, TEAMS[0].lead):
            teams = (*TEAMS[:4], replace(TEAMS[4], lead=lead), *TEAMS[5:])
            assert "leadership.meet" not in keys(only(*five, teams=teams))

    def test_what_they_did_at_first_is_told_of_five_leads_too(self) -> None:
        now = [reading(number, ItemId.LEAD_MEET, 2, 4, 6) for number in range(5)]
        then = [reading(number, ItemId.LEAD_MEET, 30, 2, 6) for number in range(5)]
        start = "Omkring 30 % när samma team svarade första gången."
        assert start in figure(only(*now, *then), "leadership.meet").notes
        assert start not in figure(only(*now, *then[:4]), "leadership.meet").notes

    def test_one_on_ones_are_told_of_five_leads_together(self) -> None:
        assert figure(RECORDS, "dialogue.one_on_ones").value == "41 av 64"
        four = replace(RECORDS, one_on_ones=OneOnOnes(leads=4, told=40, about_goal=31))
        assert "dialogue.one_on_ones" not in keys(four)

    @pytest.mark.parametrize(
        ("stopped", "people", "value"),
        [
            (0, 81, "Färre än fem personer"),
            (4, 6, "Färre än fem personer"),
            (20, 81, "Omkring 20 %"),
            (81, 81, "Minst 90 %"),
        ],
    )
    def test_whether_anybody_wants_no_messages_is_told_of_five_at_least(
        self, stopped: int, people: int, value: str
    ) -> None:
        """R13: of one alone it would be known who."""
        assert figure(replace(RECORDS, stopped=stopped, people=people), "care.stopped").value == value

    def test_how_many_answer_is_told_of_several_teams_only(self) -> None:
        """R4. Who had no occasion has answered."""
        one = reading(0, ItemId.LAST, 2, 3, 5, yes=3, not_that_time=2, no_occasion=2)
        other = reading(1, ItemId.LAST, 2, 3, 6)
        assert "care.answered" not in keys(only(one))
        shown = figure(only(one, other), "care.answered")
        assert (shown.value, shown.notes[0]) == ("Omkring 70 %", "55 % är vad man kan räkna med.")

    def test_that_few_answer_comes_with_what_helps(self) -> None:
        silent = [replace(reading(number, ItemId.LAST, 2, 3, 5), members=16) for number in range(2)]
        assert figure(only(*silent), "care.answered").notes[0].startswith("Det är lite. Visa vad svaren har lett till")

    def test_each_team_counts_once_with_its_newest_reading_and_old_ones_do_not(self) -> None:
        old, new = clarity((0, 6), (0, 6), (0, 6), week=27), clarity((6, 6), (6, 6), week=2)
        shown = figure(only(*old, *clarity((0, 6), week=8), *new), "clarity.top")
        assert (shown.value, shown.teams) == ("Minst 90 %", 2)


class TestClarity:
    @pytest.mark.parametrize(
        ("clear", "people", "is_above"), [(14, 40, True), (13, 40, True), (12, 40, False), (9, 30, False)]
    )
    def test_it_is_above_the_reference_where_that_is_sure(self, clear: int, people: int, is_above: bool) -> None:
        """domain.md §7."""
        halves = [(clear // 2, people // 2), (clear - clear // 2, people - people // 2)]
        records = only(*(replace(each, members=people) for each in clarity_of(halves)))
        notes = figure(records, "clarity.top").notes
        assert ("Det är fler än jämförelsetalet, 20 %." in notes) is is_above
        assert ("Det går inte att säga att det är fler än jämförelsetalet, 20 %." in notes) is not is_above

    def test_an_organisations_own_reference_stands_with_its_source(self) -> None:
        reference = Reference(percent=40, source=Wording(texts={"sv": "Mätningen 2024"}))
        records = replace(RECORDS, organisation=replace(COMPANY, rules=Rules(reference=reference)))
        notes = section(records, "clarity").notes
        assert notes[0].startswith("Jämförelsetalet, 40 %, kommer från: Mätningen 2024.")
        shown = figure(records, "clarity.top")
        assert shown.bar is not None
        assert shown.bar.mark == 40
        assert shown.bar.alternative.endswith("Jämförelsetalet är 40 %.")

    def test_the_start_is_that_of_the_teams_that_have_answered_since(self) -> None:
        records = only(*clarity((1, 6), (1, 6), (6, 6), week=20), *clarity((3, 6), (3, 6), week=2))
        assert figure(records, "clarity.start").value == "Omkring 20 %"
        assert "clarity.start" not in keys(only(*clarity((3, 6), (3, 6))))

    def test_its_course_has_the_months_of_which_there_is_enough_to_say(self) -> None:
        (picture,) = section(RECORDS, "clarity").pictures
        assert isinstance(picture, Curve)
        assert [each.label for each in picture.spots][:3] == ["jan.", "feb.", "mars"]
        assert picture.alternative.startswith("Helt tydligt, månad för månad: jan. 20 %; feb. 20 %;")
        assert section(only(*clarity((3, 6), (3, 6))), "clarity").pictures == ()
        assert section(only(*clarity((3, 6), week=9), *clarity((3, 6), week=2)), "clarity").pictures == ()


def clarity_of(halves: Sequence[tuple[int, int]]) -> list[Reading]:
    return [
        replace(reading(number, ItemId.CLARITY, 2, 0, 5), yes=yes, people=people, members=people)
        for number, (yes, people) in enumerate(halves)
    ]


class TestWhatIsDone:
    def test_what_is_seen_more_rarely_than_said_is_something_to_talk_about(self) -> None:
        done = [reading(number, ItemId.LAST, 2, 6, 6) for number in range(3)]
        seen = [reading(number, ItemId.SEEN, 3, 2, 6) for number in range(2)]
        notes = figure(only(*done, *seen), "behaviour.seen").notes
        assert "Minst 90 % i samma team säger att de fick till det." in notes
        assert any(note.startswith("Att det görs oftare än det syns") for note in notes)
        near = [reading(number, ItemId.SEEN, 3, 5, 6) for number in range(2)]
        assert "Det som sägs och det som syns stämmer ganska väl." in figure(only(*done, *near), "behaviour.seen").notes

    def test_few_are_compared_in_words_alone(self) -> None:
        both = [reading(0, ItemId.LAST, 2, 6, 6), reading(0, ItemId.SEEN, 3, 1, 6)]
        shown = figure(only(*(replace(each, members=6) for each in both)), "behaviour.seen")
        assert (shown.value, shown.notes[0]) == ("Få", "De flesta i samma team säger att de fick till det.")

    def test_how_it_has_moved_is_told_of_several_teams_in_the_words_that_they_were_told(self) -> None:
        pictures = section(RECORDS, "behaviour").pictures
        assert pictures[1].alternative == (
            "Så har det rört sig sedan start, i teamens fokusbeteenden: tydligt vanligare 1; troligen vanligare, men "
            "svaren är få 2; går inte att säga 2; för tidigt att säga 1."
        )
        alone = only(replace(reading(0, ItemId.LAST, 2, 4, 6), change=Change.CLEAR_UP), goals=())
        assert section(alone, "behaviour").pictures == ()

    def test_obstacles_have_ten_working_days_and_what_can_still_be_answered_in_time_does_not_count(self) -> None:
        raised = date(2026, 11, 2)
        first = next(iter(promises()))
        last_day = date(2026, 11, 16)
        answered = replace(first, raised_on=raised, answered_on=last_day)
        late = replace(answered, answered_on=last_day + timedelta(days=1))
        waiting = replace(first, raised_on=raised, state=PromiseState.RAISED, answered_on=None, action="")
        for promise, counts in ((answered, (1, 1)), (late, (0, 1)), (waiting, (0, 0))):
            assert dialogue.promises(replace(BARE, promises=(promise,))) == counts
        assert dialogue.promises(replace(BARE, promises=(waiting,), today=TODAY + timedelta(days=1))) == (0, 1)

    def test_more_goals_than_three_are_told_of(self) -> None:
        more = tuple(replace(GOALS[1], id=GoalId(f"more{number}")) for number in range(3))
        shown = figure(replace(RECORDS, goals=(*GOALS, *more)), "priority.goals")
        assert shown.notes == ("Ett team har fler än tre, och har sagt vad de ger upp för det.",)

    def test_talks_of_teams_without_a_goal_to_talk_about_do_not_count(self) -> None:
        assert dialogue.talks(replace(RECORDS, talks={TeamId("t8"): 4})) == (0, 8)


class TestBehaviourAndMeasure:
    """domain.md §5.5."""

    def test_under_24_periods_there_are_two_curves_and_no_number(self) -> None:
        shown = section(kpi(23), "measure")
        assert [len(picture.spots) for picture in shown.pictures if isinstance(picture, Curve)] == [23, 23]
        assert shown.figures == ()
        assert "tills dess är det två kurvor och ingen siffra" in shown.paragraphs[1]

    def test_what_moves_together_later_is_told_so_and_not_as_a_cause(self) -> None:
        shown = section(kpi(30), "measure")
        assert shown.paragraphs[1] == (
            "När det som teamen gör för »Nöjdare kunder« blir vanligare brukar NKI röra sig 1 period senare. "
            "Det visar att de följs åt, inte att det ena orsakar det andra."
        )
        assert [each.key for each in shown.figures] == ["measure.correlation"]

    def test_what_does_not_is_told_so(self) -> None:
        shown = section(kpi(30, follows=False), "measure")
        assert shown.paragraphs[1] == "Vi ser inget säkert samband än. Räkna med minst ett år."

    def test_what_never_moves_tells_nothing(self) -> None:
        records = kpi(30)
        still = replace(
            records.goals[0].measures[0],
            values=tuple(replace(each, value=7.0) for each in records.goals[0].measures[0].values),
        )
        shown = section(replace(records, goals=(replace(records.goals[0], measures=(still,)), *GOALS[1:])), "measure")
        assert (shown.figures, shown.paragraphs[1]) == ((), "Vi ser inget säkert samband än. Räkna med minst ett år.")

    def test_what_moves_in_the_same_period(self) -> None:
        assert "brukar NKI röra sig i samma period" in section(kpi(30, later=0), "measure").paragraphs[1]

    def test_a_gap_begins_the_periods_anew(self) -> None:
        records = kpi(30)
        gone = records.goals[0].measures[0].values[20].day
        shown = section(
            replace(records, readings=tuple(each for each in records.readings if each.last != gone)), "measure"
        )
        assert "Det finns 10 perioder att jämföra än så länge." in shown.paragraphs[1]

    def test_a_weekly_one_has_its_days_and_key_results_and_teams_own_have_no_view(self) -> None:
        weekly = section(kpi(5, Cadence.WEEKLY), "measure").pictures[0]
        assert isinstance(weekly, Curve)
        assert weekly.spots[-1].label == "16 november"
        whole, *teams = kpi(5).goals
        result = replace(whole, measures=(replace(whole.measures[0], kind=Kind.KEY_RESULT),))
        own = replace(teams[0], measures=whole.measures)
        assert "measure" not in {each.key for each in compose(replace(kpi(5), goals=(result, own))).sections}


class TestWhatItBeginsWith:
    def test_an_organisation_that_has_just_begun_is_told_when_there_will_be_something(self) -> None:
        said = SV.report(compose(EMPTY))
        assert said.opening == (
            "Det finns inga avläsningar att berätta om än. De kommer när minst 5 personer i ett team har svarat på "
            "samma fråga.",
        )
        assert figure(EMPTY, "clarity.top").value == "Inget att säga än"

    def test_the_most_important_things_stand_first(self) -> None:
        assert SV.report(compose(RECORDS)).opening == (
            "Omkring 40 % säger att det är helt tydligt hur det egna arbetet bidrar till målet.",
            "Minst 90 % fick till det som teamet har kommit överens om, senast de hade tillfälle.",
            "Av 24 beteenden har 5 blivit vanor.",
            "De senaste fyra veckorna har 8 team berättat om 8 samtal om sina mål.",
        )

    def test_nothing_of_something_is_said_as_one_says_it(self) -> None:
        fresh = replace(RECORDS, talks={}, goals=tuple(map(begun, GOALS)))
        assert SV.report(compose(fresh)).opening[2:] == (
            "Inget av 24 beteenden har blivit en vana än.",
            "De senaste fyra veckorna har inget team berättat om något samtal om sina mål.",
        )

    def test_the_question_is_about_what_is_furthest_from_where_it_should_be(self) -> None:
        clear = tuple(
            replace(reading(number, ItemId.CLARITY, 1, 3, 5), counts={"5": 3, "4": 1, "3": 1}) for number in range(3)
        )
        good = replace(
            BARE,
            readings=clear,
            goals=tuple(each for each in GOALS if each.state is State.ACTIVE),
            talks={team.id: 2 for team in TEAMS},
        )
        late = tuple(replace(each, answered_on=TODAY) for each in promises())
        asked = {
            "report.behaviour.question": good,
            "report.dialogue.question": replace(good, talks={}),
            "report.dialogue.promises.question": replace(good, promises=late),
            "report.translation.question": replace(good, goals=GOALS[-1:]),
            "report.clarity.question": replace(good, readings=tuple(clarity((1, 6), (1, 6)))),
        }
        for key, records in asked.items():
            assert composing.question(records) == Phrase.of(key)


def test_every_report_is_whole_in_both_languages() -> None:
    for records in (RECORDS, EMPTY, *VARIED):
        for language in (SV, EN):
            written = list(texts(language.report(compose(records))))
            assert not [text for text in written if "{" in text or text.startswith("report.")]
