"""Every type of message and form with an example of it, composed by what composes the real one.

A new type is a line here, and a phrase `example.<id>` in both languages that says when it comes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from dialogues import (
    celebrating,
    clash,
    goals,
    greeting,
    help,
    insight,
    leadership,
    obstacle,
    obstacle_form,
    quiet,
    reflecting,
    reflections,
    review,
    settings,
    settings_form,
    status,
    talk,
    team,
)
from dialogues.calendar import DAY
from dialogues.digest import contents, why
from dialogues.example.company import (
    ASKED,
    ASKING_FACTS,
    AUDIT,
    AWAY,
    BROUGHT,
    CALLING,
    CLOSING,
    FOURTH_GOAL,
    GOAL,
    INVITED_FACTS,
    LEAD,
    LEADS_FACTS,
    LOOPED,
    MEETINGS_FACTS,
    MEMBER,
    MEMBERS_FACTS,
    MONDAY,
    NEXT_GOAL,
    NOON,
    NOT_POSSIBLE,
    NUDGED_FACTS,
    OBSTACLE,
    ONE_ON_ONE,
    OTHER_GOALS,
    PLAN,
    PROMISED,
    PROMISING_FACTS,
    PROPOSALS,
    PROPOSED,
    REFLECTIONS,
    SUGGESTION,
    TALK,
    TEAM,
    UNDER_WAY,
    WEEK,
    WINDOW,
    asking,
)
from dialogues.example.mine import MINE
from dialogues.example.whole import WHOLE_FACTS
from dialogues.form import Form
from dialogues.goal import Arena, GoalId
from dialogues.kind import NUDGES, Kind
from dialogues.meeting import (
    bringing,
    following,
    inviting,
    meeting_form,
    promising,
    promising_form,
    registering,
    topic_form,
)
from dialogues.meeting import sentence as sentence_of_talks
from dialogues.meeting.question import Agenda
from dialogues.message import Message, brief
from dialogues.nudge import nudging, plan_form, reminding, sentence
from dialogues.nudge.memory import Nudged
from dialogues.nudge.subject import choices
from dialogues.own import erasing, showing
from dialogues.phrase import Phrase, Text
from dialogues.pulse import card, comment
from dialogues.rules import Rules
from dialogues.translation import behaviour_list, cocreation, course, draft, ending, hearing, progress, trade_off
from dialogues.translation.confirmation import SuggestionId


class Part(StrEnum):
    """What a type belongs to, by who meets it."""

    #: What an employee meets without having asked for it, and what answers a tap on that.
    EMPLOYEE = "employee"
    #: The same for somebody who leads.
    LEAD = "lead"
    #: What answers a command.
    COMMAND = "command"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """`id` is the message's `Kind`, or for what is said at once a name in the same manner."""

    id: str
    part: Part
    shows: Message[Text] | Form[Text]

    @property
    def when(self) -> Phrase:
        """When it comes, in one line."""
        if self.id in ASKED:
            return Phrase.of("example.item")
        return Phrase.of(f"example.{self.id}")


_DIGEST: Final = contents.compose(WEEK).message

_AGENDA: Final = Agenda(goal=GOAL, behaviour=CALLING, obstacle=OBSTACLE)
_OWN: Final = (*promising.before(PROMISING_FACTS, MEMBER.id), *topic_form.shown(BROUGHT, MEMBER.name))
_AT: Final = sentence_of_talks.when(TALK, LEAD, MONDAY + DAY)

