"""How each nudge is said: its sentence in one of several ways, its buttons, and the way to the settings (§4.2)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dialogues import buttons, settings
from dialogues.buttons import PLAN
from dialogues.goal import Behaviour
from dialogues.kind import Kind
from dialogues.message import ROW, Choice, Choices, Message, Paragraph
from dialogues.nudge.pick import Pick
from dialogues.nudge.plan import Plan
from dialogues.phrase import Phrase, Text, Wording
from dialogues.token import Token

#: The dialogue's name, as it stands in tokens.
NUDGE: Final = "nudge"

_NAMES: Final = {
    Kind.PLAN: "plan",
    Kind.BEFORE: "before",
    Kind.OWN: "own",
    Kind.NORM: "norm",
    Kind.COMMIT: "commit",
    Kind.MISS: "miss",
    Kind.CELEBRATE: "cele",
    Kind.LOOP: "loop",
    Kind.FADE: "fade",
    Kind.DROP: "drop",
    Kind.TRANSLATE: "transl",
    Kind.REFLECT: "reflect",
}

#: The most characters of a behaviour and of a goal's title in a nudge, which has at most 280 itself (domain.md §4.3).
BEHAVIOUR, TITLE = 145, 75

#: Those that ask for nothing.
TELLING: Final = (Kind.NORM, Kind.CELEBRATE, Kind.FADE)


def phrase(kind: Kind, variant: int, **gaps: Text | int) -> Phrase:
    """The sentence of a kind of nudge in the way with this number, from 1."""
    return Phrase.of(f"nudge.{_NAMES[kind]}.{variant}", **gaps)


def chosen(kind: Kind, variant: int, **gaps: Text | int) -> Phrase:
    """The same about a behaviour that is not in focus and that its reader has chosen themselves: of the kinds PLAN and
    COMMIT."""
    return Phrase.of(f"nudge.{_NAMES[kind]}_chosen.{variant}", **gaps)


def shortly(behaviour: Behaviour) -> Wording:
    """A behaviour as it stands in quotation marks inside a nudge, which leaves it so much room."""
    return behaviour.text.cut(BEHAVIOUR).quoted


def message(text: Phrase, *buttons: Choice[Text], stop: bool = False) -> Message[Text]:
    """A nudge: one sentence, its buttons, and beside them, or under them where they fill their row, the way to the
    settings; with `stop` the ways to pause and out, too."""
    opening = replace(settings.opening(Phrase.of("nudge.settings")), style="quiet")
    ways = (opening, *(settings.control().choices if stop else ()))
    is_room = len(buttons) + len(ways) <= ROW
    below = (Choices(choices=(*buttons, *ways)),) if is_room else (Choices(choices=buttons), Choices(choices=ways))
    return Message(summary=text, blocks=(Paragraph(text=text), *below))


def answers(kind: Kind) -> tuple[Choice[Text], ...]:
    """Thanks, and to what asks something, not now. Both say that it was read."""
    thanks = tap("thanks", kind)
    return (thanks,) if kind in TELLING else (thanks, not_now(kind))


def not_now(kind: Kind) -> Choice[Text]:
    return tap("not_now", kind, quiet=True)


def tap(step: str, kind: Kind, *, quiet: bool = False) -> Choice[Text]:
    token = Token(dialogue=NUDGE, step=step, value=kind)
    return Choice(label=Phrase.of(f"nudge.{step}"), token=str(token), style="quiet" if quiet else "plain")


def commit() -> tuple[Choice[Text], ...]:
    """To write one thing down, or not."""
    write = Choice(label=Phrase.of("nudge.write"), token=str(Token(dialogue=NUDGE, step="commit")), opens=True)
    return write, not_now(Kind.COMMIT)


def situations(behaviour: Behaviour, picks: Sequence[Pick]) -> tuple[Choice[Text], ...]:
    """Situations to pick from, one's own words, or not now."""
    ready = (Choice(label=each.label, token=_about("pick", behaviour, each.name)) for each in picks)
    own = Choice(label=Phrase.of("my_plan.write"), token=_about("write", behaviour), opens=True)
    return *ready, own, not_now(Kind.PLAN)


def before(plan: Plan, variant: int) -> Message[Text]:
    """The reminder of a plan just before its situation."""
    thanks = Choice(label=Phrase.of("nudge.thanks"), token=str(Token(dialogue=PLAN, step="thanks")))
    text = phrase(Kind.BEFORE, variant, situation=plan.situation, plan=plan.sentence)
    return message(text, thanks, change(plan))


def change(plan: Plan, number: int = 0) -> Choice[Text]:
    """The form of a plan, which one may be listed under a number."""
    return buttons.plan(plan.behaviour, "my_plan.change_number" if number else "my_plan.change", number)


def _about(step: str, behaviour: Behaviour, what: str = "") -> str:
    return str(Token(dialogue=NUDGE, step=step, value=f"{behaviour.id}~{what}"))
