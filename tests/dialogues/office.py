"""A few people around some goals, kept in memory: what somebody does takes effect at once, as a turn would have it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime

from dialogues.catalogue import route
from dialogues.effect import (
    DropPlan,
    Effect,
    Judge,
    Open,
    Post,
    Reject,
    Replace,
    Reply,
    SaveGoal,
    SavePlan,
    Say,
    Suggest,
)
from dialogues.event import Act, Chose, Commanded, Opened, Said, Submitted
from dialogues.facts import Facts, Want
from dialogues.form import Form
from dialogues.goal import BehaviourId, Goal, GoalId, State
from dialogues.language import Language
from dialogues.lookup import team_called
from dialogues.message import Choice, Field, Fields, Items, Message
from dialogues.nudge.plan import Plan
from dialogues.person import Person, PersonId, Team, TeamId
from dialogues.phrase import Text
from dialogues.rights import may_change
from dialogues.token import Token
from dialogues.translation.confirmation import Confirmation, Judgement, Suggestion
from tests.dialogues.examples import ANNA, MONDAY, ORGANISATION, TEAM, chose, commanded, said, submitted
from tests.dialogues.languages import LANGUAGES, SV

BOARD = Team(id=TeamId("ledning"), name="Ledning", lead=PersonId("vd"))
FINANCE = Team(id=TeamId("ekonomi"), name="Ekonomi", lead=PersonId("eva"))
#: Nobody leads it, so its members act for it.
FREE = Team(id=TeamId("fria"), name="Fria")
TEAMS = (TEAM, BOARD, FINANCE, FREE)


def person(name: str, team: Team, language: str = "sv") -> Person:
    return replace(
        ANNA,
        id=PersonId(name),
        name=f"{name.title()} Ek",
        email=f"{name}@example.com",
        team=team.id,
        language=language,
    )


PEOPLE = (
    *(person(each, TEAM) for each in ("anna", "bo", "cia")),
    person("lena", BOARD),
    person("lin", BOARD, "en"),
    person("ute", FINANCE),
    person("eva", BOARD),
    person("fia", FREE),
)

#: What stays when the answer to the request is gone.
IMMEDIATE = (Reply, Replace, Open, Reject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What somebody's act led to, as they see it in their language."""

    effects: tuple[Effect, ...]
    language: Language

    @property
    def durable(self) -> tuple[Effect, ...]:
        return tuple(each for each in self.effects if not isinstance(each, IMMEDIATE))

    @property
    def saved(self) -> tuple[Goal, ...]:
        return tuple(each.goal for each in self.effects if isinstance(each, SaveGoal))

    @property
    def said(self) -> tuple[Say, ...]:
        return tuple(each for each in self.effects if isinstance(each, Say))

    @property
    def posted(self) -> tuple[Post, ...]:
        return tuple(each for each in self.effects if isinstance(each, Post))

    @property
    def told(self) -> str:
        """What others are told of it, in Swedish."""
        told = [*(each.message for each in self.said), *(each.message for each in self.posted)]
        return "\n".join(line for each in told for line in read(each))

    @property
    def message(self) -> Message[Text]:
        (shown,) = (each.message for each in self.effects if isinstance(each, Reply | Replace))
        return shown

    @property
    def text(self) -> str:
        """The message that answers it, or the form with what stands in it, and its errors."""
        if any(isinstance(each, Open | Reject) for each in self.effects):
            return "\n".join([*read(self.form, self.language), *self.errors.values()])
        return "\n".join(read(self.message, self.language))

    @property
    def form(self) -> Form[Text]:
        (form,) = (each.form for each in self.effects if isinstance(each, Open | Reject))
        return form

    @property
    def values(self) -> dict[str, str]:
        """What stands in the form, by its fields in their order."""
        return {each.name: each.value for each in self.form.fields}

    @property
    def hints(self) -> dict[str, str]:
        return {each.name: self.language.say(each.hint) for each in self.form.fields if each.hint is not None}

    @property
    def errors(self) -> dict[str, str]:
        rejects = (each for each in self.effects if isinstance(each, Reject))
        return {name: self.language.say(text) for each in rejects for name, text in each.errors.items()}

    @property
    def buttons(self) -> dict[str, str]:
        """The tokens of the buttons by their labels; of several with the same label, the first."""
        found: dict[str, str] = {}
        for each in choices(self.message):
            found.setdefault(self.language.say(each.label), each.token)
        return found


