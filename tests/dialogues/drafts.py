"""A goal on its way from a draft to being active, and the buttons by which one works on it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dialogues import buttons
from dialogues.goal import Answers, Arena, Audience, Behaviour, BehaviourId, Goal, GoalId, Guidance, State
from dialogues.person import PersonId, TeamId
from dialogues.phrase import Wording
from dialogues.token import Token
from dialogues.translation.confirmation import Judgement
from tests.dialogues.examples import TEAM
from tests.dialogues.office import Office


def sv(text: str) -> Wording:
    return Wording(texts={"sv": text})


def both(swedish: str, english: str) -> Wording:
    return Wording(texts={"sv": swedish, "en": english})


def tap(dialogue: str, step: str, goal: str = "g1", value: str = "") -> Token:
    return Token(dialogue=dialogue, step=step, subject=goal, value=value)


def behaviour(
    id: str, text: Wording, arena: Arena = Arena.WORK_MOMENT, audience: Audience = Audience.TEAM, **more: object
) -> Behaviour:
    return Behaviour(id=BehaviourId(id), text=text, arena=arena, audience=audience, **more)  # type: ignore[arg-type]


CALL = behaviour("call", sv("När en kund är missnöjd ringer vi upp samma dag."))
READ = behaviour("read", sv("Före varje kundmöte läser vi kundens tre senaste ärenden."), Arena.MEETING)
ASK = behaviour("ask", both("Varje fredag läser vi tre samtal.", "Every Friday we read three calls."))
#: The leader's, one in each of the arenas that a leader is to be seen in.
OPEN = behaviour("open", sv("Varje måndag inleder jag mötet med ett kundsamtal."), Arena.MEETING, Audience.LEADER)
TELL = behaviour(
    "tell", sv("Varje fredag berättar jag för två kollegor vad jag såg dem göra."), Arena.FEEDBACK, Audience.LEADER
)
CLEAR = behaviour(
    "clear", sv("Varje måndag tar jag bort en uppgift ur teamets lista."), Arena.PRIORITY, Audience.LEADER
)
LEADS = (OPEN, TELL, CLEAR)

#: Lena leads the team, and Eva owns the goal.
DRAFT = Goal(
    id=GoalId("g1"),
    team=TEAM.id,
    title=both("Nöjda kunder", "Happy customers"),
    why=sv("De stannar."),
    first=date(2026, 11, 1),
    last=date(2027, 4, 30),
    state=State.DRAFT,
    owner=PersonId("eva"),
)
#: All but confirmed.
READY = replace(
    DRAFT,
    state=State.UNTRANSLATED,
    guidance=Guidance(experience=sv("De får svar."), signals=sv("Vi ringer."), follow_up=sv("Samtalen.")),
    behaviours=(CALL, READ, *LEADS),
    answers=Answers(meetings=sv("Tisdagsmötet."), strengthened=sv("Att ringa."), prioritised_away=sv("Rapporten.")),
)
ACTIVE = replace(READY, state=State.ACTIVE, focus=CALL.id)
RESTING = replace(READY, state=State.RESTING)
CLOSED = replace(READY, state=State.CLOSED)
WHOLE = replace(DRAFT, id=GoalId("alla"), team=None, title=sv("Rätt från början"), state=State.UNTRANSLATED)

SHOW, PLAN = tap(buttons.TRANSLATION, "show"), tap(buttons.TRANSLATION, "back")
GUIDE, ANSWERS = tap(buttons.TRANSLATION, "guide"), tap(buttons.TRANSLATION, "answers")
EDIT, LIST, ADD = tap(buttons.DRAFT, "edit"), tap(buttons.WORDING, "list"), tap(buttons.WORDING, "add")
PROPOSE, ACTIVATE = tap(buttons.COURSE, buttons.PROPOSE), tap(buttons.COURSE, buttons.ACTIVATE)
ANYWAY = replace(ACTIVATE, value="anyway")
REST, CLOSE = tap(buttons.COURSE, buttons.REST), tap(buttons.COURSE, buttons.CLOSE)


def reword(behaviour: str, suggestion: str = "") -> Token:
    return tap(buttons.WORDING, "edit", value=f"{behaviour}~{suggestion}" if suggestion else behaviour)


def remove(behaviour: str) -> Token:
    return tap(buttons.WORDING, "remove", value=behaviour)


def judge(step: str, behaviour: str) -> Token:
    return tap(buttons.COCREATION, step, value=behaviour)


def actives(count: int, team: TeamId = TEAM.id) -> Sequence[Goal]:
    """Other active goals of a team, the first with the focus."""
    return [
        replace(
            ACTIVE,
            id=GoalId(f"other{number}"),
            team=team,
            title=sv(f"Mål {number}"),
            behaviours=tuple(replace(each, id=BehaviourId(f"{each.id}{number}")) for each in ACTIVE.behaviours),
            focus=BehaviourId("call1") if number == 1 else None,
        )
        for number in range(1, count + 1)
    ]


def confirm(office: Office, *names: str, goal: str = "g1") -> None:
    """Let these say yes to everything, without its being told."""
    for name in names:
        for each in office[goal].behaviours:
            office.judgements[name, each.id] = Judgement.YES
