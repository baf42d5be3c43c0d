"""What happens in one write transaction.

Every instant is aware UTC and comes in as an argument. Every method raises StorageError where the database cannot
be reached or is not the one expected.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from dialogues.address import AccountKey, Address, Profile, Whereabouts, Workspace
from dialogues.audit import Entry
from dialogues.effect import (
    Announce,
    Book,
    CloseWindow,
    Comment,
    DropCelebration,
    DropMeeting,
    DropPersonalPromise,
    DropPlan,
    DropReflection,
    DropTopic,
    Hush,
    Judge,
    LogOneOnOne,
    LogTalk,
    OpenWindow,
    Post,
    Record,
    SaveCelebration,
    SaveDiary,
    SaveFeed,
    SaveGoal,
    SaveMeeting,
    SavePersonalPromise,
    SavePlan,
    SavePromise,
    SaveReflection,
    SaveSettings,
    SaveTopic,
    Say,
    Schedule,
    ShowCelebration,
    Suggest,
    Track,
    TrackFeed,
    Withdraw,
)
from dialogues.event import Due
from dialogues.facts import Facts, Want
from dialogues.person import Organisation, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where an event meets a conversation: what is known, and the state it was left in, as its JSON text."""

    facts: Facts
    state: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What followed for one person from what was due to them: the `state` that their conversation (`dialogue`,
    `subject`) is in now, if it has another one, what they are told, and what comes due next."""

    person: PersonId
    dialogue: str
    subject: str
    state: str | None
    says: Sequence[Say]
    schedules: Sequence[Schedule]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """This event has been taken before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """Nobody in the organisation has this account. `organisation` is None before the first import."""

    organisation: Organisation | None


