"""The rules of domain.md §6.2 by their numbers, over everything that anybody could see in some weeks of a team of five.
What no surface can show is tried where it could be broken. Where a check might see nothing, a control shows that it
does."""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

from dialogues import closing, reading, review
from dialogues.digest import contents
from dialogues.effect import Announce, Post
from dialogues.event import Due, Occasion
from dialogues.kind import Kind
from dialogues.phrase import Phrase
from dialogues.pulse import screening
from dialogues.pulse.item import ITEMS, ItemId
from dialogues.rules import K, Rules
from dialogues.statistics.change import Change, compare, span, verdict
from dialogues.window import Remarks, Tally
from storage.tables.every import metadata
from tests.dialogues.digest_examples import FULL
from tests.dialogues.examples import FACTS, MEMBERS, ORGANISATION, READING, TEAM, WINDOW
from tests.dialogues.languages import LANGUAGES, SV
from tests.dialogues.office import read
from tests.disclosure.answering import TEAM as NAMES
from tests.disclosure.databases import databases
from tests.disclosure.scene import Scene, played
from tests.disclosure.words import AIMS, COUNT, LABELS, OBSTACLES, PERCENT, VALUES, escaped, having, said_by, telling
from tests.journeys.crowd import secret
from tests.journeys.weeks import hurry

#: What stands in a line of an operator's about somebody by name: that they are greeted, or nothing; and the file of the
#: organisation.
BY_NAME: Final = re.compile(r"greeting: |nothing: |\s*-? ?(?:name|email|lead): ")


@pytest.fixture(scope="module", params=["slack", "teams"])
def scene(request: pytest.FixtureRequest, sqlite_template: Path) -> Scene:
    """Played once on each platform for all of these tests."""
    with pytest.MonkeyPatch.context() as patch, databases(sqlite_template) as another:
        hurry(patch)
        return asyncio.run(played(another(), request.param))


def rows(scene: Scene, table: str) -> list[dict[str, object]]:
    """The rows of a table, by the names of their columns."""
    names = [column.name for column in metadata.tables[table].c]
    return [dict(zip(names, row, strict=True)) for row in scene.rows[table]]


def test_r1_no_figure_rests_on_fewer_than_five_people(scene: Scene) -> None:
    items = {each["id"]: ItemId(str(each["item"])) for each in rows(scene, "window")}
    assert rows(scene, "reading")
    for each in rows(scene, "reading"):
        people = ITEMS[items[each["window"]]].scale.people(json.loads(str(each["counts"])))
        assert K <= people == each["people"]
    # A control: nothing is made of four, nor of nine of whom five had no occasion.
    for counts in ({"yes": 4}, {"yes": 4, "no_occasion": 5}):
        assert closing.read(WINDOW, Tally(counts=counts, members=9), WINDOW.opened_at, ORGANISATION) is None
    with pytest.raises(ValueError, match="at least five"):
        replace(READING, people=4, yes=2)
    with pytest.raises(ValueError, match="fewer than 5"):
        replace(ORGANISATION, rules=Rules(k=4))


def test_r2_a_lead_is_asked_nothing_of_the_team_that_they_lead(scene: Scene) -> None:
    assert telling(scene.lead, frozenset({"pulse/"})) == []
    # A control: everybody in the team is.
    assert all(telling(scene.own[name], frozenset({"pulse/"})) for name in NAMES)


def test_r3_windows_of_a_question_do_not_overlap_and_there_is_one_reading_of_each(scene: Scene) -> None:
    about: dict[tuple[object, ...], list[tuple[datetime, datetime]]] = {}
    for each in rows(scene, "window"):
        opened, closed = each["opened_at"], each["closed_at"] or datetime.max.replace(tzinfo=WINDOW.opened_at.tzinfo)
        assert isinstance(opened, datetime)
        assert isinstance(closed, datetime)
        about.setdefault((each["team"], each["item"], each["behaviour"]), []).append((opened, closed))
    assert any(len(spans) > 1 for spans in about.values())
    assert all(end <= begin for spans in about.values() for (_, end), (begin, _) in pairwise(sorted(spans)))
    published = [each["window"] for each in rows(scene, "reading")]
    assert len(published) == len({*published})


