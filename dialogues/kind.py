"""What kinds of messages Vardag sends by itself, what each counts against, and which goes first (domain.md §4.3)."""

from enum import StrEnum


class Budget(StrEnum):
    """What a person's messages are counted against: everybody's own, and what somebody gets because they lead."""

    PERSON = "person"
    LEAD = "lead"


class Kind(StrEnum):
    """Everything that is sent to somebody who has not asked for it at that moment. The ids of domain.md §4.2, where it
    has one."""

    GREETING = "n.first"
    PULSE = "pulse"
    REMINDER = "pulse.reminder"
    #: The question again, at the time that its reader has put it off to.
    SNOOZED = "pulse.snoozed"
    #: Whether to pause, to somebody who has left six questions unanswered.
    SILENCE = "pulse.silence"
    PLAN = "n.plan"
    BEFORE = "n.before"
    OWN = "n.own"
    NORM = "n.norm"
    COMMIT = "n.commit"
    MISS = "n.miss"
    CELEBRATE = "n.cele"
    LOOP = "n.loop"
    FADE = "n.fade"
    DROP = "n.drop"
    #: A goal, or what its team is asked of it.
    NEWS = "goal.news"
    #: Why a team's questions are quiet, and that they come again.
    QUIET = "team.quiet"
    #: How many people stand behind any figure from now on.
    RULES = "team.rules"
    DIGEST = "digest"
    # To those who own or lead
    #: That a team finds its goals in each other's way.
    CLASH = "owner.clash"
    LEAD_DIGEST = "lead.digest"
    #: The same of every other team that somebody leads.
    OTHER_DIGEST = "lead.other_digest"
    HEARD = "lead.heard"
    TRANSLATE = "n.transl"
    TALK = "lead.talk"
    OBSTACLE = "lead.obstacle"
    #: Which behaviour could be next.
    FOCUS = "lead.focus"
    #: The question of the week to somebody who leads, for themselves.
    REFLECT = "m.7"
    #: Before a one-on-one, or a meeting of a team.
    ONE_ON_ONE = "lead.one_on_one"
    TEAM_MEETING = "lead.team_meeting"
    #: The same where its reader wants it before every talk, or the other has something to bring up.
    EVERY_TALK = "lead.every_talk"
    #: What somebody wants to bring up in a talk with their lead.
    INVITATION = "talk.invitation"
    #: Whether what was promised in a talk has been kept, and what became of it.
    PROMISE = "lead.promise"
    PROMISED = "talk.promised"
    #: That the calendar which its reader has connected cannot be read, or can be again.
    FEED = "lead.feed"
    #: Whether it became a talk about the goal: one tap that belongs to what was said before.
    AFTERWARDS = "lead.afterwards"

    @property
    def budget(self) -> Budget | None:
        """What it counts against; None for what is not counted: what its reader has asked for, and the digests of
        further teams, which their lead gets when each of them does, however many they are."""
        if self in _ASKED_FOR or self is Kind.OTHER_DIGEST:
            return None
        return Budget.LEAD if self in _TO_LEADS else Budget.PERSON

    @property
    def tells_results(self) -> bool:
        """Whether it tells what a team has answered: no channel has it that anybody else reads (R23)."""
        return self is Kind.DIGEST

    @property
    def is_own(self) -> bool:
        """Whether its words, or that it comes or does not, tell what its reader has chosen, answered or left
        unanswered."""
        return self in _OWN

    @property
    def gives_way(self) -> bool:
        """Whether it is sent only where the next digest still finds room after it: a digest that came later to some
        would tell that they had been reminded, and so had not answered (R13); one that came to the lead and later to
        the team, or the other way, would not be the same for both at the same time (domain.md §0, decision 6)."""
        return self.budget is not None and self not in _BEFORE_DIGESTS

    @property
    def rank(self) -> int:
        """Where several want the same room, the lowest goes first; of equal ones, what fell due first."""
        return _RANKS.get(self, 5)


#: The nudge of the week is one of these.
NUDGES = (Kind.PLAN, Kind.OWN, Kind.NORM, Kind.COMMIT, Kind.MISS, Kind.CELEBRATE, Kind.FADE)
#: What somebody gets because of a talk that they have.
TALKS = (Kind.ONE_ON_ONE, Kind.TEAM_MEETING, Kind.EVERY_TALK, Kind.AFTERWARDS, Kind.INVITATION)
#: What somebody gets because of a promise in one.
PROMISES = (Kind.PROMISE, Kind.PROMISED)
_OWN = (
    *(Kind.PULSE, Kind.REMINDER, Kind.SNOOZED, Kind.SILENCE, Kind.BEFORE, Kind.FEED, Kind.REFLECT),
    *(*NUDGES, *TALKS, *PROMISES),
)
_ASKED_FOR = (Kind.SNOOZED, Kind.BEFORE, Kind.EVERY_TALK, Kind.AFTERWARDS, Kind.FEED)
_TO_LEADS = (
    *(Kind.LEAD_DIGEST, Kind.HEARD, Kind.TRANSLATE, Kind.TALK, Kind.OBSTACLE, Kind.FOCUS),
    *(Kind.ONE_ON_ONE, Kind.TEAM_MEETING, Kind.PROMISE, Kind.CLASH, Kind.REFLECT),
)
#: An invitation would be too late after its talk, and the news of a goal after its first question. Where digests come
#: at the same minute every week, they find room all the same.
_BEFORE_DIGESTS = (Kind.GREETING, Kind.DIGEST, Kind.LEAD_DIGEST, Kind.INVITATION, Kind.NEWS)
#: The order of domain.md §4.3, with what has to be known before the next question before everything.
_RANKS = {
    Kind.GREETING: 0,
    # It comes to all of a team and its lead in the same minute.
    Kind.DIGEST: 0,
    Kind.LEAD_DIGEST: 0,
    Kind.OTHER_DIGEST: 0,
    Kind.RULES: 1,
    Kind.PULSE: 2,
    Kind.SNOOZED: 3,
    Kind.BEFORE: 3,
    Kind.LOOP: 4,
    # Nobody waits for it.
    Kind.REFLECT: 6,
}