class Office:
    """`people` are in TEAMS. Nobody reads a fact that their dialogue has not asked for."""

    def __init__(self, *goals: Goal, people: tuple[Person, ...] = PEOPLE, teams: tuple[Team, ...] = TEAMS) -> None:
        self.goals = {each.id: each for each in goals}
        self.people = {str(each.id): each for each in people}
        self.teams = teams
        self.judgements: dict[tuple[str, BehaviourId], Judgement] = {}
        self.suggestions: list[Suggestion] = []
        self.plans: dict[tuple[str, BehaviourId], Plan] = {}
        self._happened = 0

    def __getitem__(self, id: str) -> Goal:
        return self.goals[GoalId(id)]

    def taps(self, name: str, token: str | Token, *, at: datetime = MONDAY) -> Answered:
        return self.acts(name, chose(token, at))

    def sends(
        self, name: str, form: Form[Text] | str, values: Mapping[str, str] | None = None, *, at: datetime = MONDAY
    ) -> Answered:
        """Send a form in with what stands in it but for these `values`, or these alone behind a token."""
        given = dict(values or {})
        if isinstance(form, str):
            return self.acts(name, submitted(form, given, at))
        return self.acts(name, submitted(form.token, {each.name: each.value for each in form.fields} | given, at))

    def types(self, name: str, words: str) -> Answered:
        return self.acts(name, commanded(words))

    def writes(self, name: str, text: str) -> Answered:
        return self.acts(name, said(text))

    def acts(self, name: str, event: Act, here: Team | None = None) -> Answered:
        self._happened += 1
        event = replace(event, id=f"e{self._happened}")
        found = route(event)
        facts = self.facts(name, found.dialogue.wants, subject=_subject(event, found.subject), here=here)
        effects = found.dialogue.advance(None, event, facts).effects
        for each in effects:
            self._keep(name, each)
        return Answered(effects=effects, language=LANGUAGES[self.people[name].language])

    def facts(self, name: str, wants: Want, *, subject: str = "", here: Team | None = None) -> Facts:
        one = self.people[name]
        facts = Facts(
            organisation=ORGANISATION,
            person=one,
            team=next(each for each in self.teams if each.id == one.team),
            leads=tuple(each for each in self.teams if each.lead == one.id),
            here=here,
            asked=team_called(subject, self.teams) if Want.ASKED in wants else None,
            owned=self.teams if wants & Want.GOALS else (),
            every_team=self.teams if wants & (Want.ASKED | Want.SPREAD) else (),
            names=tuple(each.name for each in self.people.values()) if Want.NAMES in wants else (),
        )
        if wants & (Want.GOALS | Want.ASKED | Want.SPREAD):
            concerned = {each.id for each in (*facts.teams, here, facts.asked) if each}
            named = self.goals.get(GoalId(subject))
            concerned |= {named.team} if named and named.team else set()
            goals = tuple(each for each in self.goals.values() if self._concerns(each, one, concerned, wants))
            facts = replace(facts, goals=goals, goal=named)
        if Want.CONFIRMATIONS in wants:
            facts = replace(facts, confirmations=tuple(self._confirmations(name)), suggestions=self._suggested(facts))
        if Want.PLANS in wants:
            facts = replace(facts, plans=tuple(each for (whose, _), each in self.plans.items() if whose == name))
        if Want.MEMBERS in wants:
            team = facts.goal.team if facts.goal else one.team
            facts = replace(facts, members=tuple(each for each in self.people.values() if each.team == team))
        return facts

    def _concerns(self, goal: Goal, one: Person, teams: set[TeamId], wants: Want) -> bool:
        above = self.goals.get(goal.above) if goal.above and Want.SPREAD in wants else None
        owns = one.id in (goal.owner, above.owner if above else None)
        return goal.state is not State.CLOSED and (goal.team in teams or goal.team is None or owns)

    def _confirmations(self, name: str) -> Iterator[Confirmation]:
        for behaviour in {each for _, each in self.judgements}:
            said = [judgement for (_, about), judgement in self.judgements.items() if about == behaviour]
            yield Confirmation(
                behaviour=behaviour,
                yes=said.count(Judgement.YES),
                no=said.count(Judgement.NO),
                mine=self.judgements.get((name, behaviour)),
            )

    def _suggested(self, facts: Facts) -> tuple[Suggestion, ...]:
        known = (*facts.goals, *([facts.goal] if facts.goal else []))
        about = {each.id for goal in known if may_change(goal, facts) for each in goal.behaviours}
        return tuple(each for each in self.suggestions if each.behaviour in about)

    def _keep(self, name: str, effect: Effect) -> None:
        match effect:
            case SaveGoal(goal=goal):
                known = self.goals.get(goal.id)
                assert goal.version == (known.version if known else 0), "somebody else's change would be lost"
                self.goals[goal.id] = replace(goal, version=goal.version + 1)
            case Judge(behaviour=behaviour, judgement=None):
                self.judgements.pop((name, behaviour), None)
            case Judge(behaviour=behaviour, judgement=Judgement() as judgement):
                self.judgements[name, behaviour] = judgement
            case SavePlan(plan=plan):
                self.plans[name, plan.behaviour.id] = plan
            case DropPlan(behaviour=behaviour):
                del self.plans[name, behaviour]
            case Suggest(id=id, behaviour=behaviour, text=text) if all(each.id != id for each in self.suggestions):
                self.suggestions.append(Suggestion(id=id, behaviour=behaviour, text=text))
            case _:
                pass


