"""What an operator can set: read once, from the environment and a `.env` file, and never changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, Self

from dotenv.parser import parse_stream
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from bot.contradictions import contradictions
from bot.rules import Must, is_address, is_base, is_database, is_guid, is_pem, reads

PREFIX = "VARDAG_"

#: That of Microsoft's Agents Playground.
DEVELOPMENT_TENANT = "00000000-0000-0000-0000-0000000000001"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsSettings:
    """One connected tenant. `app_id` is empty in development, and then everybody is believed."""

    app_id: str
    app_type: Literal["single-tenant", "managed-identity", "certificate"]
    app_password: SecretStr | None
    certificate: SecretStr | None
    tenant_id: str
    openid_metadata_url: str
    login_url: str
    service_url: str


#: On or off.
Switch = Annotated[Literal["true", "false"], BeforeValidator(lambda value: value.lower()), Must("be true or false.")]


class Settings(BaseModel):
    """Every setting. The variable of a field is its name in capitals behind `VARDAG_`."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, validate_default=True)

    database_url: Annotated[
        SecretStr,
        AfterValidator(is_database),
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
        reads(r"xoxb-[\w-]+"),
        Field(description="Connects Slack: the bot token (`xoxb-…`)."),
        Must("be the bot token, which begins with xoxb-. It is in the Slack app under OAuth & Permissions."),
    ] = None
    slack_signing_secret: Annotated[
        SecretStr | None,
        reads(r"[0-9A-Za-z]{16,}"),
        Field(description="Shows that a request over HTTP is Slack's: the signing secret."),
        Must("be the signing secret, 32 letters and digits. It is in the Slack app under Basic Information."),
    ] = None
    slack_app_token: Annotated[
        SecretStr | None,
        reads(r"xapp-[\w-]+"),
        Field(description="Turns Socket Mode on: the app-level token (`xapp-…`)."),
        Must("be an app-level token, which begins with xapp-. It is in the Slack app under Basic Information."),
    ] = None
    slack_api_url: Annotated[
        str,
        AfterValidator(is_base),
        Field(description="Where Slack's Web API is. Only tests and proxies need another."),
        Must("begin with https://, or with http:// on this machine itself, such as https://slack.com/api/."),
    ] = "https://slack.com/api/"
    teams_app_id: Annotated[
        str | None,
        AfterValidator(is_guid),
        Field(description="Connects Teams: the app id of the bot's registration."),
        Must("be the app (client) id, such as 00000000-0000-0000-0000-000000000000. It is in the app registration."),
    ] = None
    teams_app_password: Annotated[
        SecretStr | None,
        reads(r"\S{8,}"),
        Field(description="Shows Microsoft that the bot is this app: a client secret of the registration."),
        Must("be a client secret's value, not its id. It is shown once, in the app registration under Certificates."),
    ] = None
    teams_tenant_id: Annotated[
        str | None,
        AfterValidator(is_guid),
        Field(description="The tenant whose people the bot is for."),
        Must("be the directory (tenant) id, such as 00000000-0000-0000-0000-000000000000."),
    ] = None
    teams_app_type: Annotated[
        Literal["single-tenant", "managed-identity", "certificate"],
        BeforeValidator(lambda value: value.lower()),
        Field(
            description="How the bot shows who it is: `single-tenant` by the client secret, `certificate` by a "
            "certificate, `managed-identity` by the machine in Azure that it runs on."
        ),
        Must("be single-tenant, managed-identity or certificate."),
    ] = "single-tenant"
    teams_certificate: Annotated[
        SecretStr | None,
        BeforeValidator(is_pem),
        Field(description="For `certificate`: a PEM file with the certificate and its private key."),
        Must("be the path of a PEM file that holds both the certificate and its private key."),
    ] = None
    teams_openid_metadata_url: Annotated[
        str,
        AfterValidator(is_address),
        Field(description="Where the keys are named with which Teams signs. Only tests and other clouds need another."),
        Must("begin with https://, or with http:// on this machine itself."),
    ] = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    teams_login_url: Annotated[
        str,
        AfterValidator(is_base),
        Field(description="Where the bot logs in. Only tests and other clouds need another."),
        Must("begin with https://, such as https://login.microsoftonline.com."),
    ] = "https://login.microsoftonline.com/"
    teams_service_url: Annotated[
        str,
        AfterValidator(is_base),
        Field(description="Where somebody is written to who has never been heard of. Only other clouds need another."),
        Must("begin with https://, or with http:// on this machine itself."),
    ] = "https://smba.trafficmanager.net/teams/"
    development: Annotated[
        Switch,
        Field(
            description="`true` lets in whatever says that it is Teams, unsigned: to try the bot out with Microsoft's "
            "Agents Playground. On loopback only, without settings of Slack or Teams, and with a database of its own."
        ),
    ] = "false"
    resend_digests: Annotated[
        Switch,
        Field(
            description="`true` sends a weekly digest once more where Teams cannot say whether it arrived: it may come "
            "twice, and is not missed. Nothing else is ever sent twice."
        ),
    ] = "false"
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
        problems = [*map(_unknown, unknown), *contradictions(known)]
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
        """None: Slack is not connected."""
        if self.slack_bot_token is None:
            return None
        return SlackSettings(
            bot_token=self.slack_bot_token,
            signing_secret=self.slack_signing_secret,
            app_token=self.slack_app_token,
            api_url=self.slack_api_url,
        )

    @property
    def teams(self) -> TeamsSettings | None:
        """None: Teams is not connected."""
        if self.teams_app_id is None and self.development == "false":
            return None
        return TeamsSettings(
            app_id=self.teams_app_id or "",
            app_type=self.teams_app_type,
            app_password=self.teams_app_password,
            certificate=self.teams_certificate,
            tenant_id=self.teams_tenant_id or DEVELOPMENT_TENANT,
            openid_metadata_url=self.teams_openid_metadata_url,
            login_url=self.teams_login_url,
            service_url=self.teams_service_url,
        )

    @property
    def tried_out(self) -> bool:
        """Whether no platform is connected, so that the playground runs."""
        return self.slack is None and self.teams is None

    @property
    def database(self) -> str:
        """The database's address. What is tried out has a file of its own (R22)."""
        url = self.database_url.get_secret_value()
        if "database_url" in self.model_fields_set:
            return url
        own = "playground" if self.tried_out else "development" if self.development == "true" else "vardag"
        return url.replace("vardag.sqlite", f"{own}.sqlite")

    @property
    def verbosity(self) -> str:
        """The level of the log. Whoever tries the playground out looks for its address, not for a log."""
        return "WARNING" if self.tried_out and "log_level" not in self.model_fields_set else self.log_level

    @property
    def seal(self) -> bytes:
        """What every process of an installation knows and its database does not; empty while it is tried out."""
        known = (self.slack_bot_token, self.teams_app_password, self.teams_certificate)
        secret = next((each.get_secret_value() for each in known if each), None)
        # A managed identity has no secret at all; its app's id is in no database.
        return (secret or self.teams_app_id or "").encode()

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
