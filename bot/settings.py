"""What an operator can set: read once, from the environment and a `.env` file, and never changed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from dotenv.parser import parse_stream
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

PREFIX = "VARDAG_"


class SettingsError(Exception):
    """The settings cannot be used. Each problem is a sentence that names the variable and says how to mend it.

    No sentence repeats what was set: a secret may have been put into any of them.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackSettings:
    """One connected Slack workspace: Socket Mode where there is an `app_token`, else HTTP with a `signing_secret`."""

    bot_token: SecretStr
    signing_secret: SecretStr | None
    app_token: SecretStr | None
    api_url: str


@dataclass(frozen=True, slots=True)
class Must:
    """What a value has to be, as the end of a sentence that begins with the variable's name."""

    rule: str


def _reads(pattern: str) -> AfterValidator:
    """For a secret, of which pydantic cannot see the text."""

    def read(secret: SecretStr | None) -> SecretStr | None:
        _require(secret is None or re.fullmatch(pattern, secret.get_secret_value(), re.ASCII) is not None)
        return secret

    return AfterValidator(read)


def _is_database(url: SecretStr) -> SecretStr:
    address = urlsplit(url.get_secret_value())
    file = address.path.removeprefix("/")
    _require(
        (address.scheme == "sqlite" and not address.netloc and bool(file) and ":memory:" not in file)
        or (address.scheme == "postgresql" and bool(address.hostname or address.query) and bool(file))
    )
    return url


def _is_api(url: str) -> str:
    address = urlsplit(url)
    _require(bool(address.hostname) and address.username is None and not address.query and not address.fragment)
    _require(address.scheme == "https" or (address.scheme == "http" and _is_loopback(address.hostname or "")))
    return url if url.endswith("/") else f"{url}/"


