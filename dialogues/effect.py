"""Everything a dialogue can ask for.

Durable effects are stored in the same transaction as the event that caused them. Immediate effects answer the
request that came in, and are gone with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from dialogues.audit import Role, Through
from dialogues.availability import Hours
from dialogues.celebration import Celebration, CelebrationId
from dialogues.event import Occasion
from dialogues.form import Form
from dialogues.goal import BehaviourId, Goal, GoalId, Status
from dialogues.kind import Kind
from dialogues.meeting.feed import Feed
from dialogues.meeting.meeting import Diary, Meeting, MeetingId, Talk
from dialogues.meeting.personal_promise import PersonalPromise, PersonalPromiseId
from dialogues.meeting.topic import Topic
from dialogues.message import Message
from dialogues.nudge.plan import Plan
from dialogues.person import PersonId, TeamId
from dialogues.phrase import Text, Wording
from dialogues.promise import Promise
from dialogues.pulse.custom import QuestionKey
from dialogues.pulse.item import ItemId
from dialogues.reflection import Reflection, ReflectionId
from dialogues.rules import K
from dialogues.translation.confirmation import Judgement, SuggestionId
from dialogues.window import Aspect, Option, Reading, Slot, Visibility, WindowId

# Durable


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Send `message` to one person. `key` makes it happen once, however often it is asked for.

    Not sent before `not_before` or after `expires_at` (UTC), nor while the person is not available, nor beyond the caps
    of its `kind`: it waits, and what would wait for longer than it is of use is dropped.
    """

    to: PersonId
    key: str
    kind: Kind
    message: Message[Text]
    expires_at: datetime
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Send `message` to a team: in its channel where it has one, else to each of `members` (never twice to one).

    What tells results stands in the channel only where the organisation's rules say so and exactly the team and its
    lead read there at that moment, else each of `members` gets it who is of the team then (`dialogues.audience`).
    """

    to: TeamId
    members: tuple[PersonId, ...]
    key: str
    kind: Kind
    message: Message[Text]
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Keep the person's answer in an open window; their earlier one there is replaced. What it said of an `aspect`
    other than the answer itself stays while the answer does.

    What is still planned to ask them of it again is not sent.
    """

    window: WindowId
    value: str
    aspect: Aspect = Aspect.ANSWER


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """Forget the person's answer in an open window, and what they said with it."""

    window: WindowId


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """Keep what the person writes beside their answer in an open window; what they wrote there before is replaced.

    There is a `text` only where somebody may read it. It goes with the answer.
    """

    window: WindowId
    visibility: Visibility
    theme: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSettings:
    """The person's own choices. A None leaves the choice as it is. What was planned for one who stops is cancelled.

    `timezone` is an IANA name, or empty: where their platform or the organisation's file says. From `paused_until` on
    they may be written to again; a day that is past ends a pause. `nudged_about` is as in `dialogues.person.Person`;
    nudges that were planned about something else are not sent.
    """

    language: str | None = None
    timezone: str | None = None
    send_time: time | None = None
    hours: Hours | None = None
    stopped: bool | None = None
    paused_until: date | None = None
    nudged_about: str | None = None
    digest_time: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """`occasion` comes due for `subject` at `at` (UTC), replacing what was planned for it; None: not at all.

    `about` is the window that it is due about, if it is one; not at all is then said of that window alone.
    """

    occasion: Occasion
    subject: PersonId | TeamId
    at: datetime | None
    about: WindowId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWindow:
    """Begin a window for a team, at the instant of the event. What it is about is as in `dialogues.window.Window`."""

    team: TeamId
    item: ItemId = ItemId.LAST
    slot: Slot = Slot.A
    behaviour: BehaviourId | None = None
    goal: GoalId | None = None
    question: QuestionKey | None = None
    text: Wording | None = None
    options: tuple[Option, ...] = ()
    k: int = K


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseWindow:
    """End a window at the instant of the event, and publish its `reading` if it has one."""

    window: WindowId
    reading: Reading | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveGoal:
    """Make the goal that was loaded be this, with the next version; it is new where nobody knows its id.

    Of its behaviours, one with an unknown id is new, and one that is no longer among them is over: what was answered
    about it stays.
    """

    goal: Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Keep what the person says of a behaviour; what they said of it before is replaced, with None by nothing."""

    behaviour: BehaviourId
    judgement: Judgement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggest:
    """Keep another wording for a behaviour, without the person; the same one again is the same suggestion."""

    id: SuggestionId
    behaviour: BehaviourId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePlan:
    """Keep a plan of the person's; the one that they had for its behaviour is replaced."""

    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class DropPlan:
    """Forget the person's plan for a behaviour."""

    behaviour: BehaviourId


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Keep how far a team has come with a behaviour. The goal stays the same version: nobody has changed it."""

    behaviour: BehaviourId
    status: Status
    status_on: date | None
    focused_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogTalk:
    """Keep that a team has talked about its goals on that local day of the organisation; nothing about who was there,
    or who says so."""

    team: TeamId
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveMeeting:
    """Keep a meeting of the person's, in the place of the one with its id. What was planned to be said about it is not
    sent."""

    meeting: Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class DropMeeting:
    """Forget a meeting of the person's, and what was planned to be said about it."""

    meeting: MeetingId


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveDiary:
    """Keep how the person wants to be prepared for talks."""

    diary: Diary


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveFeed:
    """Keep the secret address of the person's calendar, in the place of the one that they had, and read it soon."""

    address: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DropFeed:
    """Forget the address of the person's calendar, and the talks that were found in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackFeed:
    """Keep how it is with the person's calendar, and its `version`, if that is another one."""

    feed: Feed
    version: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Make these the talks that the person has by their calendar. What was planned to be said of one that is gone, or
    moved, is not sent."""

    talks: tuple[Talk, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTopic:
    """Keep what the person wants to bring up in a talk, in the place of what they had. What was planned to be said of
    that talk is not sent."""

    topic: Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class DropTopic:
    """Forget what the person wanted to bring up in the talk with this key, and do not send it any more."""

    talk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePersonalPromise:
    """Keep what the person has promised somebody, in the place of what has its id. What was planned to be asked about
    it is not sent."""

    promise: PersonalPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class DropPersonalPromise:
    """Forget what the person has promised: it is answered. What was planned to be asked about it is not sent."""

    promise: PersonalPromiseId


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOneOnOne:
    """Count a one-on-one of the person's in the week that begins on the Monday `week`, and whether it became a talk
    about the goal; nothing about whom it was with."""

    week: date
    is_about_goal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hush:
    """A team is quiet from now on, or no longer."""

    team: TeamId
    quiet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Announce:
    """A team has been told that from now on at least `k` people stand behind a figure (R20)."""

    team: TeamId
    k: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePromise:
    """Keep an obstacle that was raised, or what has become of it. What is planned to be asked about it is not sent."""

    promise: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveCelebration:
    """Keep what the person proposes to celebrate in their team's digest."""

    celebration: Celebration


