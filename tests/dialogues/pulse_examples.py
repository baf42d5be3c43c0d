"""An example of every question, and of what follows on one."""

from collections.abc import Mapping
from dataclasses import replace

from dialogues.form import Form
from dialogues.message import Message, brief
from dialogues.phrase import Phrase, Text, Wording
from dialogues.pulse import card, comment
from dialogues.pulse.custom import Question, QuestionKey, QuestionKind
from dialogues.pulse.item import ITEMS, ItemId, Need
from dialogues.pulse.screening import Concern
from dialogues.window import Option, Slot, Window
from tests.dialogues.examples import GOAL, WINDOW

#: The longest titles that there are.
LONG = Wording(texts={"sv": "Kortare väg till ett första svar", "en": "A much shorter way to a first answer"})
OPTIONS = (Option(goal=GOAL.id, title=GOAL.title), Option(goal=GOAL.id, title=LONG), Option(goal=GOAL.id, title=LONG))
QUESTIONS = tuple(
    Question(key=QuestionKey(kind), kind=kind, text=Wording(texts={"sv": f"Fråga {kind}?", "en": f"Question {kind}?"}))
    for kind in QuestionKind
)


def window_of(item: ItemId) -> Window:
    """A window in which this is asked."""
    needs = ITEMS[item].needs
    return replace(
        WINDOW,
        item=item,
        slot=Slot.A if item is ItemId.LAST else Slot.B,
        behaviour=WINDOW.behaviour if Need.FOCUS in needs else None,
        goal=GOAL.id if needs & (Need.FOCUS | Need.GOAL) else None,
        title=GOAL.title if needs & (Need.FOCUS | Need.GOAL) else None,
        options=OPTIONS if Need.GOALS in needs else (),
    )


def window_of_own(question: Question) -> Window:
    """A window in which the organisation's own question is asked."""
    return replace(window_of(question.item), question=question.key, text=question.text)


ASKED = tuple(each for each in ItemId if ITEMS[each].wording and each is not ItemId.PLAN)

PULSE_MESSAGES: Mapping[str, Message[Text]] = {
    **{f"question {each}": card.question(window_of(each), later=True) for each in ASKED},
    **{f"own question {each.kind}": card.question(window_of_own(each)) for each in QUESTIONS},
    "thanks with obstacles": card.thanks(WINDOW, obstacles=True),
    "skipped": card.skipped(WINDOW),
    "put off": card.put_off(WINDOW),
    "silence": card.silence(WINDOW),
    "kept": card.kept(),
    "thanks with a comment": card.thanks(WINDOW, comment=True),
    "comment kept": brief(Phrase.of("comment.thanks")),
}

PULSE_FORMS: Mapping[str, Form[Text]] = {"comment": comment.form(WINDOW)}
PULSE_ERRORS: Mapping[str, Text] = {
    **{
        f"comment with {each}": Phrase.of("screening.warning", what=Phrase.of(f"concern.{each.value}"))
        for each in Concern
    },
    "comment with a number": Phrase.of("screening.number", what=Phrase.of("concern.number")),
}
