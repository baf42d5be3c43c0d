"""The questions that there are (domain.md §3.1). One question, one tap."""

from dataclasses import dataclass
from enum import Flag, StrEnum, auto
from typing import Final

from dialogues.pulse import scale
from dialogues.pulse.scale import Scale


class ItemId(StrEnum):
    """The names of domain.md §3.1, that of how comfortable people are with being asked (§7, Trust), and one for each
    kind of question that the organisation asks itself."""

    LAST = "beh.last"
    FREQ = "beh.freq"
    SEEN = "beh.seen"
    CLARITY = "clarity"
    KNOW = "know"
    PRIO = "prio"
    OBST = "obst"
    CONF = "conf"
    PLAN = "plan"
    DIALOG = "dialog"
    STOP = "stop"
    DECIDE = "decide"
    LEAD_MEET = "lead.meet"
    LEAD_FB = "lead.fb"
    LEAD_PRIO = "lead.prio"
    TRUST = "trust"
    YES_NO = "custom.yes_no"
    HOW_CLEAR = "custom.how_clear"
    HOW_OFTEN = "custom.how_often"


class Need(Flag):
    """What a question cannot be asked without: the behaviour in focus, a goal, two of them, somebody who leads."""

    NOTHING = 0
    FOCUS = auto()
    GOAL = auto()
    GOALS = auto()
    LEAD = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One of the questions: the key of its wording, and its answers. `quotes`: the behaviour stands under it."""

    id: ItemId
    wording: str
    scale: Scale
    needs: Need = Need.NOTHING
    quotes: bool = False


_LEAD = Need.LEAD
_ON_FOCUS = Need.FOCUS | Need.LEAD
ITEMS: Final = {
    each.id: each
    for each in (
        Item(id=ItemId.LAST, wording="pulse.question", scale=scale.LAST, needs=Need.FOCUS, quotes=True),
        Item(id=ItemId.FREQ, wording="item.freq", scale=scale.DAYS, needs=Need.FOCUS, quotes=True),
        Item(id=ItemId.SEEN, wording="item.seen", scale=scale.SEEN, needs=Need.FOCUS, quotes=True),
        Item(id=ItemId.CLARITY, wording="item.clarity", scale=scale.CLEAR, needs=Need.GOAL),
        Item(id=ItemId.KNOW, wording="item.know", scale=scale.KNOWN, needs=Need.GOAL),
        Item(id=ItemId.PRIO, wording="item.prio", scale=scale.DAY_TO_DAY, needs=Need.GOALS),
        Item(id=ItemId.OBST, wording="item.obst", scale=scale.OBSTACLES, needs=Need.FOCUS, quotes=True),
        Item(id=ItemId.CONF, wording="item.conf", scale=scale.SURE, needs=Need.FOCUS, quotes=True),
        # It is between a person and Vardag, and never asked of a team.
        Item(id=ItemId.PLAN, wording="item.plan", scale=Scale(answers=()), needs=Need.FOCUS),
        Item(id=ItemId.DIALOG, wording="item.dialog", scale=scale.TALKED, needs=Need.GOAL),
        Item(id=ItemId.STOP, wording="item.stop", scale=scale.WAITED, needs=Need.GOAL),
        Item(id=ItemId.DECIDE, wording="item.decide", scale=scale.DECIDED, needs=Need.GOAL),
        Item(id=ItemId.LEAD_MEET, wording="item.lead_meet", scale=scale.RAISED, needs=_ON_FOCUS, quotes=True),
        Item(id=ItemId.LEAD_FB, wording="item.lead_fb", scale=scale.TOLD, needs=_ON_FOCUS, quotes=True),
        Item(id=ItemId.LEAD_PRIO, wording="item.lead_prio", scale=scale.CLEAR, needs=_LEAD),
        Item(id=ItemId.TRUST, wording="item.trust", scale=scale.COMFORTABLE),
        Item(id=ItemId.YES_NO, wording="", scale=scale.YES_NO),
        Item(id=ItemId.HOW_CLEAR, wording="", scale=scale.CLEAR),
        Item(id=ItemId.HOW_OFTEN, wording="", scale=scale.OFTEN),
    )
}

#: The questions after which there may be something to say in one's own words (domain.md §3.1, Follow-up).
INVITING: Final = (ItemId.LAST, ItemId.CLARITY, ItemId.CONF)
