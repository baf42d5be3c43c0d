"""Who lives in the playground, as a platform tells it."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from adapters.playground.world import Resident
from dialogues.address import AccountKey, Profile, Workspace
from dialogues.person import LANGUAGES


def profile(resident: Resident, workspace: Workspace, locales: Mapping[str, str]) -> Profile:
    """Somebody's profile. `locales` are the languages chosen here, by user."""
    return Profile(
        key=AccountKey(workspace=workspace, user=resident.user),
        name=resident.name,
        email=resident.email,
        locale=locales.get(resident.user, resident.locale),
        timezone=resident.timezone,
    )


def language(locale: str | None) -> str:
    """The one of our languages that comes closest to a locale."""
    code = (locale or "").replace("_", "-").split("-")[0].lower()
    return code if code in LANGUAGES else LANGUAGES[-1]


def zone(resident: Resident | None) -> ZoneInfo:
    """Where somebody is, UTC where nobody says."""
    return ZoneInfo((resident and resident.timezone) or "UTC")
