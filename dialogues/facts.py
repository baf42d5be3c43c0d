"""What a dialogue may know. Loaded before it is called; it reads nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Flag, auto

from dialogues.audit import Insight
from dialogues.celebration import Celebration
from dialogues.goal import Behaviour, BehaviourId, Goal
from dialogues.listening import NEVER, Listening
from dialogues.meeting.feed import Feed
from dialogues.meeting.meeting import USUAL, Diary, Meeting, Talk
from dialogues.meeting.personal_promise import PersonalPromise
from dialogues.meeting.topic import Topic
from dialogues.nudge.plan import Plan
from dialogues.own.mine import Part
from dialogues.person import Organisation, Person, Team
from dialogues.promise import Promise
from dialogues.pulse.back_off import Before
from dialogues.pulse.custom import Question
from dialogues.reflection import Reflection
from dialogues.report.records import Records
from dialogues.translation.confirmation import Confirmation, Standing, Suggestion, standing
from dialogues.window import Own, Past, Reading, Remarks, Tally, Window, WindowId


class Want(Flag):
    """The facts that cost a question to the database. Who asks for less answers faster."""

    NOTHING = 0
    #: `window`: the one that the event's subject names; where something is due to a person, the one that it is about,
    #: else the newest that is open for their team and that they have not been asked in, else one that they have; then
    #: `asked_before`, too.
    WINDOW = auto()
    #: `goals` and `goal`.
    GOALS = auto()
    #: `readings` of every team in `teams`.
    READINGS = auto()
    #: `members` of the team of `goal`, none where it is the whole organisation's, or of `promise`; without either those
    #: of `team`.
    MEMBERS = auto()
    #: Where something is due to a team: its open `windows` and their `tallies`, its `past`, and `questions`.
    TALLY = auto()
    #: `confirmations` and `suggestions` about the behaviours of `goals`; the suggestions only for those who lead the
    #: goal's team or own the goal.
    CONFIRMATIONS = auto()
    #: `names` of everybody.
    NAMES = auto()
    #: `asked`, the team that the event's subject names, with its goals, and `every_team`.
    ASKED = auto()
    #: `goals` also of those teams that stand below a goal which the person owns, and `every_team`.
    SPREAD = auto()
    #: `plans` of the person.
    PLANS = auto()
    #: `own`: what the person has answered.
    OWN = auto()
    #: `closed`, the windows of `team` that are.
    CLOSED = auto()
    #: `listening`, of `team`.
    LISTENING = auto()
    #: `mine`: everything that is kept of the person.
    MINE = auto()
    #: `audit`, of `team`.
    AUDIT = auto()
    #: `promises` of every team in `teams`, and `promise`.
    PROMISES = auto()
    #: `records`, for those who own a goal of the whole organisation; `goals`, too.
    RECORDS = auto()
    #: `celebrations`: where something is due to a team, what has been proposed in it and waits; else what the person
    #: has proposed themselves.
    CELEBRATIONS = auto()
    #: `reflections` of the person.
    REFLECTIONS = auto()
    #: `meetings`, `diary`, `feed`, `booked`, `counterparts`, `topics` and `personal_promises` of the person.
    MEETINGS = auto()
    #: `remarks` on what has been published lately, where something is due to a team.
    REMARKS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`person` is the one who acted or to whom something is due; for what is due to a team, its lead, if it has one.

    `team` is the person's home team, or the team that something is due to. `leads` are the teams that the person
    leads, `here` is the one in whose channel they acted. `goals` are those of all these teams and of the team of
    `goal`, those that the person owns, and those of the whole organisation, none of them closed; for what is due to a
    team, its own and those of the whole organisation. `goal` is the one whose id is the event's subject, in whatever
    state and whosever it is. `owned` are the teams of goals among them that are in no other field. `plans`, `mine` and
    `own`, the newest answers first, are the person's, for nobody else's eyes; `closed` names the behaviour of each
    closed window of the team, oldest first. `promises` are the oldest first, and `promise` is the one among them whose
    id is the event's subject. `celebrations` are the oldest first. `reflections` are the person's, the newest first.
    `records` have only each team's newest readings of those questions that are seen at a glance. `audit`, the latest
    first, tells who has read the results of `team`. `meetings`, and by their calendars `booked`, are those that the
    person leads or is invited to, `counterparts` those with whom they can have one: the members of the teams that they
    lead, and whoever leads their own; `topics` are what they want to bring up themselves, and what has been shared with
    them, `personal_promises` those that they have made and been given and that are not answered, the first to be kept
    first.
    What was not wanted is empty.

    Where the person acts on `window`: they are `invited` to comment where they have not done so lately, and
    `missed_before` says that it did not happen for them the last time either.
    """

    organisation: Organisation
    person: Person | None
    team: Team
    leads: tuple[Team, ...] = ()
    here: Team | None = None
    asked: Team | None = None
    owned: tuple[Team, ...] = ()
    every_team: tuple[Team, ...] = ()
    goals: tuple[Goal, ...] = ()
    goal: Goal | None = None
    window: Window | None = None
    readings: tuple[Reading, ...] = ()
    members: tuple[Person, ...] = ()
    windows: tuple[Window, ...] = ()
    tallies: Mapping[WindowId, Tally] = field(default_factory=dict)
    past: tuple[Past, ...] = ()
    questions: tuple[Question, ...] = ()
    asked_before: tuple[Before, ...] = ()
    invited: bool = False
    missed_before: bool = False
    confirmations: tuple[Confirmation, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    names: tuple[str, ...] = ()
    plans: tuple[Plan, ...] = ()
    own: tuple[Own, ...] = ()
    closed: tuple[BehaviourId, ...] = ()
    listening: Listening = NEVER
    promises: tuple[Promise, ...] = ()
    promise: Promise | None = None
    celebrations: tuple[Celebration, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    records: Records | None = None
    meetings: tuple[Meeting, ...] = ()
    diary: Diary = USUAL
    feed: Feed | None = None
    booked: tuple[Talk, ...] = ()
    counterparts: tuple[Person, ...] = ()
    audit: tuple[Insight, ...] = ()
    remarks: tuple[Remarks, ...] = ()
    topics: tuple[Topic, ...] = ()
    personal_promises: tuple[PersonalPromise, ...] = ()
    mine: tuple[Part, ...] = ()

    @property
    def someone(self) -> Person:
        """The person, where there must be one: whenever somebody acted, and when something is due to a person."""
        if self.person is None:
            raise LookupError("this is due to a team without a lead")
        return self.person

    @property
    def teams(self) -> tuple[Team, ...]:
        """The teams whose goals concern the person: their own, then those they lead."""
        return (self.team, *self.leads)

    def team_of(self, goal: Goal) -> Team | None:
        """The team whose goal it is; None for one of the whole organisation."""
        known = (*self.teams, self.here, self.asked, *self.owned, *self.every_team)
        return next((each for each in known if each is not None and each.id == goal.team), None)

    def confirmation(self, behaviour: str) -> Confirmation | None:
        """What the team says of a behaviour; None where nobody has said anything."""
        return next((each for each in self.confirmations if each.behaviour == behaviour), None)

    def standing(self, behaviour: Behaviour) -> Standing:
        """Where a behaviour stands with its team; wants confirmations."""
        return standing(behaviour, self.confirmation(behaviour.id))