def _require(well: bool) -> None:
    if not well:
        raise ValueError


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Settings(BaseModel):
    """Every setting. The variable of a field is its name in capitals behind `VARDAG_`."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, validate_default=True)

    database_url: Annotated[
        SecretStr,
        AfterValidator(_is_database),
        Must("be sqlite:///PATH for a file, or postgresql://USER:PASSWORD@HOST/DATABASE."),
        Field(description="The database: `sqlite:///PATH`, or `postgresql://USER:PASSWORD@HOST/DATABASE`."),
    ] = SecretStr("sqlite:///var/vardag.sqlite")
    host: Annotated[
        str,
        Field(
            pattern=r"^[0-9A-Za-z.:-]+$",
            description="The address to listen on. The playground listens on loopback only.",
        ),
        Must("be an address or a name of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them."),
    ] = "127.0.0.1"
    port: Annotated[
        int,
        Field(ge=0, le=65535, description="The port to listen on; 0 takes any free one."),
        Must("be a whole number from 0 to 65535, such as 3978."),
    ] = 3978
    slack_bot_token: Annotated[
        SecretStr | None,
        _reads(r"xoxb-[\w-]+"),
        Field(description="Connects Slack: the bot token (`xoxb-…`)."),
        Must("be the bot token, which begins with xoxb-. It is in the Slack app under OAuth & Permissions."),
    ] = None
    slack_signing_secret: Annotated[
        SecretStr | None,
        _reads(r"[0-9A-Za-z]{16,}"),
        Field(description="Shows that a request over HTTP is Slack's: the signing secret."),
        Must("be the signing secret, 32 letters and digits. It is in the Slack app under Basic Information."),
    ] = None
    slack_app_token: Annotated[
        SecretStr | None,
        _reads(r"xapp-[\w-]+"),
        Field(description="Turns Socket Mode on: the app-level token (`xapp-…`)."),
        Must("be an app-level token, which begins with xapp-. It is in the Slack app under Basic Information."),
    ] = None
    slack_api_url: Annotated[
        str,
        AfterValidator(_is_api),
        Field(description="Where Slack's Web API is. Only tests and proxies need another."),
        Must("begin with https://, or with http:// on this machine itself, such as https://slack.com/api/."),
    ] = "https://slack.com/api/"
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"],
        BeforeValidator(lambda value: value.upper()),
        Field(description="How much Vardag says of itself: `DEBUG`, `INFO`, `WARNING` or `ERROR`."),
        Must("be DEBUG, INFO, WARNING or ERROR."),
    ] = "INFO"
    log_format: Annotated[
        Literal["text", "json"],
        BeforeValidator(lambda value: value.lower()),
        Field(description="`text` for people, `json` for machines: one object a line."),
        Must("be text or json."),
    ] = "text"

    @classmethod
    def load(cls, environment: Mapping[str, str], dotenv: Path) -> Self:
        """The settings of `environment`, and behind it those of the file `dotenv`, which need not be there.

        An empty value is the same as none. Raises SettingsError with every problem there is.
        """
        found = {
            name: value
            for name, value in {**_read(dotenv), **environment}.items()
            if name.upper().startswith(PREFIX) and value
        }
        unknown = sorted(found.keys() - set(variables()))
        known = {variables()[name]: value for name, value in found.items() if name not in unknown}
        problems = [*map(_unknown, unknown), *_contradictions(known)]
        try:
            settings = cls.model_validate(known)
        except ValidationError as error:
            fields = {str(each["loc"][0]) for each in error.errors(include_input=False)}
            raise SettingsError([*map(_wrong, sorted(fields)), *problems]) from None
        if problems:
            raise SettingsError(problems)
        return settings

    @property
    def slack(self) -> SlackSettings | None:
        """None: Slack is not connected, and the playground runs."""
        if self.slack_bot_token is None:
            return None
        return SlackSettings(
            bot_token=self.slack_bot_token,
            signing_secret=self.slack_signing_secret,
            app_token=self.slack_app_token,
            api_url=self.slack_api_url,
        )

    @property
    def database(self) -> str:
        """The database's address. What is tried out has a file of its own (R22)."""
        url = self.database_url.get_secret_value()
        tried_out = self.slack is None and "database_url" not in self.model_fields_set
        return url.replace("vardag.sqlite", "playground.sqlite") if tried_out else url

    @property
    def verbosity(self) -> str:
        """The level of the log. Whoever tries the playground out looks for its address, not for a log."""
        tried_out = self.slack is None and "log_level" not in self.model_fields_set
        return "WARNING" if tried_out else self.log_level

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown."""
        return tuple(value.get_secret_value() for _, value in self if isinstance(value, SecretStr))


def variables() -> Mapping[str, str]:
    """The field of every variable, in the order of the documentation."""
    return {f"{PREFIX}{field.upper()}": field for field in Settings.model_fields}


def _read(dotenv: Path) -> Mapping[str, str]:
    """Values as they stand: a `$` in a password is a dollar sign."""
    try:
        with dotenv.open(encoding="utf-8-sig") as stream:
            bindings = list(parse_stream(stream))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            [f"{dotenv} cannot be read as UTF-8 text ({type(error).__name__}). Mend or remove it."]
        ) from None
    wrong = [f"Line {each.original.line} of {dotenv} must be NAME=value." for each in bindings if each.error]
    if wrong:
        raise SettingsError(wrong)
    return {each.key: each.value or "" for each in bindings if each.key}


def _unknown(variable: str) -> str:
    close = get_close_matches(variable.upper(), variables(), n=1)
    return f"{variable} is no setting of Vardag. " + (f"Did you mean {close[0]}?" if close else "Remove it.")


def _wrong(field: str) -> str:
    rule = next(each.rule for each in Settings.model_fields[field].metadata if isinstance(each, Must))
    return f"{PREFIX}{field.upper()} must {rule}"


def _contradictions(known: Mapping[str, str]) -> Iterator[str]:
    bot, signed, socket = (f"slack_{name}" in known for name in ("bot_token", "signing_secret", "app_token"))
    if bot and not signed and not socket:
        yield (
            "VARDAG_SLACK_BOT_TOKEN is not enough to connect Slack. Set VARDAG_SLACK_SIGNING_SECRET too (HTTP), "
            "or VARDAG_SLACK_APP_TOKEN (Socket Mode)."
        )
    if not bot and (signed or socket):
        yield "VARDAG_SLACK_BOT_TOKEN is missing, while others for Slack are there. Set it, or remove the others."
    if not (bot or signed or socket) and not _is_loopback(known.get("host", "127.0.0.1")):
        yield (
            "VARDAG_HOST must be 127.0.0.1 while Slack is not connected: in the playground anybody can be anybody. "
            "Set VARDAG_HOST=127.0.0.1, or VARDAG_SLACK_BOT_TOKEN and what belongs to it."
        )
