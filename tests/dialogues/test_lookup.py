"""What stands behind `/goal` is found however it is written: words, titles, perspectives, teams, with typing errors."""

from dataclasses import replace

import pytest

from dialogues import goals, help, lookup, team
from dialogues.goal import Goal, GoalId, Perspective
from dialogues.message import Paragraph
from dialogues.person import TeamId
from dialogues.words import Asked, Word, read, spellings
from tests.dialogues.drafts import ACTIVE, CLOSED, DRAFT, READY, RESTING, actives, both, sv, tap
from tests.dialogues.examples import FACTS, TEAM, chose, commanded
from tests.dialogues.languages import EN
from tests.dialogues.office import BOARD, PEOPLE, TEAMS, Office

SAFETY = replace(ACTIVE, id=GoalId("g2"), title=both("Säker hela vägen", "Safe all the way"), focus=None)


@pytest.mark.parametrize("word", Word)
def test_every_word_is_read_in_all_its_spellings(word: Word) -> None:
    for spelling in word.value:
        for text in (spelling, spelling.upper(), f"  {spelling} ", f"/goal {spelling}", f"goal {spelling}!"):
            assert read(text)[:2] == (word, ""), text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("/", Asked(Word.GOALS, "", "")),
        ("mål nytt", Asked(Word.NEW, "", "nytt")),
        ("team Ekonomi & IT", Asked(Word.TEAM, "Ekonomi & IT", "team Ekonomi & IT")),
        ("/goal TEAM ekonomi", Asked(Word.TEAM, "ekonomi", "TEAM ekonomi")),
        ("teamet ekonomi", Asked(Word.TEAM, "ekonomi", "teamet ekonomi")),
        ("Nöjda  kunder", Asked(None, "Nöjda kunder", "Nöjda kunder")),
        ("goal 2027", Asked(None, "2027", "2027")),
        ("status för teamet", Asked(None, "status för teamet", "status för teamet")),
        ("Fira  Anna", Asked(Word.CELEBRATE, "Anna", "Fira Anna")),
        ("/goal påminn mig i morgon", Asked(Word.REMIND, "mig i morgon", "påminn mig i morgon")),
        ("1:1 Bo", Asked(Word.ONE_ON_ONE, "Bo", "1:1 Bo")),
        ("1:1 add!", Asked(Word.ONE_ON_ONE, "", "1:1 add!")),
    ],
)
def test_what_stands_behind_a_word_is_kept(text: str, asked: Asked) -> None:
    assert read(text) == asked


def test_every_spelling_of_more_than_one_letter_can_be_meant() -> None:
    assert {"nytt", "new", "integritet", "mydata", "1:1"} <= set(spellings())
    assert {"", "?"}.isdisjoint(spellings())


@pytest.mark.parametrize("words", ["nöjda", "KUND", "happy", "a kun", "Nöjda kunder"])
def test_a_part_of_a_title_finds_the_goal_in_either_language(words: str) -> None:
    shown = Office(ACTIVE, SAFETY).types("anna", words)
    assert "Vad: Nöjda kunder" in shown.text
    assert "Vad: Säker hela vägen" not in shown.text


def test_several_goals_with_the_same_words_are_all_shown() -> None:
    shown = Office(ACTIVE, *actives(2)).types("anna", "mål 1")
    assert "Vad: Mål 1" in shown.text
    both_shown = Office(*actives(2)).writes("anna", "Mål mål")
    assert [each for each in both_shown.text.splitlines() if each.startswith("Vad:")] == ["Vad: Mål 1", "Vad: Mål 2"]


@pytest.mark.parametrize(("words", "found"), [("ekonomi", True), ("Finance", True), ("customer", False)])
def test_a_perspective_finds_its_goals(words: str, found: bool) -> None:
    goal = replace(ACTIVE, title=sv("Bättre marginal"), perspective=Perspective.FINANCE)
    assert ("Vad: Bättre marginal" in Office(goal).types("anna", words).text) is found


def test_nothing_is_found_behind_no_words() -> None:
    assert lookup.goals_called(" ", [ACTIVE]) == ()
    assert lookup.team_called("", TEAMS) is None


