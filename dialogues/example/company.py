"""A company that does not exist: its people, its goal and its readings, from which every example is composed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dialogues.audit import Entry, Insight, Role, Through
from dialogues.calendar import Calendar
from dialogues.celebration import Celebration, CelebrationId
from dialogues.digest.week import Week
from dialogues.facts import Facts
from dialogues.goal import Answers, Arena, Audience, Behaviour, BehaviourId, Goal, GoalId, Guidance, State, StopItem
from dialogues.measure import Measure, Measured
from dialogues.meeting.meeting import Meeting, MeetingId
from dialogues.meeting.personal_promise import PersonalPromise, PersonalPromiseId
from dialogues.meeting.topic import Topic
from dialogues.nudge.pick import USUAL
from dialogues.nudge.plan import Plan
from dialogues.person import Organisation, Person, PersonId, Team, TeamId
from dialogues.phrase import Wording
from dialogues.promise import Promise, PromiseId
from dialogues.promise import State as Answer
from dialogues.pulse.item import ITEMS, ItemId, Need
from dialogues.reflection import Reflection, ReflectionId
from dialogues.statistics.change import Change
from dialogues.translation.confirmation import Confirmation
from dialogues.window import Option, Own, Reading, Slot, Value, Window, WindowId

MONDAY = date(2026, 11, 16)


def _said(sv: str, en: str) -> Wording:
    return Wording(texts={"sv": sv, "en": en})


ORGANISATION = Organisation(
    name="Sundby Kök AB", language="sv", timezone=ZoneInfo("Europe/Stockholm"), calendar=Calendar(country="SE")
)
MANAGERS = Team(id=TeamId("ledning"), name="Ledningsgruppen")
TEAM = Team(id=TeamId("kundservice"), name="Kundservice", lead=PersonId("maria"), above=MANAGERS.id)

MEMBER = Person(
    id=PersonId("anna"),
    name="Anna Bergström",
    email="anna@sundby.example",
    team=TEAM.id,
    language="sv",
    timezone=ORGANISATION.timezone,
    greeted_on=date(2026, 9, 1),
)
LEAD = replace(MEMBER, id=PersonId("maria"), name="Maria Holm", email="maria@sundby.example", team=MANAGERS.id)

CLOSING = Behaviour(
    id=BehaviourId("b1"),
    text=_said(
        "Vi avslutar varje kundsamtal med att fråga vad som återstår.",
        "We end every customer call by asking what is left to solve.",
    ),
    arena=Arena.WORK_MOMENT,
)
CALLING = Behaviour(
    id=BehaviourId("b2"),
    text=_said(
        "När en kund är missnöjd ringer vi upp samma dag.",
        "When a customer is dissatisfied we call back the same day.",
    ),
    arena=Arena.PRIORITY,
)
READING_UP = Behaviour(
    id=BehaviourId("b3"),
    text=_said(
        "Före varje kundmöte läser vi kundens tre senaste ärenden.",
        "Before each customer meeting we read the customer’s three latest cases.",
    ),
    arena=Arena.MEETING,
)
WARNING = Behaviour(
    id=BehaviourId("b5"),
    text=_said(
        "Två dagar före varje leverans ringer vi kunden och bekräftar tiden.",
        "Two days before each delivery we call the customer and confirm the time.",
    ),
    arena=Arena.WORK_MOMENT,
)
LEADING = Behaviour(
    id=BehaviourId("b4"),
    text=_said(
        "Chefen börjar varje tisdagsmöte med ett exempel på ett kundsamtal.",
        "The manager starts every Tuesday meeting with an example of a customer call.",
    ),
    arena=Arena.MEETING,
    audience=Audience.LEADER,
)

GOAL = Goal(
    id=GoalId("kunder"),
    team=TEAM.id,
    title=_said("Kunder som gärna kommer tillbaka", "Customers who are glad to come back"),
    why=_said(
        "Var tredje kund som lämnar oss har hört av sig innan och fått vänta på svar.",
        "One in three customers who leave us got in touch first and had to wait for an answer.",
    ),
    first=date(2026, 9, 1),
    last=date(2026, 12, 31),
    state=State.ACTIVE,
    guidance=Guidance(
        experience=_said("Kunden vet alltid vad som händer härnäst.", "The customer always knows what comes next."),
        signals=_said("Någon ringer upp innan kunden hinner undra.", "Somebody calls before the customer wonders."),
        follow_up=_said("Hur snabbt vi hör av oss.", "How soon we get in touch."),
    ),
    behaviours=(CLOSING, CALLING, READING_UP, LEADING),
    focus=CALLING.id,
    measures=(
        Measure(
            name="NKI",
            unit="index",
            start=66,
            target=72,
            by=date(2026, 12, 31),
            values=(Measured(day=date(2026, 10, 30), value=69),),
        ),
    ),
    stop=(
        StopItem(
            text=_said("Veckorapporten per mejl.", "The weekly report by e-mail."),
            reason=_said("Siffrorna finns redan på tavlan.", "The figures are on the board already."),
            review=date(2027, 1, 15),
        ),
    ),
    answers=Answers(
        meetings=_said("Tisdagsmötet börjar med ett kundsamtal.", "The Tuesday meeting starts with a customer call."),
        strengthened=_said("Att ringa i stället för att mejla.", "Calling rather than writing."),
        prioritised_away=_said("Veckorapporten.", "The weekly report."),
    ),
)
#: The same goal, while its team is asked about it.
PROPOSED = replace(GOAL, state=State.UNTRANSLATED, focus=None, answers=Answers(), measures=())
#: What comes after it.
NEXT_GOAL = replace(
    GOAL,
    id=GoalId("leveranser"),
    title=_said("Leveranser som kommer när vi har sagt", "Deliveries that come when we said"),
    behaviours=(WARNING,),
    focus=WARNING.id,
)
OTHER_GOALS = (
    GOAL,
    NEXT_GOAL,
    replace(GOAL, id=GoalId("offerter"), title=_said("Offerter som går att lita på", "Quotes that can be trusted")),
)
FOURTH_GOAL = replace(PROPOSED, id=GoalId("butik"), title=_said("En butik att längta till", "A shop worth longing for"))

SUGGESTION = _said(
    "När en kund klagar ringer den som läste det upp före klockan fyra.",
    "When a customer complains, whoever read it calls back before four o’clock.",
)

WINDOW = Window(id=WindowId("w3"), team=TEAM.id, behaviour=CALLING, opened_at=datetime(2026, 11, 15, 23, 0, tzinfo=UTC))
READINGS = tuple(
    Reading(
        window=WindowId(f"w{number}"),
        team=TEAM.id,
        behaviour=CALLING.id,
        first=first,
        last=last,
        people=people,
        yes=yes,
        members=9,
        counts={"yes": yes, "not_that_time": people - yes},
        change=change,
    )
    for number, (first, last, people, yes, change) in enumerate(
        (
            (date(2026, 9, 7), date(2026, 9, 20), 8, 2, Change.TOO_EARLY),
            (date(2026, 9, 21), date(2026, 10, 4), 7, 3, Change.TOO_EARLY),
            (date(2026, 10, 5), date(2026, 10, 18), 8, 4, Change.TOO_EARLY),
            (date(2026, 10, 19), date(2026, 11, 1), 7, 5, Change.TOO_EARLY),
            (date(2026, 11, 2), date(2026, 11, 15), 8, 6, Change.LIKELY_UP),
        )
    )
)
#: What the team has said of how it is led.
MIRRORED = (
    replace(READINGS[0], window=WindowId("w4"), item=ItemId.LEAD_MEET, yes=6, counts={"yes": 6, "no": 2}),
    replace(READINGS[2], window=WindowId("w5"), item=ItemId.LEAD_FB, yes=4, counts={"yes": 4, "no": 4}),
)

MEMBERS_FACTS = Facts(
    organisation=ORGANISATION,
    person=MEMBER,
    team=TEAM,
    goals=(GOAL,),
    goal=GOAL,
    readings=(*READINGS, *MIRRORED),
)
LEADS_FACTS = replace(MEMBERS_FACTS, person=LEAD, team=MANAGERS, leads=(TEAM,))
#: What the lead knows while the team is asked.
ASKING_FACTS = replace(
    LEADS_FACTS,
    goals=(PROPOSED,),
    goal=PROPOSED,
    readings=(),
    every_team=(MANAGERS, TEAM),
    confirmations=(
        Confirmation(behaviour=CLOSING.id, yes=3, no=0),
        Confirmation(behaviour=CALLING.id, yes=2, no=1),
        Confirmation(behaviour=READING_UP.id, yes=1, no=0),
    ),
)

#: The day until which somebody has taken a pause.
AWAY = date(2026, 12, 1)
#: The questions besides the one about the focus behaviour. A plan is nobody's but one's own, and is no question.
ASKED = tuple(each for each in ItemId if ITEMS[each].wording and each not in (ItemId.LAST, ItemId.PLAN))

OPTIONS = tuple(Option(goal=each.id, title=each.title) for each in (GOAL, NEXT_GOAL))


def asking(item: ItemId) -> Window:
    """A window in which this is asked."""
    needs = ITEMS[item].needs
    return replace(
        WINDOW,
        item=item,
        slot=Slot.B,
        behaviour=WINDOW.behaviour if Need.FOCUS in needs else None,
        goal=GOAL.id if needs & (Need.FOCUS | Need.GOAL) else None,
        title=GOAL.title if needs & (Need.FOCUS | Need.GOAL) else None,
        options=tuple(Option(goal=each.id, title=each.title) for each in (GOAL, NEXT_GOAL))
        if Need.GOALS in needs
        else (),
    )


#: When somebody looks.
NOON = datetime(2026, 11, 16, 11, tzinfo=UTC)
MORNING = USUAL[0]
#: Of a situation that is picked, as that is said in both languages.
PLAN = Plan(behaviour=READING_UP, situation=MORNING.situation, days=MORNING.days, at=MORNING.at, kept=True)
_ANSWERS = (Value.YES, Value.NOT_THAT_TIME, Value.YES, Value.YES)
#: Of somebody with a plan and a few answers.
NUDGED_FACTS = replace(
    MEMBERS_FACTS, plans=(PLAN,), own=tuple(Own(behaviour=CALLING.id, value=each) for each in _ANSWERS)
)
#: A talk every Tuesday, and a team's meeting.
ONE_ON_ONE = Meeting(
    id=MeetingId("m1"),
    lead=LEAD.id,
    team=TEAM.id,
    person=MEMBER.id,
    first=date(2026, 11, 17),
    at=time(13),
    zone=ORGANISATION.timezone,
    weeks=1,
)
TEAM_MEETING = replace(ONE_ON_ONE, id=MeetingId("m2"), person=None, first=date(2026, 11, 20), at=time(9, 30), weeks=2)
TALK = next(ONE_ON_ONE.talks(NOON))
MEETINGS_FACTS = replace(LEADS_FACTS, meetings=(ONE_ON_ONE, TEAM_MEETING), counterparts=(MEMBER,))
#: What somebody wants to bring up in it, and what they know of the talk.
BROUGHT = Topic(
    talk=TALK.key,
    by=MEMBER.id,
    lead=LEAD.id,
    text="Vem tar kundkön på fredagar?",
    is_shared=True,
    on=ONE_ON_ONE.first,
)
INVITED_FACTS = replace(MEMBERS_FACTS, meetings=(ONE_ON_ONE,), counterparts=(LEAD,), topics=(BROUGHT,))
#: Between two.
PROMISED = PersonalPromise(
    id=PersonalPromiseId("p1"),
    lead=LEAD.id,
    to=MEMBER.id,
    text="du slipper veckorapporten i december",
    made_on=date(2026, 11, 10),
    due_on=date(2026, 11, 24),
)
PROMISING_FACTS = replace(MEETINGS_FACTS, personal_promises=(PROMISED,))
OBSTACLE = Promise(
    id=PromiseId("h1"),
    team=TEAM.id,
    obstacle="waiting",
    raised_on=date(2026, 11, 2),
    due_on=date(2026, 11, 16),
)
UNDER_WAY = replace(
    OBSTACLE,
    state=Answer.UNDER_WAY,
    due_on=date(2026, 11, 27),
    action="lagret svarar inom en timme",
    rest="svar på helger",
    answered_on=date(2026, 11, 9),
)
NOT_POSSIBLE = replace(
    UNDER_WAY,
    state=Answer.NOT_POSSIBLE,
    action="lagret har samma bemanning året ut",
    rest="att fråga igen i januari",
)
#: The week of a team in which there is something to tell.
WEEK = Week(
    team=TEAM,
    goal=GOAL,
    focus=CALLING,
    monday=date(2026, 11, 16),
    goals=(GOAL,),
    members=9,
    readings=READINGS,
    promises=(replace(UNDER_WAY, id=PromiseId("h0"), obstacle="tools", action="en gemensam inkorg"), OBSTACLE),
)
#: What became of an obstacle.
LOOPED = {
    "obstacle": _said("Väntan på andra", "Waiting for others"),
    "action": _said("lagret svarar inom en timme", "the warehouse replies within an hour"),
    "rest": _said("svar på helger", "replies at weekends"),
}

#: What somebody has proposed to celebrate, first named and then not.
PROPOSALS = (
    Celebration(
        id=CelebrationId("f1"),
        team=TEAM.id,
        text="Alla nya ärenden fick en ägare samma dag i vecka 46.",
        by=MEMBER.name,
        on=date(2026, 11, 12),
    ),
    Celebration(
        id=CelebrationId("f2"),
        team=TEAM.id,
        text="Kunden i Borås ringde upp bara för att tacka.",
        on=date(2026, 11, 13),
    ),
)

#: Who has read the team's results: everything that can be told of it.
AUDIT = tuple(
    Insight(
        entry=Entry(
            on=MONDAY - timedelta(days=days),
            role=role,
            through=through,
            team=TEAM.id,
            who=None if role is Role.OPERATOR else LEAD.id,
            purpose="Q4" if through is Through.EXPORT else "",
        ),
        name=name,
    )
    for days, (role, through, name) in enumerate(
        (
            (Role.LEAD, Through.DIGEST, LEAD.name),
            (Role.OPERATOR, Through.EXPORT, None),
            (Role.LEAD, Through.MEETING, LEAD.name),
            (Role.LEAD, Through.LEADERSHIP, LEAD.name),
            (Role.OWNER, Through.STATUS, "Johan Lind"),
            (Role.COLLEAGUE, Through.GOALS, None),
            (Role.OPERATOR, Through.REPORT, None),
            (Role.OPERATOR, Through.RULES, None),
            (Role.LEAD, Through.OBSTACLE, None),
            (Role.OWNER, Through.GOALS, None),
            (Role.LEAD, Through.GOALS, LEAD.name),
            (Role.LEAD, Through.DIGEST, LEAD.name),
        )
    )
)

#: What the lead has written for herself.
REFLECTIONS = (
    Reflection(
        id=ReflectionId("r1"),
        arena=Arena.PRIORITY,
        text="Budgeten tog tre dagar. Nästa vecka bokar jag tisdagen för kundsamtalen först.",
        on=date(2026, 11, 13),
    ),
    Reflection(
        id=ReflectionId("r2"),
        arena=Arena.MEETING,
        text="Vi hann aldrig till exemplet. Det får stå överst på listan.",
        on=date(2026, 11, 6),
    ),
)