def test_r4_nobody_is_told_how_many_have_answered(scene: Scene) -> None:
    everything = [*scene.shared, *(line for lines in scene.own.values() for line in lines)]
    assert having(COUNT, everything) == []
    bands = escaped(*(each.say(Phrase.of("digest.took_part", share="")).strip() for each in LANGUAGES.values()))
    assert telling(everything, bands) == [], "of a team of five not even in words"
    # Neither taps nor reminders are counted apart from whatever else happens.
    turns = {each.split("{")[1].split(",")[0] for each in scene.metrics if each.startswith("vardag_turns_total{")}
    assert turns <= {f'event="{each}"' for each in ("act", "notice", "person", "window", "digest", "review")}
    # Controls.
    assert len(having(COUNT, ["3 av 5 har svarat", "So far answered: 3 of 5"])) == 2
    assert telling([f"({each})" for each in bands], bands) != []


def test_r5_and_r6_what_is_said_of_several_teams_names_none_of_them(scene: Scene) -> None:
    assert [each for each in scene.operator if each.startswith("- ")]
    assert not [each for each in scene.operator if each.startswith("- ") and "Kundservice" in each]


def test_r7_a_change_is_of_five_people_who_answered_on_both_sides() -> None:
    days = [date(2026, 9, 7) + timedelta(weeks=2 * number) for number in range(5)]
    spanned = span(range(5), days)
    assert spanned is not None
    four = {number: dict.fromkeys(f"abcd{'e' if number < 2 else 'f'}", number > 1) for number in range(5)}
    assert verdict(compare(spanned, four), None) is Change.UNSAID
    # A control: of five it is told.
    five = {number: dict.fromkeys("abcde", number > 1) for number in range(5)}
    assert verdict(compare(spanned, five), None) is Change.LIKELY_UP


def test_r8_no_share_of_fewer_than_ten_is_a_number(scene: Scene) -> None:
    everything = [*scene.shared, *(line for lines in scene.own.values() for line in lines)]
    assert [each for each in having(PERCENT, everything) if not any(aim in each for aim in AIMS)] == []
    # A control; and that all say the same is not told.
    assert having(PERCENT, ["0 % av teamet"]) != []
    said = [SV.say(reading.said(replace(READING, people=5, yes=yes, members=5))) for yes in range(6)]
    assert said[0] == said[1]
    assert said[4] == said[5]


def test_r9_what_a_team_says_of_its_lead_goes_no_further(scene: Scene) -> None:
    items = frozenset({"lead.meet", "lead.fb", "lead.prio"})
    read_of = {each["window"] for each in rows(scene, "reading")}
    assert [each for each in rows(scene, "window") if each["item"] in items and each["id"] in read_of]
    assert telling(scene.operator, items) == []


def test_r10_other_is_no_theme_and_a_theme_has_three_people(scene: Scene) -> None:
    for each in rows(scene, "reading"):
        themes: Mapping[str, int] = json.loads(str(each["obstacles"]))
        assert all(people >= 3 and theme not in ("other", "nothing") for theme, people in themes.items())
    tally = Tally(counts={"not_that_time": 9}, members=9, obstacles={"other": 9, "time": 2, "tools": 3})
    told = closing.read(WINDOW, tally, WINDOW.opened_at, ORGANISATION)
    assert told is not None
    assert told.obstacles == {"tools": 3}


@pytest.mark.parametrize(("texts", "quoted"), [(2, 0), (3, 2)])
def test_r11_two_texts_are_not_quoted(texts: int, quoted: int) -> None:
    """domain.md §6.2: three quotes of two people are two texts, one from each."""
    remarks = Remarks(window=READING.window, texts=tuple(f"Ordagrant {each}" for each in range(texts)))
    digest = contents.compose(replace(FULL, remarks=(remarks,))).message
    assert len([line for line in read(digest) if "Ordagrant" in line]) == quoted


@pytest.mark.parametrize("text", ["Anna Berg vet", "ring 070-123 45 67", "a@example.com har den", "jag är sjukskriven"])
def test_r12_before_a_text_is_kept_its_writer_is_warned(text: str) -> None:
    assert [*screening.concerns(text, ("Anna Berg",))]
    assert not [*screening.concerns("Mötet är för långt", ("Anna Berg",))]


def test_r13_what_is_somebodys_own_nobody_else_sees(scene: Scene) -> None:
    """What they answered and wrote for themselves, and that they were reminded, put a question off or skipped it."""
    assert rows(scene, "comment"), "somebody has written"
    # What comes before a one-on-one, and what is said to wrong words and foreign buttons, is among it.
    for each in ("Samtal med Anna", "Jag förstod inte »vem har svarat«", "Det här gäller inte längre"):
        assert telling(scene.lead, escaped(each)), each
    assert telling(scene.own["anna"], escaped("Du har samtal med Lena"))
    for name in NAMES:
        assert telling(scene.of_others(name), escaped(secret(scene.users[name]))) == []
    assert telling(scene.shared, frozenset({"pulse/", "pulse.reminder", "snooz"})) == []
    named = re.compile("|".join(rf"\b{each.title()}\b|{each}@" for each in NAMES))
    assert [each for each in scene.operator if named.search(each) and not BY_NAME.match(each)] == []
    # A control.
    assert telling([secret("U0002")], escaped(secret("U0002"))) != []
    assert not BY_NAME.match("reminder: Anna, told something")


