"""The page for operators tells of every key what the schema says of it."""

from bot.organisation.example import EXAMPLE
from bot.organisation.explain import keys

PLACES = {
    "organisation": ("organisation",),
    "breaks": ("organisation", "breaks", 0),
    "rules": ("organisation", "rules"),
    "clarity": ("organisation", "rules", "clarity"),
    "teams": ("teams", 0),
    "situations": ("teams", 0, "situations", 0),
    "people": ("people", 0),
    "questions": ("questions", 0),
    "goals": ("goals", 0),
    "period": ("goals", 0, "period"),
    "guidance": ("goals", 0, "guidance"),
    "measures": ("goals", 0, "measures", 0),
    "behaviours": ("goals", 0, "behaviours", 0),
    "stop": ("goals", 0, "stop", 0),
    "answers": ("goals", 0, "answers"),
}


def test_the_page_explains_every_key_as_the_schema_does() -> None:
    page = (EXAMPLE.parents[1] / "docs" / "organisation.md").read_text(encoding="utf-8")
    rows = [f"| `{place}` | `{key}` | {says} |" for place, path in PLACES.items() for key, says in keys(path).items()]
    assert [row for row in page.splitlines() if row.startswith("| `")] == rows