@pytest.mark.parametrize(
    ("typo", "meant", "leads_to"),
    [
        ("nyttt", "nytt", "Ett nytt mål"),
        ("instälningar", "inställningar", "Dina inställningar"),
        ("statsu", "status", "Så långt har vi kommit"),
        ("integriet", "integritet", "Så hanteras svaren"),
        ("privasy", "privacy", "Så hanteras svaren"),
        ("kunnder", "Nöjda kunder", "Vad: Nöjda kunder"),
        ("nöjda kundr", "Nöjda kunder", "Vad: Nöjda kunder"),
        ("hapy customers", "Nöjda kunder", "Vad: Nöjda kunder"),
        ("påmin", "påminn", "Du har ingen plan än."),
    ],
)
def test_a_typing_error_gets_the_nearest_suggestion_and_a_tap_does_it(typo: str, meant: str, leads_to: str) -> None:
    office = Office(ACTIVE)
    answered = office.types("lena", typo)
    assert answered.text.splitlines() == [
        f"Jag hittar inget som heter »{typo}«. Menade du »{meant}«?",
        "[Ja, visa det]",
    ]
    done = office.taps("lena", answered.buttons["Ja, visa det"])
    assert leads_to in done.text
    assert "Menade du" not in done.text


@pytest.mark.parametrize(
    "title", ["SLA 24/7 i driften", "Drift/IT", "x" * 200, "Nå målet!", "team/drift och allt/annat"]
)
def test_whatever_a_title_is_made_of_the_suggestion_leads_to_it(title: str) -> None:
    office = Office(replace(ACTIVE, title=sv(title)))
    answered = office.types("anna", title[:-2] + "zz")
    assert f"Vad: {title}" in office.taps("anna", answered.buttons["Ja, visa det"]).text


def test_what_is_like_nothing_gets_what_can_be_asked_and_is_said_back() -> None:
    answered = Office(ACTIVE).types("anna", "kaffe & bulle <!channel>")
    assert answered.message == help.introduction(asked="kaffe & bulle <!channel>")
    assert "»kaffe & bulle <!channel>«" in answered.text
    long = Office(ACTIVE).types("anna", "z" * 4000)
    assert "z" * 81 not in long.text


@pytest.mark.parametrize(
    ("words", "said"), [("kaf\u202efe", "kaffe"), ("kunn\u202eder", "kunnder"), ("team rym\u202eden", "rymden")]
)
def test_what_is_said_back_turns_no_text_around(words: str, said: str) -> None:
    text = Office(ACTIVE).types("anna", words).text
    assert f"»{said}«" in text
    assert "\u202e" not in text


def test_a_word_means_the_same_with_more_behind_it_and_nothing_is_erased_so() -> None:
    answered = Office(ACTIVE).types("anna", "påminn mig")
    assert answered.message == Office(ACTIVE).types("anna", "påminn").message
    assert "Du har ingen plan än." in answered.text
    assert "Menade du »radera«?" in Office(ACTIVE).types("anna", "radera anna").text


def test_a_title_that_begins_with_a_word_of_ours_is_found_all_the_same() -> None:
    office = Office(replace(ACTIVE, title=sv("Fira kunderna")))
    assert "Vad: Fira kunderna" in office.types("anna", "fira kunderna").text
    assert office.types("anna", "fira").values == {"text": "", "named": "no"}
    assert office.types("anna", "fira dagen").values["text"] == "dagen"
    reminding = Office(replace(ACTIVE, title=sv("Påminn kunderna")))
    assert "Vad: Påminn kunderna" in reminding.types("anna", "påminn kunderna").text
    assert "Du har ingen plan än" in reminding.types("anna", "påminn").text


def test_the_suggestion_names_the_goal_by_its_id_and_the_title_as_it_is_now() -> None:
    office = Office(ACTIVE)
    answered = office.types("anna", "hapy customers")
    (meant,) = (each.text for each in answered.message.blocks if isinstance(each, Paragraph))
    assert EN.say(meant) == "I cannot find anything called “hapy customers”. Did you mean “Happy customers”?"
    (token,) = answered.buttons.values()
    assert token == "goals/find/g1/"
    office.goals[ACTIVE.id] = replace(ACTIVE, title=sv("Gladare kunder"))
    assert "Vad: Gladare kunder" in office.taps("anna", token).text


@pytest.mark.parametrize("goal", [DRAFT, CLOSED, replace(ACTIVE, id=GoalId("g9"))], ids=["draft", "closed", "gone"])
def test_a_suggestion_for_a_goal_that_one_does_not_see_is_an_old_button(goal: Goal) -> None:
    assert Office(goal).taps("anna", tap(goals.NAME, "find")).message == help.outdated()


def test_a_draft_of_others_is_neither_found_nor_meant() -> None:
    office = Office(DRAFT)
    for words in ("nöjda", "kunnder"):
        assert office.types("anna", words).message == help.introduction(asked=words)
        assert office.types("lena", words).message != help.introduction(asked=words)


