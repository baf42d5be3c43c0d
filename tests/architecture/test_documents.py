"""What the documents say about the settings is what the code does."""

import re

from pydantic import SecretStr
from pydantic_core import PydanticUndefined

from bot.settings import Settings, variables
from tests.architecture.repository import ROOT


def table() -> str:
    """The settings as README shows them."""
    rows = ["| variable | default | what it is |", "|---|---|---|"]
    for variable, name in variables().items():
        field = Settings.model_fields[name]
        assert field.description
        assert field.default is not PydanticUndefined
        default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        shown = str(default).lower() if isinstance(default, bool) else default
        rows.append(f"| `{variable}` | {'none' if default is None else f'`{shown}`'} | {field.description} |")
    return "\n".join(rows)


def test_the_table_in_readme_is_the_settings() -> None:
    [section] = re.findall(r"<!-- settings -->\n(.*?)\n<!-- /settings -->", (ROOT / "README.md").read_text(), re.DOTALL)
    assert section.strip() == table()


def test_the_example_of_a_file_has_every_setting_once_with_its_default() -> None:
    example = (ROOT / ".env.example").read_text()
    shown = dict(re.findall(r"^(?:# )?(VARDAG_\w+)=(.*)$", example, re.MULTILINE))
    assert shown.keys() == variables().keys()
    defaults = Settings.load({}, ROOT / "no such file")
    assert Settings.load(shown, ROOT / "no such file") == defaults


def test_the_documents_name_no_setting_that_is_not_there() -> None:
    named = {
        name
        for path in (*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "compose.yaml", ROOT / "Dockerfile")
        for name in re.findall(r"\bVARDAG_[A-Z_]+[A-Z]\b", path.read_text())
    }
    assert named <= variables().keys()
