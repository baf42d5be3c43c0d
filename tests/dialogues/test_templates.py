"""The ready behaviours (domain.md §2.4)."""

from collections import Counter

import pytest

from dialogues.goal import BEHAVIOURS_PER_GOAL, Arena, Audience
from dialogues.observability.check import Verdict, assess
from dialogues.person import LANGUAGES
from dialogues.translation.template import TEMPLATES, THEMES, Template, template


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("each", TEMPLATES, ids=lambda each: each.id)
def test_every_template_is_accepted_as_it_stands(each: Template, language: str) -> None:
    assert assess(each.text.texts[language], language).verdict is Verdict.ACCEPT


def test_there_are_38_in_ten_themes() -> None:
    assert [each.id for each in THEMES] == ["CS", "CO", "PR", "SA", "QU", "SP", "ED", "LM", "LF", "LP"]
    assert Counter(each.theme.id for each in TEMPLATES) == {
        theme.id: 3 if theme.id in ("LM", "LF") else 4 for theme in THEMES
    }
    assert len({each.id for each in TEMPLATES}) == 38


def test_every_text_is_there_in_both_languages() -> None:
    for each in TEMPLATES:
        for wording in (each.text, each.occasion, each.theme.name):
            assert set(wording.texts) == set(LANGUAGES)
            assert all(wording.texts.values())


def test_a_template_is_found_by_its_id() -> None:
    found = template("CS3")
    assert found is not None
    assert found.text.within("en") == "Before each customer meeting we read the customer's three latest cases."
    assert template("CS9") is None
    assert template("") is None


def test_leaders_have_their_own_in_each_of_their_arenas() -> None:
    leading = [each for each in TEMPLATES if each.audience is Audience.LEADER]
    assert {each.theme.id: each.arena for each in leading} == {
        "LM": Arena.MEETING,
        "LF": Arena.FEEDBACK,
        "LP": Arena.PRIORITY,
    }
    assert len({(each.theme.id, each.arena) for each in leading}) == 3


def test_a_theme_of_the_team_is_enough_for_a_goal() -> None:
    for theme in THEMES:
        if theme.audience is Audience.TEAM:
            assert sum(each.theme is theme for each in TEMPLATES) in BEHAVIOURS_PER_GOAL
