"""One line for everything that happens, without a secret and without what people write.

Our own modules log events with fields through structlog. The libraries' lines take the same way out, but only from
WARNING on: below it, Slack's SDK and aiohttp print bodies and tokens. A traceback is its frames and the classes of the
exceptions: the text of an exception may quote an answer.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TextIO

import structlog
from structlog.dev import ConsoleRenderer
from structlog.processors import JSONRenderer, StackInfoRenderer, TimeStamper
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

#: The loggers that the level is for.
OURS = ("vardag", "bot", "adapters", "dialogues", "storage", "migrations")

#: What is taken out of every line, should it ever get there.
TOKENS = (
    r"x(?:ox[a-z]|app)[-.][\w-]+",  # Slack's tokens
    r"""(?<=://)[^\s@"']+@""",  # who and password in front of a host
    r"(?<=hooks\.slack\.com/)[\w/-]+",  # an address that may be written to for half an hour
    r"(?<=[Bb]earer )[\w.~+/-]+=*",
    r"eyJ[\w-]{8,}[\w.-]*",  # a signed token, or its beginning
    r"(?<=access_token)\W+[\w.~+/-]+",
)

#: A name that somebody chose must neither begin a new line nor move a terminal's cursor.
CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))}


def configure(
    *, level: str, form: Literal["text", "json"], secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Send every log line of this process to `stream`, or else the standard error. `secrets` never reach it."""
    out = stream or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        TimeStamper(fmt="iso", utc=True),
        StackInfoRenderer(),
        _with_frames,
        _without_controls,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    render = JSONRenderer(ensure_ascii=False) if form == "json" else ConsoleRenderer(colors=out.isatty())
    handler = logging.StreamHandler(out)
    handler.setFormatter(_Redacted(secrets, shared, render))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.captureWarnings(True)
    # A round that takes longer than its interval is nothing to complain of.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    for name in OURS:
        logging.getLogger(name).setLevel(level)


class _Redacted(ProcessorFormatter):
    """The last thing that happens to a line."""

    def __init__(self, secrets: Iterable[str], shared: Sequence[Processor], render: Processor) -> None:
        super().__init__(foreign_pre_chain=shared, processors=[ProcessorFormatter.remove_processors_meta, render])
        # A secret of several lines is never seen whole: what ends a line is spelt out before.
        pieces = {line for secret in secrets for line in secret.splitlines() if line.strip()}
        self._pattern = re.compile("|".join([*map(re.escape, sorted(pieces, key=len, reverse=True)), *TOKENS]))

    def format(self, record: logging.LogRecord) -> str:
        return self._pattern.sub("***", super().format(record))


def _with_frames(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    raised = event.pop("exc_info", None)
    if raised is True:
        raised = sys.exc_info()
    error = raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        event["exception"] = "\n".join(_frames(error))
    return event


def _frames(error: BaseException) -> Iterator[str]:
    """Causes first, as Python tells it."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _frames(before)
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _frames(each)
    yield from (line.rstrip() for line in traceback.format_tb(error.__traceback__))
    yield f"{type(error).__module__}.{type(error).__qualname__}"


def _without_controls(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    return {
        key: value.translate(CONTROLS) if isinstance(value, str) and key not in ("exception", "stack") else value
        for key, value in event.items()
    }