def read(shown: Message[Text] | Form[Text], language: Language = SV) -> list[str]:
    """Everything that stands in a message or a form, line by line, its buttons in brackets."""
    if isinstance(shown, Form):
        return [line for line in _lines(language.form(shown)) if line]
    return [line for each in language.message(shown).blocks for line in _lines(each) if line]


def _lines(said: object) -> Iterator[str]:
    """The texts in something that is in a language already."""
    match said:
        case str():
            yield said
        case Choice(label=label):
            yield f"[{label}]"
        case tuple():
            yield from (line for each in said for line in _lines(each))
        case Field(label=label, value=value):
            yield f"{label}: {value}"
        case Fields(fields=parts):
            yield from _lines(parts)
        case Items(items=items, numbered=True):
            yield from (f"{number}. {item}" for number, item in enumerate(items, 1))
        case Form(title=title, fields=parts):
            yield from (title, *_lines(parts))
        case _ if is_dataclass(said):
            yield from (line for name in _TOLD if hasattr(said, name) for line in _lines(getattr(said, name)))
        case _:
            pass


#: The parts of blocks and fields that people see.
_TOLD = ("label", "hint", "text", "items", "choices", "options", "value")


def choices(value: object) -> Iterator[Choice[Text]]:
    """The buttons of a message, in their order."""
    if isinstance(value, Choice):
        yield value
    elif isinstance(value, tuple):
        yield from (choice for each in value for choice in choices(each))
    elif is_dataclass(value):
        yield from (choice for each in fields(value) for choice in choices(getattr(value, each.name)))


def _subject(event: Act, routed: str) -> str:
    match event:
        case Chose(token=token) | Submitted(token=token):
            return token.subject
        case Said() | Commanded() | Opened():
            return routed