#: Tables with a number of somebody's own, with the reason in `tests/storage/test_schema.py`, where each column stands.
NUMBERS: Final = ("goal", "account", "caps", "schedule", "meeting", "diary", "one_on_one", "reader")


def scored(tables: MetaData) -> set[str]:
    """The tables in which a number could stand for what a person does."""
    return {
        table.name
        for table in tables.sorted_tables
        if any(key.column.table.name in ("person", "respondent") for key in table.foreign_keys)
        and any(column.type.python_type in (int, float) for column in table.c)
    }


def test_r14_no_table_has_a_score_of_a_person() -> None:
    assert scored(metadata) <= {*NUMBERS}
    leaking = MetaData()
    Table("person", leaking, Column("id", Integer, primary_key=True))
    Table("habit", leaking, Column("person", ForeignKey("person.id")), Column("score", Integer))
    assert scored(leaking) == {"habit"}, "a control"


def test_r15_those_who_run_it_read_no_answers_and_their_reading_is_kept(scene: Scene) -> None:
    assert telling(scene.operator, VALUES) == []
    kept = {(each["role"], each["through"]) for each in rows(scene, "audit")}
    assert kept >= {("operator", "report"), ("operator", "export")}


def test_r16_an_answer_has_no_person_and_no_time_of_day(scene: Scene) -> None:
    ids = {str(each["id"]) for each in rows(scene, "person")} | {*scene.users.values()}
    answers = rows(scene, "answer")
    assert answers
    for each in answers:
        assert not ids & {str(value) for value in each.values()}
        assert type(each["day"]) is date
    # A control: the one table that leads from one to the other holds them.
    assert {str(each["person"]) for each in rows(scene, "respondent")} <= ids


def test_r17_no_line_of_the_log_holds_an_answer_a_text_or_who_it_was(scene: Scene) -> None:
    assert len([each for each in scene.log if '"dialogue": "pulse"' in each]) > 50
    texts = escaped(*(secret(user) for user in scene.users.values()))
    people = frozenset(f'"{each}"' for each in (*scene.users.values(), *(name.title() for name in NAMES)))
    hidden = VALUES | LABELS | texts | people | frozenset(f"{name}@" for name in NAMES)
    assert telling(scene.log, hidden) == []
    planted = ['{"value": "not_that_time"}', f'{{"text": "{secret("U0002")}"}}', '{"person": "Anna"}']
    assert telling(planted, hidden) == planted, "a control"


def test_r18_a_confirmation_stands_in_the_questions_place_and_does_not_repeat_the_answer(scene: Scene) -> None:
    confirmed = telling([line for lines in scene.own.values() for line in lines], said_by("pulse.thanks"))
    assert confirmed
    assert telling(confirmed, frozenset({"pulse/answer"})) == []
    # What stood in the way is asked in the same place.
    assert telling(confirmed, LABELS - OBSTACLES) == []


def test_r19_who_has_read_the_results_is_kept_and_the_lead_is_among_them(scene: Scene) -> None:
    lead = [each for each in rows(scene, "audit") if each["role"] == "lead"]
    assert {each["through"] for each in lead} >= {"goals", "digest"}
    assert all(type(each["day"]) is date for each in lead)


def test_r20_another_smallest_number_is_told_before_the_next_question_and_is_for_windows_to_come() -> None:
    facts = replace(FACTS, organisation=replace(ORGANISATION, rules=Rules(k=8)), members=MEMBERS, person=None)
    effects = review.advance(None, Due(at=WINDOW.opened_at, occasion=Occasion.REVIEW, subject=TEAM.id), facts).effects
    assert Announce(team=TEAM.id, k=8) in effects
    assert [each.kind for each in effects if isinstance(each, Post)] == [Kind.RULES]
    assert Kind.RULES.rank < Kind.PULSE.rank
    # The window that is open already keeps the number that its people were told.
    assert closing.is_publishable(WINDOW, Tally(counts={"yes": 5}, members=9))
    assert not closing.is_publishable(replace(WINDOW, k=8), Tally(counts={"yes": 7}, members=9))
