"""Every example as each platform gets it is what that platform takes."""

from typing import Any, cast

import pytest

from bot.main import previewed
from dialogues.example.types import EXAMPLES
from dialogues.form import Form
from dialogues.message import Message
from dialogues.person import LANGUAGES
from tests.adapters.slack.blockkit import faults_of_posted, faults_of_view
from tests.adapters.teams.cards import faults_of_card
from tests.dialogues.languages import LANGUAGES as READ


def said(id: str, code: str) -> Message[str] | Form[str]:
    shows = EXAMPLES[id].shows
    return READ[code].message(shows) if isinstance(shows, Message) else READ[code].form(shows)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("id", EXAMPLES)
def test_slack_takes_it(id: str, code: str) -> None:
    shown = said(id, code)
    payload = cast(dict[str, Any], previewed(shown, platform="slack"))
    assert (faults_of_posted(payload) if isinstance(shown, Message) else faults_of_view(payload)) == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("id", EXAMPLES)
def test_teams_takes_it(id: str, code: str) -> None:
    assert faults_of_card(cast(dict[str, Any], previewed(said(id, code), platform="teams"))) == []
