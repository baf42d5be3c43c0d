"""A report as one page that needs nothing beside itself: no script, no file, no address."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.report.drawing import draw
from dialogues.language import Language
from dialogues.phrase import Argument, Phrase
from dialogues.report.report import Report


def write(report: Report[str], language: Language) -> str:
    """The whole page. What an organisation has written is escaped."""

    def say(key: str, count: int | None = None, /, **gaps: Argument) -> str:
        return language.say(Phrase.of(key, count, **gaps))

    return _template().render(report=report, language=language.code, say=say, draw=draw)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")