@dataclass(frozen=True, slots=True, kw_only=True)
class DropCelebration:
    """Forget what the person has proposed, which no digest has shown."""

    id: CelebrationId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowCelebration:
    """Keep that the digest of the local day `on` of the organisation shows it, so that no other one does."""

    id: CelebrationId
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Erase:
    """Forget what the person has said: in windows, of wordings, in plans and texts. What was published stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Keep that the person, or `who` it is, is shown results of a team that they are no member of (domain.md R19): as
    what, and what for; where `team` is None, of the whole organisation's. The same once more on one day is the same."""

    team: TeamId | None
    role: Role
    through: Through
    who: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveReflection:
    """Keep what the person has written for themselves."""

    reflection: Reflection


@dataclass(frozen=True, slots=True, kw_only=True)
class DropReflection:
    """Forget what the person has written for themselves."""

    id: ReflectionId


# Immediate


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Answer so that only the one who acted sees it. To `Opened`, it is what their page shows."""

    message: Message[Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replace:
    """Put `message` in the place of the one whose button was tapped."""

    message: Message[Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Show a form."""

    form: Form[Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """The submitted form stays open, with what is wrong beside each field by its name.

    `form` is that form, for platforms that do not remember it: what was entered stands in it all the same.
    """

    form: Form[Text]
    errors: Mapping[str, Text]


Durable = (
    Say
    | Post
    | Record
    | Withdraw
    | Comment
    | SaveSettings
    | Schedule
    | OpenWindow
    | CloseWindow
    | SaveGoal
    | Judge
    | Suggest
    | SavePlan
    | DropPlan
    | Track
    | LogTalk
    | SaveMeeting
    | DropMeeting
    | SaveDiary
    | SaveFeed
    | DropFeed
    | TrackFeed
    | Book
    | SaveTopic
    | DropTopic
    | SavePersonalPromise
    | DropPersonalPromise
    | LogOneOnOne
    | Hush
    | Announce
    | SavePromise
    | SaveCelebration
    | DropCelebration
    | ShowCelebration
    | SaveReflection
    | DropReflection
    | Audit
    | Erase
)
Immediate = Reply | Replace | Open | Reject
Effect = Durable | Immediate
