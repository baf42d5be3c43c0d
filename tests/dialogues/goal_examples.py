"""One example of every message and form that people meet while they work on goals, as the dialogues make them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from dialogues import buttons
from dialogues.effect import Effect, Open, Post, Reject, Replace, Reply, Say
from dialogues.form import Form
from dialogues.goal import Answers, GoalId, Perspective, State, StopItem
from dialogues.measure import Kind, Measure, Measured
from dialogues.message import Message
from dialogues.observability.check import Code, reply
from dialogues.person import TeamId
from dialogues.phrase import Text
from dialogues.translation.confirmation import Judgement
from dialogues.translation.template import THEMES
from tests.dialogues.drafts import (
    ACTIVATE,
    ACTIVE,
    ADD,
    ANSWERS,
    ANYWAY,
    ASK,
    CALL,
    CLOSE,
    CLOSED,
    DRAFT,
    EDIT,
    GUIDE,
    LIST,
    PROPOSE,
    READ,
    READY,
    REST,
    RESTING,
    SHOW,
    WHOLE,
    actives,
    confirm,
    judge,
    remove,
    reword,
    sv,
    tap,
)
from tests.dialogues.examples import TEAM
from tests.dialogues.office import BOARD, PEOPLE, TEAMS, Answered, Office

FULL = replace(
    ACTIVE,
    above=WHOLE.id,
    everyday=sv("Vi läser ärendet innan vi svarar."),
    perspective=Perspective.CUSTOMER,
    trade_off=sv("Mässan i vår."),
    measures=(
        Measure(name="NKI", unit="index", start=66, target=72.5, by=date(2026, 12, 31)),
        Measure(
            name="Köer",
            unit="",
            kind=Kind.KEY_RESULT,
            target=4,
            values=(Measured(day=date(2026, 11, 1), value=7),),
        ),
    ),
    stop=(StopItem(text=sv("Rapporten."), reason=sv("Ingen läser den."), review=date(2026, 12, 18)),),
    behaviours=(replace(CALL, exception=sv("Kunden kräver det.")), *ACTIVE.behaviours[1:]),
)
GOOD = {"text": "Varje fredag ringer vi två kunder.", "arena": "meeting", "audience": "team"}
RESULT = "Öka kundnöjdheten med 10 %"


def _acts() -> Iterator[tuple[str, Answered]]:
    yield from _looked_up()
    yield from _begun()
    yield from _worded()
    yield from _asked()
    yield from _steered()


def _looked_up() -> Iterator[tuple[str, Answered]]:
    office = Office(FULL, WHOLE, replace(READY, id=GoalId("g2")), replace(RESTING, id=GoalId("g3")))
    yield "goals of every state, to a member", office.types("anna", "")
    yield "goals of every state, to the lead", office.types("lena", "")
    yield "goals found", office.types("anna", "nöjda")
    yield "something meant", office.types("anna", "kunnder")
    yield "another team", office.types("anna", "team ekonomi")
    yield "a team that there is not", office.types("anna", "team rymden")
    yield "status", office.types("lena", "status")
    for state in State:
        below = replace(READY, above=WHOLE.id, team=BOARD.id, state=state, id=GoalId(f"b-{state}"))
        yield f"status to an owner: {state}", Office(FULL, WHOLE, below).types("eva", "status")
        yield f"to work on: {state}", Office(replace(READY, state=state)).taps("lena", SHOW)
        yield f"too late: {state}", Office(replace(READY, state=state)).taps("lena", REST)
        yield f"too late: {state}, to activate", Office(replace(READY, state=state)).taps("lena", ACTIVATE)
    for more in (5, 27):
        crowd = tuple(replace(BOARD, id=TeamId(f"t{number}"), name=f"Enhet {number}") for number in range(more + 22))
        yield f"status of {more + 26} teams", Office(WHOLE, teams=(*TEAMS, *crowd)).types("eva", "status")
    yield "goal of everybody", Office(WHOLE).types("lena", "")
    yield "goal of everybody made ours", Office(WHOLE).taps("lena", tap(buttons.EVERYDAY, "translate", "alla", TEAM.id))
    write = tap(buttons.EVERYDAY, "write", "alla", TEAM.id)
    yield "everyday", Office(WHOLE).taps("anna", write)
    yield "everyday saved", Office(WHOLE).sends("anna", Office(WHOLE).taps("anna", write).form, {"text": "Vi ringer."})
    yield "not the lead", Office(READY).taps("anna", SHOW)
    yield "not the owner", Office(WHOLE).taps("anna", tap(buttons.DRAFT, "edit", "alla"))
    yield "no team led", Office().types("anna", "nytt")
    yield "not of the team", Office(WHOLE).taps("ute", write)
    yield "closed", Office(CLOSED).taps("lena", SHOW)
    focus = tap(buttons.FOCUS, "choose", TEAM.id)
    yield "focus", office.taps("lena", focus)
    yield "focus chosen", office.sends("lena", office.taps("lena", focus).form, {"behaviour": "read"})


def _begun() -> Iterator[tuple[str, Answered]]:
    office = Office(DRAFT)
    yield "new goal", office.types("lena", "nytt")
    several = tuple(replace(each, lead=PEOPLE[3].id) for each in TEAMS)
    yield "new goal of one of several teams", Office(teams=several).types("lena", "nytt")
    yield "new goal offered", office.writes("lena", "nytt")
    for token, name in ((EDIT, "edit"), (GUIDE, "guide"), (ANSWERS, "answers")):
        yield name, office.taps("lena", token)
        yield f"{name} in English", Office(replace(READY, owner=PEOPLE[4].id)).taps("lin", token)
    wrong = {"title": "", "why": "x" * 4000, "first": "", "title_other": "Happy\u202e", "last": ""}
    yield "edit refused", office.sends("lena", office.taps("lena", EDIT).form, wrong)
    period = {"first": "2027-01-01", "last": "2026-01-01"}
    yield "no period", office.sends("lena", office.taps("lena", EDIT).form, period)
    yield "nothing", office.sends("lena", office.taps("lena", ANSWERS).form, {"prioritised_away": "Inget"})
    his = office.taps("eva", EDIT).form
    office.sends("lena", his, {"title": "Nöjdare kunder"})
    yield "overtaken", office.sends("eva", his, {"title": "Nöjdast kunder"})
    yield "emptied", office.sends("eva", his, {"perspective": "customer"})
    yield "draft", office.taps("lena", SHOW)


def _worded() -> Iterator[tuple[str, Answered]]:
    office = Office(replace(DRAFT, guidance=READY.guidance))
    yield "no behaviours yet", office.taps("lena", LIST)
    yield "themes", office.taps("lena", tap(buttons.WORDING, "templates"))
    for each in THEMES:
        yield f"theme {each.id}", office.taps("lena", tap(buttons.WORDING, "templates", value=each.id))
    yield "picked", office.taps("lena", tap(buttons.WORDING, "pick", value="CS1"))
    yield "written", office.taps("lena", ADD)
    english = Office(replace(DRAFT, owner=PEOPLE[4].id))
    yield "written in English", english.taps("lin", ADD)
    yield "not chosen", english.sends("lin", english.taps("lin", ADD).form, GOOD | {"arena": "kitchen"})
    yield "rejected", office.sends("lena", office.taps("lena", ADD).form, GOOD | {"text": RESULT})
    yield "advised", office.sends("lena", office.taps("lena", ADD).form, GOOD | {"text": "Vi ringer kunden."})
    yield "the same", office.sends("lena", office.taps("lena", ADD).form, GOOD | {"text": "Vi ringer kunden."})
    yield "followed up", office.taps("lena", tap(buttons.WORDING, "follow"))
    full = Office(replace(READY, behaviours=READY.behaviours[:5]))
    yield "enough", full.taps("lena", ADD)
    full.sends("anna", "cocreation/send/g1/call", {"text": "Vi ringer samma dag."})
    yield "with suggestions", full.taps("lena", LIST)
    yield "with suggestions, to work on", full.taps("lena", SHOW)
    yield "too few left", Office(replace(ACTIVE, behaviours=ACTIVE.behaviours[:3])).taps("lena", remove("call"))
    yield "removed", Office(ACTIVE).taps("lena", remove("call"))
    active = Office(replace(ACTIVE, behaviours=ACTIVE.behaviours[:3]))
    yield "added", active.sends("lena", active.taps("lena", ADD).form, GOOD)
    yield (
        "reworded",
        active.sends("lena", active.taps("lena", reword("call")).form, {"text": "Varje dag ringer vi en kund."}),
    )
    stops = Office(replace(DRAFT, stop=FULL.stop))
    yield "less", stops.taps("lena", tap(buttons.STOPPING, "list"))
    yield "one less", stops.taps("lena", tap(buttons.STOPPING, "add"))
    most = Office(replace(DRAFT, stop=tuple(StopItem(text=sv(f"Nr {number}")) for number in range(10))))
    early = {"text": "Ett till", "review": "2020-01-01"}
    yield "less refused", most.sends("lena", stops.taps("lena", tap(buttons.STOPPING, "add")).form, early)


def _asked() -> Iterator[tuple[str, Answered]]:
    office = Office(replace(READY, behaviours=(FULL.behaviours[0], READ, ASK)))
    yield "judge", office.taps("anna", tap(buttons.COCREATION, "show"))
    yield "judged no", office.taps("anna", judge("no", "call"))
    yield "judged yes", office.taps("anna", judge("yes", "call"))
    yield "suggest", office.taps("anna", judge("suggest", "read"))
    yield "suggested", office.sends("anna", office.taps("anna", judge("suggest", "read")).form, {"text": "Vi läser."})
    yield "judged all", office.taps("anna", judge("yes", "ask"))
    yield "judged what is gone", office.taps("anna", judge("yes", "gone"))
    yield "not asked", office.taps("lena", tap(buttons.COCREATION, "show"))
    confirm(office, "bo", "cia")
    yield "confirmed", office.taps("anna", judge("yes", "read"))


def _steered() -> Iterator[tuple[str, Answered]]:
    yield "too few", Office(DRAFT).taps("lena", PROPOSE)
    yield "one is too few", Office(replace(DRAFT, behaviours=(CALL,))).taps("lena", PROPOSE)
    yield "proposed", Office(replace(READY, state=State.DRAFT)).taps("lena", PROPOSE)
    yield "alone", Office(READY, people=PEOPLE[3:]).taps("lena", PROPOSE)
    lacking = replace(READY, behaviours=(replace(CALL, text=sv(RESULT)),), answers=Answers(), last=READY.first)
    office = Office(lacking)
    office.judgements["anna", CALL.id] = Judgement.NO
    yield "everything is lacking", office.taps("lena", ACTIVATE)
    bare = replace(READY.answers, prioritised_away=sv("Inget"))
    many = replace(READY, behaviours=(*READY.behaviours, ASK), answers=bare)
    yield "too much", Office(many).taps("lena", ACTIVATE)
    yield "of the whole organisation", Office(WHOLE).taps("eva", tap(buttons.TRANSLATION, "show", "alla"))
    yield "never active", Office(WHOLE).taps("eva", replace(ACTIVATE, subject="alla"))
    office = Office(READY, *actives(3))
    confirm(office, "anna", "bo")
    yield "a fourth", office.taps("lena", ACTIVATE)
    yield "trade", office.taps("lena", replace(ACTIVATE, step="trade"))
    yield "traded", office.sends("lena", office.taps("lena", replace(ACTIVATE, step="trade")).form, {"text": "Mässan."})
    office = Office(replace(READY, behaviours=(CALL, READ, ASK)))
    confirm(office, "anna", "bo")
    yield "no lead", office.taps("lena", ACTIVATE)
    yield "active", office.taps("lena", ANYWAY)
    later = Office(replace(READY, first=date(2026, 12, 1)))
    confirm(later, "anna", "bo")
    yield "active from a later day", later.taps("lena", ANYWAY)
    yield (
        "focus passed on",
        Office(ACTIVE, replace(actives(1)[0], focus=None)).taps("lena", replace(CLOSE, value="yes")),
    )
    yield "rest", office.taps("lena", REST)
    yield "rested", office.sends("lena", office.taps("lena", REST).form, {"text": "Bokslutet"})
    yield "close", office.taps("lena", CLOSE)
    yield "was closed", office.taps("lena", replace(CLOSE, value="yes"))
    yield "discarded", Office(DRAFT).taps("lena", replace(CLOSE, value="yes"))


def _shown(effect: Effect) -> Message[Text] | Form[Text] | None:
    match effect:
        case Reply(message=message) | Replace(message=message) | Say(message=message) | Post(message=message):
            return message
        case Open(form=form) | Reject(form=form):
            return form
        case _:
            return None


_SHOWN = {
    f"{name} ({type(effect).__name__})": (shown, effect)
    for name, answered in _acts()
    for effect in answered.effects
    if (shown := _shown(effect)) is not None
}

GOAL_MESSAGES: Mapping[str, Message[Text]] = {
    name: shown for name, (shown, _) in _SHOWN.items() if isinstance(shown, Message)
}
GOAL_FORMS: Mapping[str, Form[Text]] = {name: shown for name, (shown, _) in _SHOWN.items() if isinstance(shown, Form)}
#: What stands beside fields that were refused.
GOAL_ERRORS: Mapping[str, Text] = {
    **{f"check: {code}": reply(code) for code in Code},
    **{
        f"{name}: {field}": error
        for name, (_, effect) in _SHOWN.items()
        if isinstance(effect, Reject)
        for field, error in effect.errors.items()
    },
}
