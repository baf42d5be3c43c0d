"""The app as Teams takes it: https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema"""

from collections.abc import Mapping
from typing import Literal

#: The first level has the slash command; the second is for tenants that do not take the first yet.
Level = Literal["1.29", "1.25"]
LEVELS: tuple[Level, ...] = ("1.29", "1.25")

COLOR, OUTLINE, SWEDISH = "color.png", "outline.png", "sv.json"

#: What can be chosen from the list of commands, in English and in Swedish. It arrives as if it had been typed.
COMMANDS = (
    ("goal", "The team's goals and behaviours", "Teamets mål och beteenden"),
    ("goal new", "Begin a new goal for the team you lead", "Börja på ett nytt mål för teamet du leder"),
    ("goal status", "How far goals have become behaviours", "Hur långt målen har blivit beteenden"),
    ("goal settings", "When and in which language I write to you", "När och på vilket språk jag skriver till dig"),
    ("goal privacy", "How answers are handled", "Så hanteras svaren"),
    ("goal why", "Why you hear from me", "Varför jag hör av mig"),
    ("goal about", "Where the ideas come from", "Var idéerna kommer ifrån"),
    ("goal help", "What you can ask me", "Det här kan du fråga mig"),
)

SHORT = ("Goals, made part of the working day", "Målen, som en del av vardagen")
FULL = (
    "Vardag puts an organisation's few goals into the working day: each becomes a few behaviours that one could film. "
    "One question a week at most, answered with a tap; what a team has answered is shown to it and its lead in the "
    "same minute, never anybody's answer by itself, and nothing that fewer than five people have said.",
    "Vardag för in organisationens få mål i vardagen: varje mål blir några beteenden som man skulle kunna filma. Högst "
    "en fråga i veckan, besvarad med ett tryck. Vad ett team har svarat visas för teamet och chefen i samma stund, "
    "aldrig någons eget svar, och ingenting som färre än fem har sagt.",
)


def manifest(level: Level, *, app_id: str, url: str, version: str) -> Mapping[str, object]:
    """The manifest of the app `app_id`, whose people find its makers under `url`. `version` is `1.2.3`."""
    slash = level == "1.29"
    commands = {
        "scopes": ["personal"],
        "commands": [{"title": title, "description": english} for title, english, _ in COMMANDS],
    }
    bot = {
        "botId": app_id,
        "scopes": ["personal", "team"],
        "isNotificationOnly": False,
        "commandLists": [{**commands, "triggers": ["slash", "mention"]} if slash else commands],
    }
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{level}/MicrosoftTeams.schema.json",
        "manifestVersion": level,
        "version": version,
        "id": app_id,
        "developer": {"name": "Vardag", "websiteUrl": url, "privacyUrl": url, "termsOfUseUrl": url},
        "name": {"short": "Vardag", "full": "Vardag"},
        "description": {"short": SHORT[0], "full": FULL[0]},
        "icons": {"color": COLOR, "outline": OUTLINE},
        "accentColor": "#1F3A34",
        "localizationInfo": {
            "defaultLanguageTag": "en",
            "additionalLanguages": [{"languageTag": "sv", "file": SWEDISH}],
        },
        "bots": [{**bot, "supportsTargetedMessages": True} if slash else bot],
        "permissions": ["identity", "messageTeamMembers"],
        "defaultInstallScope": "personal",
    }


def swedish(level: Level) -> Mapping[str, str]:
    """The same in Swedish, by the places of the manifest that it is for."""
    described = {
        f"bots[0].commandLists[0].commands[{number}].description": text for number, (_, _, text) in enumerate(COMMANDS)
    }
    schema = f"https://developer.microsoft.com/json-schemas/teams/v{level}/MicrosoftTeams.Localization.schema.json"
    return {
        "$schema": schema,
        "name.short": "Vardag",
        "name.full": "Vardag",
        "description.short": SHORT[1],
        "description.full": FULL[1],
        **described,
    }
