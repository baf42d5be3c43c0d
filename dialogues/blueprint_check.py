"""What an organisation file must keep to, beyond its shape."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from dialogues.blueprint import Blueprint, Email, OrganisationEntry, PersonEntry, TeamEntry
from dialogues.finding import Finding, Path, check_known, check_unique, quoted
from dialogues.goal_check import goal_problems
from dialogues.person import TeamId
from dialogues.wellformed import check_email, check_holidays, check_key, check_locale, check_timezone, check_title


def problems(blueprint: Blueprint, *, unread: Collection[str] = ()) -> tuple[Finding, ...]:
    """Everything for which the blueprint must be refused.

    `unread` are the keys and e-mails of entries that are in the file but could not be understood: whoever refers to
    those is not at fault.
    """
    teams = {team.key for team in blueprint.teams} | set(unread)
    people = {person.email: person for person in blueprint.people}
    return tuple(
        chain(
            _organisation(blueprint.organisation),
            _teams(blueprint.teams, teams),
            _leads(blueprint.teams, people, unread),
            _circles(blueprint.teams),
            _people(blueprint.people, teams),
            _accounts(blueprint.people),
            goal_problems(blueprint.goals),
            _owners(blueprint, teams),
        )
    )


def _organisation(organisation: OrganisationEntry) -> Iterator[Finding]:
    path: Path = ("organisation",)
    yield from check_title((*path, "name"), organisation.name)
    yield from check_locale((*path, "locale"), organisation.locale)
    yield from check_timezone((*path, "timezone"), organisation.timezone)
    if organisation.holidays is not None:
        yield from check_holidays((*path, "holidays"), organisation.holidays)


def _teams(teams: Sequence[TeamEntry], known: Collection[str]) -> Iterator[Finding]:
    yield from check_unique("team with the key", [(("teams", i, "key"), team.key) for i, team in enumerate(teams)])
    for i, team in enumerate(teams):
        path: Path = ("teams", i)
        yield from check_key((*path, "key"), team.key)
        yield from check_title((*path, "name"), team.name)
        if team.above is not None:
            yield from check_known((*path, "above"), "team", team.above, known)


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


def _accounts(people: Sequence[PersonEntry]) -> Iterator[Finding]:
    for platform in sorted({platform for person in people for platform in person.handles}):
        handles: list[tuple[Path, str]] = [
            (("people", i, "handles", platform), person.handles[platform])
            for i, person in enumerate(people)
            if platform in person.handles
        ]
        yield from check_unique(f"person with the {platform} id", handles)


def _owners(blueprint: Blueprint, teams: Collection[str]) -> Iterator[Finding]:
    for i, goal in enumerate(blueprint.goals):
        yield from check_known(("goals", i, "team"), "team", goal.team, teams)
