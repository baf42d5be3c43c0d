"""In one's own words, where one wants to: what would make it easier next time (domain.md §3.1, Follow-up)."""

from typing import Final

from dialogues import editing, help
from dialogues.effect import Comment, Open, Reply
from dialogues.entry import Entries
from dialogues.event import Chose, Event, Submitted
from dialogues.facts import Facts, Want
from dialogues.form import ChoiceField, Form, Option, TextField
from dialogues.message import brief
from dialogues.phrase import Phrase, Text
from dialogues.pulse import card, scale
from dialogues.pulse.screening import Warned, doubt
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.window import Visibility, Window

#: The most characters of a comment.
LONGEST: Final = 500
#: What somebody can say that it is about; that nothing stood in the way is not among them.
THEMES: Final = tuple(each for each in scale.OBSTACLES.answers if each.value != "nothing")


def advance(state: Warned | None, event: Event, facts: Facts) -> Step[Warned]:
    """Only in the open window of their own team (R2). What may not have been meant is warned of once, and kept
    the second time."""
    window = facts.window
    if not isinstance(event, Chose | Submitted):
        return Step(state=state)
    if window is None or window.id != event.token.subject or window.team != facts.team.id:
        return Step(effects=(Reply(message=help.outdated()),))
    if window.closed_at is not None:
        return Step(effects=(Reply(message=card.closed()),))
    if isinstance(event, Chose):
        return Step(effects=(Open(form=form(window)),))
    return _take(state, event, window, facts)


def _take(state: Warned | None, event: Submitted, window: Window, facts: Facts) -> Step[Warned]:
    entries = Entries(event.values, language=facts.someone.language)
    visibility = entries.choice("visibility", frozenset(Visibility))
    is_theme = visibility == Visibility.THEME
    theme = event.values.get("theme", "")
    if (theme or is_theme) and all(each.value != theme for each in THEMES):
        entries.errors["theme"] = Phrase.of("settings.choose_one")
    text = entries.text("text", most=LONGEST, required=not is_theme)
    errors: dict[str, Text] = dict(entries.errors)
    if not errors and not is_theme and (said := doubt(text, facts.names, state)):
        errors["text"], state = said, Warned()
    if errors:
        return Step(state=state, effects=(editing.rejected(form(window), event, errors),))
    kept = Comment(
        window=window.id,
        visibility=Visibility(visibility),
        theme=theme or None,
        # Of a theme nothing but the theme is ever told, so nothing else is kept.
        text=None if is_theme else text,
    )
    return Step(effects=(kept, Reply(message=brief(Phrase.of("comment.thanks")))))


def form(window: Window) -> Form[Text]:
    """What it is about, who may read it, and the words."""
    return editing.form(
        title=Phrase.of("comment.title"),
        fields=(
            ChoiceField(
                name="visibility",
                label=Phrase.of("comment.visibility"),
                options=tuple(Option(value=each, label=Phrase.of(f"visibility.{each.value}")) for each in Visibility),
                value=Visibility.THEME,
            ),
            ChoiceField(
                name="theme",
                label=Phrase.of("comment.theme"),
                hint=Phrase.of("comment.theme_hint"),
                options=tuple(Option(value=each.value, label=Phrase.of(each.label)) for each in THEMES),
                required=False,
            ),
            TextField(
                name="text",
                label=Phrase.of("comment.easier"),
                hint=Phrase.of("comment.hint"),
                longest=LONGEST,
                lines="many",
                required=False,
            ),
        ),
        token=str(Token(dialogue=card.COMMENT, step="send", subject=window.id)),
    )


DIALOGUE = Dialogue(name=card.COMMENT, advance=advance, wants=Want.WINDOW | Want.NAMES, states=Warned)