_EMPLOYEE: Final[Mapping[str, Message[Text] | Form[Text]]] = {
    Kind.GREETING: greeting.greeting(),
    Kind.PULSE: card.question(WINDOW, later=True),
    "pulse.thanks": card.thanks(WINDOW),
    "pulse.obstacle": card.thanks(WINDOW, obstacles=True),
    "pulse.undone": card.question(WINDOW, withdrawn=True),
    "pulse.later": card.put_off(WINDOW),
    "pulse.skipped": card.skipped(WINDOW),
    Kind.REMINDER: card.question(WINDOW, later=True, control=True),
    Kind.SNOOZED: card.question(WINDOW),
    "pulse.closed": card.closed(),
    "pulse.comment": comment.form(WINDOW),
    **{str(each): card.question(asking(each), later=True) for each in ASKED},
    Kind.SILENCE: card.silence(WINDOW),
    Kind.PROMISED: promising.told(PROMISED, LEAD.name, "done"),
    Kind.INVITATION: inviting.invitation(TALK, LEAD.name, _AT, 1),
    "topic.form": topic_form.form(TALK.key, LEAD.name, None),
    "topic.kept": bringing.thanks(BROUGHT, TALK, LEAD),
    **{kind: nudging.compose(kind, CALLING, NUDGED_FACTS, Nudged(), MONDAY) for kind in NUDGES},
    Kind.BEFORE: sentence.before(PLAN, 1),
    Kind.LOOP: brief(sentence.phrase(Kind.LOOP, 1, **LOOPED)),
    "obstacle.under_way": obstacle.told(UNDER_WAY),
    "obstacle.not_possible": obstacle.told(NOT_POSSIBLE),
    "plan.form": plan_form.form(CALLING, None),
    "plan.saved": plan_form.saved(PLAN),
    "plan.commitment": nudging.commitment(),
    Kind.QUIET: talk.quiet(TEAM),
    "team.again": talk.again(),
    "team.unanswered": quiet.why(TEAM, (OBSTACLE,), is_silent=True),
    "team.answered": obstacle.again(UNDER_WAY),
    Kind.RULES: review.careful(8),
    Kind.DIGEST: _DIGEST,
    "digest.why": why.why(("q2", "c1", "o1")),
    Kind.NEWS: course.launch(GOAL),
    "goal.ask": cocreation.question(PROPOSED, ()),
    "goal.suggest": cocreation.form(PROPOSED, CALLING),
    Kind.DROP: ending.farewell(ending.makes_room(GOAL, NEXT_GOAL.title, 0), NEXT_GOAL),
}
_LEAD: Final[Mapping[str, Message[Text] | Form[Text]]] = {
    Kind.LEAD_DIGEST: _DIGEST,
    Kind.OTHER_DIGEST: _DIGEST,
    Kind.HEARD: hearing.suggested(SuggestionId("s1"), SUGGESTION, PROPOSED, CALLING),
    Kind.TRANSLATE: review.to_translate(PROPOSED, 1),
    Kind.TALK: talk.nudge(TEAM),
    Kind.OBSTACLE: obstacle.ask(OBSTACLE, TEAM, is_overdue=False),
    Kind.CLASH: clash.told(TEAM, (GOAL, NEXT_GOAL)),
    "obstacle.overdue": obstacle.ask(OBSTACLE, TEAM, is_overdue=True),
    "obstacle.asked": obstacle.ask(UNDER_WAY, TEAM, is_overdue=False),
    "obstacle.form": obstacle_form.form(UNDER_WAY),
    Kind.FOCUS: review.proposal(CALLING, CLOSING, TEAM),
    Kind.ONE_ON_ONE: sentence_of_talks.before(MEMBER.name, _AT, _AGENDA, 1, ()),
    Kind.TEAM_MEETING: sentence_of_talks.before_meeting(TEAM.name, _AT, _AGENDA, 1),
    Kind.EVERY_TALK: sentence_of_talks.before(MEMBER.name, _AT, _AGENDA, 3, ()),
    Kind.AFTERWARDS: sentence_of_talks.after(TALK.key, MEMBER.name, promising.making(), is_one_on_one=True),
    Kind.FEED: following.told(Phrase.of("feed.broken", why=Phrase.of("feed.fault.other"))),
    "feed.form": following.form(),
    "feed.connected": following.said("feed.connected"),
    Kind.PROMISE: promising.ask(PROMISED, MEMBER.name),
    "between.form": promising_form.form(PROMISED.id, PROMISED, MEETINGS_FACTS),
    "lead.brought": sentence_of_talks.before(
        MEMBER.name, _AT, _AGENDA, 1, tuple(topic_form.shown(BROUGHT, MEMBER.name))
    ),
    Kind.REFLECT: reflecting.compose(GOAL, LEADS_FACTS, Nudged(), MONDAY),
    "reflections.form": reflections.form(Arena.PRIORITY),
    "reflections.thanks": reflections.thanks(),
    "reflections.latest": reflections.latest(REFLECTIONS, LEADS_FACTS),
    "reflections.none": reflections.latest((), LEADS_FACTS),
    "lead.disputed": hearing.disputed(PROPOSED, CALLING),
    "lead.confirmed": hearing.confirmed(PROPOSED),
    "goal.plan": progress.card(PROPOSED, ASKING_FACTS),
    "goal.behaviours": behaviour_list.behaviours(PROPOSED, ASKING_FACTS),
    "goal.fourth": trade_off.question(FOURTH_GOAL, OTHER_GOALS),
}
_COMMAND: Final[Mapping[str, Message[Text] | Form[Text]]] = {
    "goal": goals.card(TEAM, MEMBERS_FACTS),
    "goal.lead": goals.card(TEAM, LEADS_FACTS),
    "goal.new": draft.blank(GoalId("nytt"), (TEAM,), MONDAY),
    "status": status.status(LEADS_FACTS),
    "status.whole": status.status(WHOLE_FACTS),
    "meeting.list": registering.listed(PROMISING_FACTS, NOON),
    "topic.mine": bringing.mine(INVITED_FACTS, NOON),
    "meeting.form": meeting_form.form(ONE_ON_ONE.id, ONE_ON_ONE, MEETINGS_FACTS),
    "meeting.when": meeting_form.diary_form(MEETINGS_FACTS.diary),
    "remind": reminding.plans(NUDGED_FACTS, NOON),
    "celebrate.form": celebrating.form(MEMBERS_FACTS),
    "celebrate.thanks": celebrating.thanks(PROPOSALS[0], TEAM),
    "celebrate.waiting": celebrating.overview(PROPOSALS, MEMBERS_FACTS),
    "celebrate.offer": celebrating.overview((), MEMBERS_FACTS),
    "leadership": leadership.card(LEADS_FACTS),
    "leadership.nobody": leadership.card(MEMBERS_FACTS),
    "team.unknown": team.unknown("Lagret", ASKING_FACTS),
    "audit": insight.page(TEAM, AUDIT),
    "audit.none": insight.page(TEAM, ()),
    "mydata": showing.offer(),
    "mydata.words": showing.page(MINE, showing.WORDS),
    "mydata.more": showing.page(MINE, showing.WORDS, 1),
    "mydata.last": showing.page(MINE, showing.WORDS, 2),
    "mydata.json": showing.page(MINE, showing.JSON),
    "mydata.changed": showing.page(MINE, showing.WORDS, changed=True),
    "erase": erasing.ask(),
    "erase.done": erasing.done(),
    "erase.stopped": erasing.done(stopped=True),
    "settings": settings_form.form(MEMBER, MONDAY, choices(MEMBERS_FACTS, MONDAY)),
    "settings.offer": settings.offer(),
    "settings.saved": settings.saved(MEMBER),
    "settings.nudged": settings.saved(replace(MEMBER, nudged_about=CLOSING.id), CLOSING),
    "settings.paused": settings.paused(AWAY),
    "settings.stopped": settings.stopped(),
    "settings.resumed": settings.resumed(),
    "why": help.why(),
    "privacy": help.privacy(),
    "privacy.strict": help.privacy(Rules(k=7, keep_texts=0)),
    "about": help.about(),
    "help": help.introduction(),
    "help.unclear": help.introduction(asked="fika?"),
    "help.outdated": help.outdated(),
    "help.stranger": help.stranger(),
}


def _every() -> Iterator[Example]:
    for part, shown in ((Part.EMPLOYEE, _EMPLOYEE), (Part.LEAD, _LEAD), (Part.COMMAND, _COMMAND)):
        for id, shows in shown.items():
            yield Example(id=str(id), part=part, shows=shows)


#: By id, in the order in which they are read.
EXAMPLES: Final[Mapping[str, Example]] = {each.id: each for each in _every()}