@pytest.mark.parametrize("words", ["Ekonomi", "ekonomi", "EKO", "ekonmi", " ekonomi "])
def test_another_teams_goals_are_open_to_everybody_by_its_name(words: str) -> None:
    theirs = replace(ACTIVE, team=TeamId("ekonomi"))
    shown = Office(theirs).types("anna", f"team {words}")
    assert shown.text.startswith("Det här arbetar vi mot: Ekonomi\nVad: Nöjda kunder")
    assert shown.buttons == {"Visa Kundservice": goals.show(TEAM)}


def test_a_key_wins_over_a_beginning_and_an_unclear_beginning_is_what_it_is_most_like() -> None:
    one, two = replace(BOARD, id=TeamId("nord"), name="Nordost"), replace(BOARD, id=TeamId("n2"), name="Nordväst")
    assert lookup.team_called("nord", (two, one)) == one
    assert lookup.team_called("nordv", (one, two)) == two
    assert lookup.team_called("no", (one, two)) is None
    assert lookup.team_called("Nordväsk", (one, two)) == two
    twin = replace(one, id=TeamId("n3"))
    assert lookup.team_called("nordost", (one, twin)) == one, "the first of two with one name"


def test_a_team_that_there_is_not_is_said_with_those_that_there_are() -> None:
    answered = Office(ACTIVE).types("anna", "team Rymden och Månen")
    assert answered.text.splitlines()[1:] == ["Kundservice", "Ledning", "Ekonomi", "Fria"]
    assert "Rymden och Månen" in answered.text.splitlines()[0]
    many = tuple(replace(BOARD, id=TeamId(f"t{n}"), name=f"Enhet {n}") for n in range(40))
    office = Office(people=PEOPLE[:1], teams=(TEAM, *many))
    assert len(office.types("anna", "team Rymden").text.splitlines()) == 1 + 30


def test_a_title_that_begins_like_a_team_is_found_where_no_such_team_is() -> None:
    goal = replace(ACTIVE, title=both("Teamet håller ihop", "Team spirit"))
    for words in ("team spirit", "Teamet håller", "goal team spirit"):
        shown = Office(goal).types("anna", words)
        assert shown.text.startswith("Vad: Teamet håller ihop"), words
    # A team wins over a title, and a draft of others is not found.
    named = replace(goal, title=sv("Team ekonomi"))
    assert Office(named).types("anna", "team ekonomi").text.startswith("Det här arbetar vi mot: Ekonomi")
    secret = replace(goal, state=DRAFT.state)
    assert "Jag hittar inget team som heter »spirit«." in Office(secret).types("anna", "team spirit").text
    assert Office(secret).types("lena", "team spirit").text.startswith("Vad: Teamet håller ihop")


def test_team_alone_is_the_own_team() -> None:
    assert Office(ACTIVE).types("anna", "team").text.startswith("Det här arbetar vi mot: Kundservice")


def test_in_a_teams_channel_its_goals_are_shown_and_a_draft_only_to_those_who_may() -> None:
    office = Office(READY, replace(DRAFT, id=GoalId("g2"), title=sv("Hemligt")))
    for name, sees in (("ute", False), ("anna", False), ("lena", True)):
        shown = office.acts(name, commanded(""), here=TEAM)
        assert "Vad: Nöjda kunder" in shown.text
        assert ("Hemligt" in shown.text) is sees


def test_a_lead_whose_own_team_has_no_goal_sees_the_one_they_lead() -> None:
    assert "Det här arbetar vi mot: Kundservice" in Office(ACTIVE).types("lena", "").text
    boards = replace(ACTIVE, id=GoalId("g2"), team=BOARD.id, title=sv("Rätt folk"))
    shown = Office(ACTIVE, boards).types("lena", "")
    assert shown.text.startswith("Det här arbetar vi mot: Ledning\nVad: Rätt folk")
    led = Office(ACTIVE, boards).taps("lena", shown.buttons["Visa Kundservice"])
    assert "Vad: Nöjda kunder" in led.text


def test_what_can_be_done_next_is_offered_to_those_who_may_do_it() -> None:
    def offered(name: str, goal: object) -> list[str]:
        return list(Office(goal).types(name, "").buttons)  # type: ignore[arg-type]

    assert offered("lena", READY) == ["Gör till beteenden", "Nytt mål", "Visa Ledning"]
    assert offered("lena", ACTIVE) == ["Arbeta med målet", "Nytt mål", "Välj fokus", "Mitt ledarskap", "Visa Ledning"]
    assert offered("anna", READY) == ["Svara om beteendena"]
    assert offered("anna", ACTIVE) == []
    # What rests may be taken up again, once the team has said what it thinks.
    assert offered("anna", RESTING) == ["Svara om beteendena"]


def test_a_team_is_asked_for_in_words_only() -> None:
    assert team.advance(None, chose("team/show//"), FACTS).effects == ()
