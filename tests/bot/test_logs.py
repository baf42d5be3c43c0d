"""What a line of the log holds, and what it never does."""

import io
import json
import logging
import warnings

import pytest
import structlog

from bot import logs


@pytest.fixture
def out(logging_restored: None) -> io.StringIO:
    """Where the lines go."""
    return io.StringIO()


def lines(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_one_object_a_line(out: io.StringIO) -> None:
    logs.configure(level="INFO", form="json", stream=out)
    structlog.get_logger("vardag.turn").info("turn", dialogue="pulse", effects=["Record"])
    [line] = lines(out)
    assert line.items() >= {"event": "turn", "level": "info", "logger": "vardag.turn", "dialogue": "pulse"}.items()
    assert str(line["timestamp"]).endswith("Z")


def test_text_is_for_people(out: io.StringIO) -> None:
    logs.configure(level="INFO", form="text", stream=out)
    structlog.get_logger("vardag.turn").info("turn", dialogue="pulse")
    assert "[info     ] turn" in out.getvalue()
    assert "dialogue=pulse" in out.getvalue()


def test_the_level_is_ours_and_libraries_are_only_heard_when_they_warn(out: io.StringIO) -> None:
    logs.configure(level="DEBUG", form="json", stream=out)
    structlog.get_logger("vardag.turn").debug("ours")
    structlog.get_logger("adapters.slack.listen").debug("ours too")
    for name in ("slack_sdk.web", "slack_bolt.AsyncApp", "aiohttp.access", "aiosqlite", "sqlalchemy.engine"):
        logging.getLogger(name).info("a body with a token")
        logging.getLogger(name).warning("something is wrong")
    assert [line["event"] for line in lines(out)] == ["ours", "ours too"] + ["something is wrong"] * 5


def test_a_higher_level_silences(out: io.StringIO) -> None:
    logs.configure(level="ERROR", form="json", stream=out)
    structlog.get_logger("vardag.turn").warning("no")
    assert out.getvalue() == ""


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-123-456-abcDEF",
        "xoxp-123",
        "xoxe.xoxb-1-Mi0y",
        "xapp-1-A1-2-c0ffee",
        "vardag:pass/w:ord@",
        "T1/B2/c3d4",
        "eyJhbGciOi.J9-_~",
        "5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e",
    ],
)
def test_secrets_are_taken_out_wherever_they_stand(out: io.StringIO, form: str, secret: str) -> None:
    logs.configure(
        level="INFO",
        form="json" if form == "json" else "text",
        secrets=["5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e"],
        stream=out,
    )
    text = {
        "vardag:pass/w:ord@": f"postgresql://{secret}db/vardag",
        "T1/B2/c3d4": f"https://hooks.slack.com/{secret}",
        "eyJhbGciOi.J9-_~": f"Authorization: Bearer {secret}",
    }.get(secret, secret)
    structlog.get_logger("vardag.x").info(text, field=text, nested={"deep": [text]})
    logging.getLogger("slack_sdk").warning("failed with %s", text)
    assert secret not in out.getvalue()
    assert out.getvalue().count("***") == 4


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_line_of_a_key_is_shown(out: io.StringIO, form: str) -> None:
    key = "-----BEGIN SOMETHING-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\nfasIBaKSDkOMAFBSbqMPXWJ0\n-----END SOMETHING-----\n"
    logs.configure(level="INFO", form="json" if form == "json" else "text", secrets=[key], stream=out)
    structlog.get_logger("vardag.x").info("failed", field=key)
    logging.getLogger("msal").warning("failed with %s", key)
    assert not [line for line in key.splitlines() if line in out.getvalue()]


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "answer", ['{"access_token": "opaque-and-secret"', '{"access_token":"eyJhbGciOi.SECRETPAYLOAD']
)
def test_half_an_answer_with_a_token_in_it_shows_none(out: io.StringIO, form: str, answer: str) -> None:
    logs.configure(level="INFO", form="json" if form == "json" else "text", stream=out)
    logging.getLogger("somebody").error("not JSON: %s", answer)
    structlog.get_logger("vardag.x").info("not JSON", answer=answer)
    assert "secret" not in out.getvalue().lower()


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_traceback_says_where_and_not_what(out: io.StringIO, form: str) -> None:
    logs.configure(level="INFO", form="json" if form == "json" else "text", stream=out)

    def fail(answer: str) -> None:
        try:
            raise ValueError(answer)
        except ValueError as error:
            raise ExceptionGroup(answer, [KeyError(answer)]) from error

    for report in (structlog.get_logger("vardag.x").exception, logging.getLogger("library").exception):
        try:
            fail("much less " + "than before")
        except ExceptionGroup:
            report("oops")
    told = out.getvalue()
    assert "much less than before" not in told
    assert told.count("in fail") == 4
    for name in ("ValueError", "KeyError", "ExceptionGroup"):
        assert told.count(f"builtins.{name}") == 2


def test_a_name_begins_no_line_and_moves_no_cursor(out: io.StringIO) -> None:
    logs.configure(level="INFO", form="text", stream=out)
    structlog.get_logger("vardag.x").info("people", name="Eve\n2026-01-01 [info] all is well\x1b[2J\x9b2J")
    logging.getLogger("library").warning("unknown host %s", "a\r\nb")
    assert len(out.getvalue().splitlines()) == 2
    assert not set("\x1b\x9b\r") & set(out.getvalue())


def test_a_warning_of_python_is_a_line(out: io.StringIO) -> None:
    logs.configure(level="INFO", form="json", stream=out)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn("soon gone", DeprecationWarning, stacklevel=1)
    [line] = lines(out)
    assert (line["logger"], line["level"]) == ("py.warnings", "warning")
