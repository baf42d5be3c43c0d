"""What an organisation file must keep to, beyond its shape."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from dialogues.address import Platform
from dialogues.blueprint.entries import Blueprint, Email, GoalEntry, OrganisationEntry, PersonEntry, TeamEntry
from dialogues.blueprint.goal_check import goal_problems
from dialogues.blueprint.goal_relations import relation_problems
from dialogues.blueprint.question_check import question_problems
from dialogues.finding import Finding, Path, check_known, check_unique, quoted
from dialogues.goal import GoalId
from dialogues.person import TeamId
from dialogues.wellformed import (
    check_break,
    check_email,
    check_holidays,
    check_key,
    check_locale,
    check_rules,
    check_situations,
    check_timezone,
    check_title,
)


def problems(
    blueprint: Blueprint,
    *,
    unread: Collection[str] = (),
    beside: Sequence[GoalEntry] = (),
    at_work: Collection[GoalId] = (),
) -> tuple[Finding, ...]:
    """Everything for which the blueprint must be refused.

    `unread` are the keys and e-mails of entries that are in the file but could not be understood: whoever refers to
    those is not at fault. `beside` are the goals that the organisation has besides those of the blueprint,
    `at_work` those of its goals that are active already, see `goal_problems`.
    """
    teams = {team.key for team in blueprint.teams} | set(unread)
    people = {person.email: person for person in blueprint.people}
    names = tuple(person.name for person in blueprint.people)
    return tuple(
        chain(
            _organisation(blueprint.organisation),
            _teams(blueprint.teams, teams),
            _leads(blueprint.teams, people, unread),
            _circles(blueprint.teams),
            _people(blueprint.people, teams),
            _accounts(blueprint.people),
            _channels(blueprint.teams),
            question_problems(blueprint.questions),
            goal_problems(blueprint.goals, names=names, at_work=at_work),
            relation_problems(blueprint.goals, beside=beside, teams=teams, people={*people, *unread}, unread=unread),
        )
    )


def _organisation(organisation: OrganisationEntry) -> Iterator[Finding]:
    path: Path = ("organisation",)
    yield from check_title((*path, "name"), organisation.name)
    yield from check_locale((*path, "locale"), organisation.locale)
    yield from check_timezone((*path, "timezone"), organisation.timezone)
    if organisation.holidays is not None:
        yield from check_holidays((*path, "holidays"), organisation.holidays)
    for i, rest in enumerate(organisation.breaks or ()):
        yield from check_break((*path, "breaks", i), rest)
    yield from check_rules((*path, "rules"), organisation.rules)


def _teams(teams: Sequence[TeamEntry], known: Collection[str]) -> Iterator[Finding]:
    yield from check_unique("team with the key", [(("teams", i, "key"), team.key) for i, team in enumerate(teams)])
    for i, team in enumerate(teams):
        path: Path = ("teams", i)
        yield from check_key((*path, "key"), team.key)
        yield from check_title((*path, "name"), team.name)
        if team.above is not None:
            yield from check_known((*path, "above"), "team", team.above, known)
        yield from check_situations((*path, "situations"), team.situations)


def _leads(
    teams: Sequence[TeamEntry], people: Mapping[Email, PersonEntry], unread: Collection[str]
) -> Iterator[Finding]:
    known = {*people, *unread}
    for i, team in enumerate(teams):
        if team.lead is None:
            continue
        yield from check_known(("teams", i, "lead"), "person with the e-mail", team.lead, known)
        if team.lead in people and people[team.lead].team == team.key:
            says = f"{quoted(team.lead)} is a member of {quoted(team.key)}, and nobody leads their own home team. "
            says += 'Change this person\'s "team" to the one above, or choose another lead.'
            yield Finding(path=("teams", i, "lead"), says=says)


def _circles(teams: Sequence[TeamEntry]) -> Iterator[Finding]:
    """Each circle of teams once, at the team of it that stands first."""
    above = {team.key: team.above for team in teams}
    order = [team.key for team in teams]
    seen: set[TeamId] = set()
    for start in order:
        climb: list[TeamId] = []
        key: TeamId | None = start
        while key in above and key not in seen:
            seen.add(key)
            climb.append(key)
            key = above[key]
        if key in climb:
            circle = climb[climb.index(key) :]
            says = f"these teams are above each other in a circle: {', '.join(map(quoted, circle))}. "
            path: Path = ("teams", min(map(order.index, circle)), "above")
            yield Finding(path=path, says=says + 'Take one "above" away.')


def _people(people: Sequence[PersonEntry], teams: Collection[str]) -> Iterator[Finding]:
    emails: list[tuple[Path, str]] = [(("people", i, "email"), each.email) for i, each in enumerate(people)]
    yield from check_unique("person with the e-mail", emails)
    for i, person in enumerate(people):
        path: Path = ("people", i)
        yield from check_email((*path, "email"), person.email)
        yield from check_title((*path, "name"), person.name)
        yield from check_known((*path, "team"), "team", person.team, teams)
        if person.locale is not None:
            yield from check_locale((*path, "locale"), person.locale)
        if person.timezone is not None:
            yield from check_timezone((*path, "timezone"), person.timezone)
        if person.holidays is not None:
            yield from check_holidays((*path, "holidays"), person.holidays)


def _accounts(people: Sequence[PersonEntry]) -> Iterator[Finding]:
    """No account belongs to two people."""
    return _apart("person with the {} id", "people", "handles", [person.handles for person in people])


def _channels(teams: Sequence[TeamEntry]) -> Iterator[Finding]:
    """No channel belongs to two teams."""
    return _apart("team with the {} channel", "teams", "channels", [team.channels for team in teams])


def _apart(what: str, section: str, field: str, ids: Sequence[Mapping[Platform, str]]) -> Iterator[Finding]:
    for platform in sorted({platform for each in ids for platform in each}):
        there: list[tuple[Path, str]] = [
            ((section, i, field, platform), each[platform]) for i, each in enumerate(ids) if platform in each
        ]
        yield from check_unique(what.format(platform), there)
