"""The buttons by which people work on goals: each names the dialogue and the step that answers its tap."""

from dialogues.goal import Behaviour, Goal, State
from dialogues.message import Choice, Style
from dialogues.person import Team
from dialogues.phrase import Phrase, Text
from dialogues.token import Token

# The dialogues' names, as they stand in tokens.
COCREATION, COURSE, DRAFT, EVERYDAY, FOCUS = "cocreation", "course", "draft", "everyday", "focus"
PLAN, STOPPING, TRANSLATION, WORDING = "plan", "stopping", "translation", "wording"

#: The token that shows how far the translation of goals has come.
STATUS = str(Token(dialogue="status", step="show"))

#: The token that lists one's own plans.
REMIND = str(Token(dialogue=PLAN, step="list"))

#: The token that lists one's own talks.
ONE_ON_ONE = str(Token(dialogue="one_on_one", step="show"))

#: What can be done with a goal as a whole.
PROPOSE, ACTIVATE, REST, CLOSE = "propose", "activate", "rest", "close"
_POSSIBLE = {
    State.DRAFT: (PROPOSE, CLOSE),
    State.UNTRANSLATED: (PROPOSE, ACTIVATE, CLOSE),
    State.ACTIVE: (REST, CLOSE),
    State.RESTING: (PROPOSE, ACTIVATE, CLOSE),
    State.CLOSED: (),
}


def possible(goal: Goal) -> tuple[str, ...]:
    """What can be done with the goal in the state that it is in."""
    steps = _POSSIBLE[goal.state]
    return steps if goal.team else tuple(each for each in steps if each == CLOSE)


def new_goal() -> Choice[Text]:
    return _button("button.new", DRAFT, "new", "", opens=True)


def translate(goal: Goal) -> Choice[Text]:
    """Go on with a goal, wherever it was left."""
    key = "button.change" if goal.state in (State.ACTIVE, State.RESTING) else "button.translate"
    return _button(key, TRANSLATION, "show", goal.id)


def back(goal: Goal) -> Choice[Text]:
    """To what is done and what is left, in the place of the message that the button stands in."""
    return _button("button.back", TRANSLATION, "back", goal.id, style="quiet")


def ask(step: str, goal: Goal) -> Choice[Text]:
    """The questions of a step, `guide` or `answers`."""
    return _button(f"button.{step}", TRANSLATION, step, goal.id, opens=True)


def edit(goal: Goal) -> Choice[Text]:
    return _button("button.edit", DRAFT, "edit", goal.id, opens=True)


def behaviours(goal: Goal) -> Choice[Text]:
    return _button("button.behaviours", WORDING, "list", goal.id)


def write(goal: Goal) -> Choice[Text]:
    """A behaviour of one's own."""
    return _button("button.write", WORDING, "add", goal.id, opens=True)


def follow_up(goal: Goal) -> Choice[Text]:
    """What the lead follows up more often, made a behaviour of the leader's."""
    return _button("button.follow_up", WORDING, "follow", goal.id, opens=True)


def reword(goal: Goal, behaviour: Behaviour, number: int, suggestion: str = "") -> Choice[Text]:
    """Another wording for the behaviour with this number: one's own, or a suggested one."""
    key = "button.use_suggestion" if suggestion else "button.reword"
    value = f"{behaviour.id}~{suggestion}" if suggestion else behaviour.id
    return _button(key, WORDING, "edit", goal.id, value, number=number, opens=True)


def remove(goal: Goal, behaviour: Behaviour, number: int) -> Choice[Text]:
    return _button("button.remove", WORDING, "remove", goal.id, behaviour.id, number=number, style="quiet")


def templates(goal: Goal, theme: str = "") -> Choice[Text]:
    """Behaviours that are ready to be picked: their themes, or those of one theme."""
    return _button("button.templates", WORDING, "templates", goal.id, theme)


def stop_items(goal: Goal) -> Choice[Text]:
    return _button("button.stop", STOPPING, "list", goal.id)


def course(step: str, goal: Goal, value: str = "") -> Choice[Text]:
    """One of what is `possible`."""
    names = {
        (ACTIVATE, State.RESTING): "resume",
        (PROPOSE, State.UNTRANSLATED): "propose_again",
        (PROPOSE, State.RESTING): "propose_again",
        (CLOSE, State.DRAFT): "discard",
    }
    name = names.get((step, goal.state), step)
    return _button(f"button.{name}", COURSE, step, goal.id, value, opens=step == REST)


def judge(goal: Goal) -> Choice[Text]:
    """The proposed behaviours, to say what one thinks of them."""
    return _button("button.judge", COCREATION, "show", goal.id)


def focus(team: Team) -> Choice[Text]:
    return _button("button.focus", FOCUS, "choose", team.id, opens=True)


def take(team: Team, behaviour: Behaviour) -> Choice[Text]:
    """The behaviour that is proposed as the next focus, with one tap."""
    return _button("button.take", FOCUS, "choose", team.id, behaviour.id, style="primary")


def plan(behaviour: Behaviour, key: str = "button.plan", number: int = 0) -> Choice[Text]:
    """The form of one's own plan for a behaviour, which may be listed under a number."""
    return _button(key, PLAN, "form", behaviour.id, number=number, opens=True)


def delete_plan(behaviour: Behaviour, number: int) -> Choice[Text]:
    return _button("my_plan.delete_number", PLAN, "delete", behaviour.id, number=number)


def resume_plan(behaviour: Behaviour, number: int) -> Choice[Text]:
    """To be reminded again of one that rests."""
    return _button("my_plan.resume_number", PLAN, "resume", behaviour.id, number=number)


def everyday(goal: Goal, team: Team) -> Choice[Text]:
    """One line on how a goal of the whole organisation looks in a team's everyday."""
    return _button("button.everyday", EVERYDAY, "write", goal.id, team.id, opens=True)


def make_ours(goal: Goal, team: Team) -> Choice[Text]:
    """A goal of the whole organisation, translated by a team into one of its own."""
    return _button("button.make_ours", EVERYDAY, "translate", goal.id, team.id)


def _button(
    key: str,
    dialogue: str,
    step: str,
    subject: str,
    value: str = "",
    *,
    number: int = 0,
    style: Style = "plain",
    opens: bool = False,
) -> Choice[Text]:
    label = Phrase.of(key, number=number) if number else Phrase.of(key)
    token = Token(dialogue=dialogue, step=step, subject=subject, value=value)
    return Choice(label=label, token=str(token), style=style, opens=opens)
