"""A goal is begun, and what it says is changed: title, why, period and perspective."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from dialogues import buttons, editing, help, rights
from dialogues.editing import digest
from dialogues.effect import Effect, Open, Reject, Reply, SaveGoal
from dialogues.entry import Entries, other, other_language, other_text, own_text
from dialogues.event import Act, Chose, Commanded, Event, Said, Submitted
from dialogues.facts import Facts, Want
from dialogues.form import ChoiceField, DateField, Form, FormField, Option, TextField
from dialogues.goal import Goal, GoalId, Perspective, State
from dialogues.message import Message, brief
from dialogues.person import Person, Team, TeamId
from dialogues.phrase import Phrase, Text
from dialogues.rights import teams_acted_for
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.translation import progress
from dialogues.wellformed import TITLE, WORDING

#: A new goal is for half a year, unless something else is chosen.
PERIOD = timedelta(days=182)

_ID = re.compile(r"g-[0-9a-f]{16}")


def child(above: Goal, team: Team, person: Person, event: Act) -> Goal:
    """A team's own goal under one of the whole organisation, which says the same until the team changes it."""
    return Goal(
        id=GoalId(f"g-{digest(above.id, team.id, event.id)}"),
        team=team.id,
        title=above.title,
        why=above.why,
        first=above.first,
        last=above.last,
        state=State.UNTRANSLATED,
        owner=team.lead or person.id,
        perspective=above.perspective,
        above=above.id,
    )


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Only whoever leads a team begins a goal for it."""
    match event:
        case Commanded() | Chose(token=Token(step="new")):
            return _effects(_begin(event, facts))
        case Said():
            return _effects(Reply(message=_offer() if teams_acted_for(facts) else rights.nobody_led()))
        case Chose(token=Token(step="edit")):
            refused = rights.refusal(facts.goal, facts)
            if facts.goal is None or refused:
                return _effects(Reply(message=refused or help.outdated()))
            return _effects(Open(form=form(facts.goal, facts.someone)))
        case Submitted(token=Token(step="create")):
            return Step(effects=_create(event, facts))
        case Submitted(token=Token(step="save")):
            return Step(effects=_save(event, facts))
        case Chose() | Submitted():
            return _effects(Reply(message=help.outdated()))
        case _:
            return Step()


def _effects(effect: Effect) -> Step[None]:
    return Step(effects=(effect,))


def _begin(event: Act, facts: Facts) -> Effect:
    teams = teams_acted_for(facts)
    if not teams:
        return Reply(message=rights.nobody_led())
    id = GoalId(f"g-{digest(event.id)}")
    return Open(form=blank(id, teams, facts.someone.day(event.at)))


def blank(id: GoalId, teams: tuple[Team, ...], today: date) -> Form[Text]:
    """The form in which the goal `id` is begun, for one of `teams`."""
    return editing.form(
        title=Phrase.of("draft.title_new"),
        fields=(
            *([_team(teams)] if len(teams) > 1 else []),
            *_words("", "", None),
            DateField(name="first", label=Phrase.of("draft.first"), value=today.isoformat()),
            DateField(name="last", label=Phrase.of("draft.last"), value=(today + PERIOD).isoformat()),
        ),
        submit=Phrase.of("draft.begin"),
        token=str(Token(dialogue=buttons.DRAFT, step="create", subject=id)),
    )


def form(goal: Goal, person: Person) -> Form[Text]:
    """The form in which a goal is changed, as `person` reads it."""
    language, second = person.language, other_language(person.language)
    others = {"title": other_text(goal.title, language), "why": other_text(goal.why, language)}
    perspectives = tuple(Option(value=each.value, label=Phrase.of(f"perspective.{each.value}")) for each in Perspective)
    return editing.stamped(
        editing.form(
            title=Phrase.of("button.edit"),
            fields=(
                *_words(own_text(goal.title, language), own_text(goal.why, language), (second, others)),
                DateField(name="first", label=Phrase.of("draft.first"), value=goal.first.isoformat()),
                DateField(name="last", label=Phrase.of("draft.last"), value=goal.last.isoformat()),
                ChoiceField(
                    name="perspective",
                    label=Phrase.of("draft.perspective"),
                    options=perspectives,
                    value=goal.perspective.value if goal.perspective else "",
                    required=False,
                ),
            ),
        ),
        Token(dialogue=buttons.DRAFT, step="save", subject=goal.id),
    )


def _team(teams: tuple[Team, ...]) -> FormField[Text]:
    options = tuple(Option(value=each.id, label=each.name) for each in teams)
    return ChoiceField(name="team", label=Phrase.of("draft.team"), options=options, value=teams[0].id)


def _words(title: str, why: str, others: tuple[str, Mapping[str, str]] | None) -> tuple[FormField[Text], ...]:
    """The fields of what a goal says; with `others`, a language and texts, also those for whoever reads that one."""
    fields: tuple[FormField[Text], ...] = (
        TextField(
            name="title", label=Phrase.of("draft.title"), hint=Phrase.of("draft.title_hint"), value=title, longest=TITLE
        ),
        TextField(
            name="why",
            label=Phrase.of("draft.why"),
            hint=Phrase.of("draft.why_hint"),
            value=why,
            longest=WORDING,
            lines="many",
        ),
    )
    if others is None:
        return fields
    language, texts = others
    title_label, why_label = Phrase.of(f"draft.title_in.{language}"), Phrase.of(f"draft.why_in.{language}")
    return (
        *fields,
        TextField(name=other("title"), label=title_label, value=texts["title"], longest=TITLE, required=False),
        TextField(
            name=other("why"), label=why_label, value=texts["why"], longest=WORDING, lines="many", required=False
        ),
    )


def _create(event: Submitted, facts: Facts) -> tuple[Effect, ...]:
    teams = {each.id: each for each in teams_acted_for(facts)}
    if facts.goal is not None:
        # The same form once more: it is there already.
        refused = rights.refusal(facts.goal, facts)
        return (Reply(message=refused or progress.card(facts.goal, facts)),)
    if not teams or not _ID.fullmatch(event.token.subject):
        return (Reply(message=help.outdated() if teams else rights.nobody_led()),)
    chosen = event.values.get("team") or next(iter(teams))
    if chosen not in teams:
        return (Reply(message=rights.nobody_led()),)
    id = GoalId(event.token.subject)
    entries = Entries(event.values, language=facts.someone.language)
    title, why = entries.both("title", most=TITLE), entries.both("why", most=WORDING)
    period = _period(entries)
    if entries.errors or title is None or why is None or period is None:
        today = facts.someone.day(event.at)
        return (Reject(form=blank(id, tuple(teams.values()), today), errors=entries.errors),)
    goal = Goal(
        id=id,
        team=TeamId(chosen),
        title=title,
        why=why,
        first=period[0],
        last=period[1],
        state=State.DRAFT,
        owner=facts.someone.id,
    )
    return SaveGoal(goal=goal), Reply(message=progress.card(goal, facts))


def _save(event: Submitted, facts: Facts) -> tuple[Effect, ...]:
    refused, goal = rights.refusal(facts.goal, facts), facts.goal
    if refused or goal is None:
        return (Reply(message=refused or help.outdated()),)
    now = form(goal, facts.someone)
    entries = Entries(event.values, language=facts.someone.language)
    title, why = entries.both("title", goal.title, most=TITLE), entries.both("why", goal.why, most=WORDING)
    period = _period(entries)
    perspective = event.values.get("perspective", "")
    if perspective and perspective not in {each.value for each in Perspective}:
        entries.errors["perspective"] = Phrase.of("settings.choose_one")
    if entries.errors or title is None or why is None or period is None:
        return (editing.rejected(now, event, entries.errors),)
    if not editing.is_current(now, event.token):
        newer = editing.overtaken(now, event.values)
        return (Open(form=newer) if newer else Reply(message=progress.card(goal, facts)),)
    changed = replace(
        goal,
        title=title,
        why=why,
        first=period[0],
        last=period[1],
        perspective=Perspective(perspective) if perspective else None,
    )
    saved: tuple[Effect, ...] = (SaveGoal(goal=changed),) if changed != goal else ()
    return (*saved, Reply(message=progress.card(changed, facts)))


def _period(entries: Entries) -> tuple[date, date] | None:
    first, last = entries.day("first"), entries.day("last")
    if first is None or last is None:
        return None
    if last < first:
        entries.errors["last"] = Phrase.of("draft.no_period")
        return None
    return first, last


def _offer() -> Message[Text]:
    return brief(Phrase.of("draft.offer"), buttons.new_goal())


DIALOGUE = Dialogue(name=buttons.DRAFT, advance=advance, wants=Want.GOALS | Want.CONFIRMATIONS)
