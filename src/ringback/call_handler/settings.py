"""The call-handler's settings, from the environment and `.env`; a wrong value names the setting and the cure."""

from datetime import time
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

import structlog
from pydantic import AfterValidator, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ringback.call_handler.permits import DiallingRules, QuietHours
from ringback.kit.database import with_driver

log = structlog.get_logger()

DEFAULT_MODEL = "gpt-realtime-2.1"
_RETIRED = (
    "gpt-4o-realtime-preview",
    "gpt-4o-realtime-preview-2024-10-01",
    "gpt-4o-realtime-preview-2024-12-17",
    "gpt-4o-realtime-preview-2025-06-03",
    "gpt-4o-mini-realtime-preview",
    "gpt-4o-mini-realtime-preview-2024-12-17",
)


class HandlerSettings(BaseSettings):
    """Base URLs override the vendors' hosts; only they tell practice from real phones. Empty counts as not set."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")

    call_handler_bind: str = Field(default="127.0.0.1", description="Address to listen on.")
    call_handler_port: int = Field(default=5002, ge=1, le=65535, description="Port to listen on.")
    call_handler_address: str = Field(
        default="",
        description="Where other call-handlers on the same database reach this one, like http://10.0.0.5:5002; empty: "
        "where it listens.",
    )
    call_handler_token: SecretStr = Field(
        default=SecretStr(""), description="Bearer token the engine must send; needed as soon as others can reach us."
    )
    public_base_url: str = Field(
        default="http://127.0.0.1:5002",
        description="Where Twilio reaches the call-handler: https://…, or http:// on loopback for practice.",
    )
    engine_url: str = Field(
        default="",
        description="Where the engine is told of every ended call, like http://127.0.0.1:8000; empty: it asks us. "
        "Needs CALL_HANDLER_TOKEN, which signs what is sent.",
    )
    twilio_account_sid: str = Field(
        default="", pattern="^(AC[0-9a-fA-F]{32})?$", description="Twilio account, AC and 32 hex digits."
    )
    twilio_auth_token: SecretStr = Field(default=SecretStr(""), description="Primary auth token of that account.")
    twilio_phone_number: str = Field(
        default="", pattern=r"^(\+[1-9]\d{6,14})?$", description="Our number, like +97233760000."
    )
    twilio_api_base_url: str = Field(
        default="https://api.twilio.com", description="Root of Twilio's REST API, before /2010-04-01."
    )
    twilio_webhook_keys: dict[str, SecretStr] = Field(
        default={}, description="Webhook shared keys: JSON object of key id to secret; empty when none are used."
    )
    require_stream_signature: bool = Field(
        default=True, description="Refuse media streams without X-Twilio-Signature, whatever their token."
    )
    openai_api_key: SecretStr = Field(default=SecretStr(""), description="OpenAI key.")
    openai_base_url: str = Field(
        default="https://api.openai.com/v1", description="The …/v1 root; its WebSocket is the same host and path."
    )
    openai_realtime_model: str = Field(default=DEFAULT_MODEL, min_length=1, description="Realtime model.")
    openai_realtime_voice: str = Field(default="alloy", min_length=1, description="Voice of the model.")
    openai_transcription_model: str = Field(
        default="gpt-transcribe", min_length=1, description="Model that writes down what the callee says."
    )
    default_language: Literal["he", "en"] = Field(default="he", description="Language of calls: he or en.")
    default_region: str = Field(default="IL", pattern=r"^[A-Z]{2}$", description="Country of local numbers, like IL.")
    allowed_countries: str = Field(
        default="",
        pattern=r"^(?:\*|[A-Z]{2}(?:\s*,\s*[A-Z]{2})*)?$",
        description="Countries that may be called, like IL,US; * for all, empty for DEFAULT_REGION alone.",
    )
    twilio_calls_per_second: float | None = Field(
        default=None,
        gt=0,
        le=1000,
        description="Calls Twilio takes from this account in a second; unset: 1, or 50 while Twilio's address is on "
        "loopback, where no account has a limit.",
    )
    twilio_usd_per_minute: float = Field(
        default=0.05,
        ge=0,
        description="What a minute of a call is taken to cost, in US dollars, until Twilio tells its price; a begun "
        "minute counts whole.",
    )
    missing_keys: str = Field(
        default="",
        description="The keys that are not set, told by `ringback up` to a practice call-handler; leave it empty.",
    )
    quiet_hours: str = Field(
        default="21:00-08:00",
        pattern=r"^(?:off|(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d)$",
        description="When nobody is called, by the clock where the phone rings, like 21:00-08:00, or off; not kept "
        "while Twilio's address is on loopback, where nobody sleeps.",
    )
    keep_sabbath: bool = Field(
        default=False, description="Leave Israeli numbers alone from Friday 16:00 to Saturday 20:30."
    )
    max_calls_a_day: int | None = Field(
        default=None,
        ge=1,
        description="Calls within 24 hours; unset: 200, or no limit while Twilio's address is on loopback.",
    )
    max_calls_a_day_per_number: int | None = Field(
        default=None,
        ge=1,
        description="Calls to one number within 24 hours; unset: 5, or no limit while Twilio's address is on loopback.",
    )
    ring_seconds: int = Field(default=40, ge=5, le=600, description="How long the phone rings.")
    max_call_seconds: int = Field(default=600, ge=30, le=3000, description="Longest call.")
    consult_seconds: int = Field(
        default=45,
        ge=5,
        le=300,
        description="How long the callee is kept waiting for your answer to a question in the call.",
    )
    inbound_hours: float = Field(
        default=72,
        ge=0,
        le=24 * 30,
        description="How long after our call somebody who rings is taken to ring back about it; 0: never.",
    )
    inbound_calls: int = Field(
        default=10,
        ge=0,
        le=1000,
        description="Most calls to our number at once; further callers are asked to try later.",
    )
    record_calls: bool | None = Field(
        default=None,
        description="Keep a stereo WAV; unset: only while PUBLIC_BASE_URL is on loopback, where no person is.",
    )
    retention_recordings_days: int = Field(
        default=30, ge=0, le=36_500, description="How long recordings are kept; 0: as long as their calls."
    )
    retention_calls_days: int = Field(
        default=90,
        ge=0,
        le=36_500,
        description="How long calls are kept, with their words and reports, here and at Twilio; 0: for ever.",
    )
    retention_logs_days: int = Field(
        default=30, ge=0, le=36_500, description="How long the log files are kept; 0: for ever."
    )
    database_url: Annotated[SecretStr, AfterValidator(with_driver)] = Field(
        default=SecretStr(""),
        description="Database, such as postgresql://user@host/name; empty for a SQLite file in DATA_DIR.",
    )
    data_dir: Path = Field(default=Path("data"), description="Folder of the database and recordings.")
    log_dir: Path = Field(default=Path("logs"), description="Folder of the log files.")

    @field_validator("public_base_url", "twilio_api_base_url", "openai_base_url")
    @classmethod
    def _a_root(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("must be an http(s) address without query")
        if parts.scheme == "http" and not is_loopback(parts.hostname):
            raise ValueError("plain http is allowed on loopback only; use https")
        return url.rstrip("/")

    @field_validator("engine_url", "call_handler_address")
    @classmethod
    def _an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.hostname):
            raise ValueError("must be an http(s) address")
        return url.rstrip("/")

    @field_validator("openai_realtime_model")
    @classmethod
    def _a_living_model(cls, model: str) -> str:
        if model in _RETIRED:
            log.warning("retired voice model replaced", configured=model, used=DEFAULT_MODEL)
            return DEFAULT_MODEL
        return model

    @model_validator(mode="after")
    def _not_open_to_strangers(self) -> Self:
        reachable = not is_loopback(self.call_handler_bind) or not is_loopback(self.public_host)
        if reachable and not self.call_handler_token.get_secret_value():
            raise ValueError(
                "CALL_HANDLER_TOKEN: not set, and others can reach the call-handler (CALL_HANDLER_BIND or "
                "PUBLIC_BASE_URL is not on loopback). Set any long random text, the same in both services."
            )
        return self

    @model_validator(mode="after")
    def _can_sign(self) -> Self:
        if self.engine_url and not self.call_handler_token.get_secret_value():
            raise ValueError(
                "CALL_HANDLER_TOKEN: not set, and ENGINE_URL is: reports are signed with it. Set any long random text, "
                "the same in both services."
            )
        return self

    @property
    def address(self) -> str:
        """For other call-handlers; one that listens everywhere is reached on loopback unless it says more."""
        everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104  # read, not bound to
        host = everywhere.get(self.call_handler_bind, self.call_handler_bind)
        return self.call_handler_address or f"http://{host}:{self.call_handler_port}"

    @property
    def public_host(self) -> str:
        return urlsplit(self.public_base_url).hostname or ""

    @property
    def countries(self) -> frozenset[str]:
        """Empty allows all."""
        if self.allowed_countries == "*":
            return frozenset()
        return frozenset(one.strip() for one in (self.allowed_countries or self.default_region).split(","))

    @property
    def practice(self) -> bool:
        """The phone network is a practice one: nobody can be disturbed."""
        return is_loopback(urlsplit(self.twilio_api_base_url).hostname or "")

    @property
    def free(self) -> bool:
        """A call costs nothing: neither the phone network nor the voice model is a real one."""
        return self.practice and is_loopback(urlsplit(self.openai_base_url).hostname or "")

    @property
    def rules(self) -> DiallingRules:
        begins, _, ends = self.quiet_hours.partition("-")
        kept = not self.practice and bool(ends)
        return DiallingRules(
            region=self.default_region,
            countries=self.countries,
            quiet_hours=QuietHours(time.fromisoformat(begins), time.fromisoformat(ends), self.keep_sabbath)
            if kept
            else None,
            a_day=self.max_calls_a_day or (None if self.practice else 200),
            a_day_per_number=self.max_calls_a_day_per_number or (None if self.practice else 5),
        )

    @property
    def calls_per_second(self) -> float:
        return self.twilio_calls_per_second or (50.0 if self.practice else 1.0)

    @property
    def records(self) -> bool:
        return is_loopback(self.public_host) if self.record_calls is None else self.record_calls

    @property
    def database(self) -> str:
        return self.database_url.get_secret_value() or f"sqlite+aiosqlite:///{self.data_dir / 'call_handler.db'}"


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
