"""Ready behaviours to begin from (domain.md §2.4)."""

from dataclasses import dataclass
from typing import Final

from dialogues.goal import Arena, Audience
from dialogues.phrase import Wording
from dialogues.translation.templates import ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What a group of templates is good for. `id` begins the ids of its templates."""

    id: str
    name: Wording
    audience: Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A behaviour that passes the check as it stands, in both languages. `occasion` is when, in few words."""

    id: str
    theme: Theme
    text: Wording
    arena: Arena
    occasion: Wording

    @property
    def audience(self) -> Audience:
        """Whose behaviour it is."""
        return self.theme.audience


def template(id: str) -> Template | None:
    """The template with this id (`CS1`), or None where there is none such."""
    return _BY_ID.get(id)


def _theme(id: str, sv: str, en: str, audience: Audience = Audience.TEAM) -> Theme:
    return Theme(id=id, name=Wording(texts={"sv": sv, "en": en}), audience=audience)


#: In the order of domain.md §2.4.
THEMES: Final = (
    _theme("CS", "Kundnöjdhet", "Customer satisfaction"),
    _theme("CO", "Samarbete mellan avdelningar", "Cooperation across departments"),
    _theme("PR", "Lönsamhet", "Profitability"),
    _theme("SA", "Säkerhet", "Safety"),
    _theme("QU", "Kvalitet", "Quality"),
    _theme("SP", "Snabbhet och ledtid", "Speed"),
    _theme("ED", "Medarbetarutveckling", "Employee development"),
    _theme("LM", "Ledare: möten", "Leader: meetings", Audience.LEADER),
    _theme("LF", "Ledare: feedback", "Leader: feedback", Audience.LEADER),
    _theme("LP", "Ledare: prioriteringar", "Leader: priorities", Audience.LEADER),
)

#: In the order of their themes.
TEMPLATES: Final = tuple(
    Template(
        id=row.id,
        theme=theme,
        text=Wording(texts={"sv": row.sv, "en": row.en}),
        arena=row.arena,
        occasion=Wording(texts={"sv": row.when_sv, "en": row.when_en}),
    )
    for theme in THEMES
    for row in ROWS
    if row.id.startswith(theme.id)
)

_BY_ID: Final = {each.id: each for each in TEMPLATES}