class Turn(Protocol):
    """One write transaction: all of it or nothing. Its methods wait for the database and for nothing else."""

    def act(
        self,
        *,
        event: str,
        at: datetime,
        account: AccountKey,
        dialogue: str,
        subject: str,
        wants: Want,
        where: Whereabouts | None = None,
        channel: str | None = None,
    ) -> Scene | Repeated | Stranger:
        """Take an event by its id and lock the conversation (person, dialogue, subject) that it belongs to.

        What `where` says is kept, and known from this scene on: it brings the account back within reach. `channel` is
        the platform's id of the channel in which it was said, by which the facts know whose channel that is.

        Two turns for one person never run at once, and a window that is in the facts stays open or closed until
        this turn has ended. A wanted window is the one whose id is `subject`, whichever team it belongs to. Where
        `subject` is a goal's id, that goal and the others of its team are as the facts say until this turn has ended:
        of several people who change goals of one team, each sees what the one before has left. So it is with a promise,
        where `subject` is the id of one.
        """
        ...

    def due(self, *, due: Due, dialogue: str, wants: Want) -> Scene | None:
        """Lock what is due and load it; None where it is no longer due, or somebody else has it in hand.

        The conversation with a person is about the window that it is due about or that they are asked in next, where
        that is wanted and there is one, else about "".
        A tally leaves out the answer of whoever leads the window's team now (R2).
        """
        ...

    def dues(self, *, dues: Sequence[Due], dialogue: str, wants: Want) -> Mapping[Due, Scene]:
        """As `due`, of several people to whom something is due at once and on one occasion; without those to whom it
        no longer is, or whom somebody else has in hand."""
        ...

    def meet(self, *, person: PersonId, dialogue: str, wants: Want) -> Scene | None:
        """Lock a person to whom something happens that they did not do, and load it; None where they are gone."""
        ...

    def follow(self, *, steps: Sequence[Followed], at: datetime) -> None:
        """As `remember`, `say` and `schedule`, for several people at once."""
        ...

    def take(self, *, event: str, at: datetime) -> bool:
        """Take an event that no dialogue answers; False where it has been taken before."""
        ...

    def remember(self, *, person: PersonId, dialogue: str, subject: str, state: str | None) -> None:
        """Keep the state of a conversation; None ends it."""
        ...

    def say(self, *, say: Say, dialogue: str, subject: str, at: datetime) -> bool:
        """Plan one delivery, which belongs to the reader's conversation (`dialogue`, `subject`).

        False where the person has no account in reach, has stopped, or the key is taken.
        """
        ...

    def post(self, *, post: Post, dialogue: str, subject: str, at: datetime) -> int:
        """Plan a delivery to the team's channel, else one to each member as `say` would; how many were planned."""
        ...

    def record(self, *, person: PersonId, record: Record, on: date) -> None:
        """Keep an answer under the person's respondent key, with the day and no time (R16).

        What was said of another aspect goes with the answer before it, and is kept beside "not that time" alone. What
        is planned to ask the person of it again is not sent.
        """
        ...

    def withdraw(self, *, person: PersonId, withdraw: Withdraw) -> None:
        """Forget the answer in an open window, what stood in the way, and the comment."""
        ...

    def comment(self, *, person: PersonId, comment: Comment) -> None:
        """Keep a comment under the person's respondent key, with no day and no time (R16).

        Only beside an answer of theirs in a window that is open.
        """
        ...

    def settings(self, *, person: PersonId, settings: SaveSettings, at: datetime) -> None:
        """Keep the person's choices; what is planned for them goes by these from `at` on. For one who stops, what was
        planned is as if it had never been: their planned deliveries are gone, with the conversations that these belong
        to, and nothing comes due to them."""
        ...

    def schedule(self, *, schedule: Schedule) -> None: ...

    def open_window(self, *, window: OpenWindow, at: datetime) -> None: ...

    def close_window(self, *, window: CloseWindow, at: datetime) -> None:
        """End the window and publish its reading. What is still planned about it is gone: nobody is asked too late."""
        ...

    def save_goal(self, *, save: SaveGoal) -> None:
        """Make a goal be what it is in `save`, with the version after its own; a new goal has version 1 and stands
        behind all others.

        Where somebody else has changed it since it was loaded, or has begun another in its place, the whole turn is run
        again on what is there now.

        A behaviour that is known keeps its version and what it replaces; one that was over is not any more where it is
        among the goal's again.
        """
        ...

    def judge(self, *, person: PersonId, judge: Judge) -> None:
        """Keep what is said of a behaviour under the person's respondent key, with no day and no time (R16).

        A behaviour that is over takes nothing. None forgets what they said.
        """
        ...

    def suggest(self, *, suggest: Suggest) -> None:
        """Keep another wording, with nobody behind it and no time; one that is known already is kept once."""
        ...

    def track(self, *, track: Track) -> None:
        """Keep how far a team has come with a behaviour. Its goal has not been changed by that."""
        ...

    def log_talk(self, *, log: LogTalk) -> None:
        """Keep the day on which a team has talked, once."""
        ...

    def save_meeting(self, *, person: PersonId, save: SaveMeeting) -> None:
        """Keep a meeting that the person leads, in the place of the one with its id, unless that is somebody else's.
        What is planned to be said about it is not sent."""
        ...

    def drop_meeting(self, *, person: PersonId, drop: DropMeeting) -> None:
        """Forget a meeting that the person leads, and what is planned to be said about it."""
        ...

    def save_diary(self, *, person: PersonId, save: SaveDiary) -> None: ...

    def save_feed(self, *, person: PersonId, save: SaveFeed, at: datetime) -> None:
        """Keep the address of the person's calendar, in the place of the one that they had with all that was found
        there; it is to be read at `at`."""
        ...

    def drop_feed(self, *, person: PersonId) -> None:
        """Forget the address of the person's calendar, and the talks that were found in it."""
        ...

    def track_feed(self, *, person: PersonId, track: TrackFeed) -> None:
        """Keep how it is with the person's calendar, if they still have one."""
        ...

    def book(self, *, person: PersonId, book: Book, at: datetime) -> None:
        """Make these the talks that the person has by their calendar. What is planned to be said of one that is gone,
        or moved, is not sent, while it is not over `at` this instant; what was to be brought up goes where it goes,
        and with it."""
        ...

    def save_topic(self, *, person: PersonId, save: SaveTopic) -> None:
        """Keep what the person wants to bring up in a talk. What is planned to be said to its lead is not sent."""
        ...

    def drop_topic(self, *, person: PersonId, drop: DropTopic) -> None:
        """Forget it, and do not send it any more."""
        ...

    def save_personal_promise(self, *, person: PersonId, save: SavePersonalPromise) -> None:
        """Keep what the person has promised, unless its id is that of somebody else's promise. What is planned to be
        asked about it is not sent."""
        ...

    def drop_personal_promise(self, *, person: PersonId, drop: DropPersonalPromise) -> None:
        """Forget what the person has promised, and what is planned to be asked about it."""
        ...

    def log_one_on_one(self, *, person: PersonId, log: LogOneOnOne) -> None:
        """Count a one-on-one in its week."""
        ...

    def hush(self, *, hush: Hush) -> None: ...

    def announce(self, *, announce: Announce) -> None: ...

    def save_promise(self, *, save: SavePromise) -> None:
        """Keep what a team has raised, or what has become of it; what is planned to be asked about it is not sent."""
        ...

    def save_celebration(self, *, person: PersonId, save: SaveCelebration) -> None:
        """Keep what a person proposes, and whether they are named."""
        ...

    def drop_celebration(self, *, person: PersonId, drop: DropCelebration) -> None:
        """Forget what the person has proposed.

        Where a digest has shown it since it was loaded, or it is not theirs, the whole turn is run again on what is
        there now.
        """
        ...

    def show_celebration(self, *, show: ShowCelebration) -> None:
        """Keep that a digest shows it. Where it has been taken back, or shown, since it was loaded, the whole turn is
        run again on what is there now."""
        ...

    def audit(self, *, entry: Entry) -> None:
        """Keep that somebody has read results, once a day. What is kept is never changed."""
        ...

    def erase(self, *, person: PersonId) -> None:
        """Forget what a person has said: their answers, also those in closed windows, what they have written and
        planned, and what was said to them of it. What is planned to be said to them of that is not sent; whoever has
        been asked in an open window is not asked in it again. Readings stay as they are."""
        ...

    def save_reflection(self, *, person: PersonId, save: SaveReflection) -> None:
        """Keep what a person has written for themselves."""
        ...

    def drop_reflection(self, *, person: PersonId, drop: DropReflection) -> None: ...

    def save_plan(self, *, person: PersonId, save: SavePlan) -> None:
        """Keep a person's plan in the place of the one that they had for its behaviour."""
        ...

    def drop_plan(self, *, person: PersonId, drop: DropPlan) -> None: ...

    def see(self, *, profile: Profile, at: datetime, address: Address | None = None) -> PersonId | None:
        """Match a profile by explicit id, else by e-mail, and keep the account with what the profile says of it; None
        where nobody in the organisation is meant. An inactive profile takes the account out of reach, an active one
        brings it back. Where there is an `address`, it is kept; of somebody whom nobody knows yet too, until `adopt`
        names them."""
        ...

    def leave(self, *, account: AccountKey, reason: str) -> None:
        """Take an account out of reach; whom nobody knows is forgotten."""
        ...

    def disconnect(self, *, workspace: Workspace, reason: str, at: datetime) -> None:
        """Stop a workspace: nothing planned for it is sent until `connect`."""
        ...
