"""The practice network's settings, from the environment and `.env`."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class SandboxSettings(BaseSettings):
    """Credentials are those the call-handler is given; the launcher makes them for each start."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", populate_by_name=True)

    port: int = Field(
        default=5003,
        alias="SANDBOX_PORT",
        ge=1,
        le=65535,
        description="Port of the practice network; set another when it is in use.",
    )
    speed: float = Field(
        default=1.0,
        alias="SANDBOX_SPEED",
        gt=0,
        le=100,
        description="How many times faster than real time the practice network runs; 1 is real time.",
    )
    twilio_account_sid: str = Field(
        default="",
        validate_default=True,
        pattern=r"^AC[0-9a-f]{32}$",
        description="Account the carrier knows: AC and 32 hex digits; `ringback up` makes one.",
    )
    twilio_auth_token: SecretStr = Field(
        default=SecretStr(""),
        validate_default=True,
        min_length=1,
        description="Token of that account, also the key of its signatures; `ringback up` makes one.",
    )
    openai_api_key: SecretStr = Field(
        default=SecretStr(""),
        validate_default=True,
        min_length=1,
        description="Key the speech model accepts; `ringback up` makes one.",
    )
    twilio_phone_number: str = Field(
        default="+97233760000",
        pattern=r"^\+[1-9]\d{6,14}$",
        description="The customer's number, which practice people can ring.",
    )
    voice_url: str = Field(
        default="http://127.0.0.1:5002/twilio/voice",
        alias="VOICE_URL",
        description="Webhook of the customer's number: asked what to do with a call that comes in.",
    )
    voice_status_url: str = Field(
        default="http://127.0.0.1:5002/twilio/status",
        alias="VOICE_STATUS_URL",
        description="Told when a call that came in has ended; empty when nobody wants to know.",
    )
    log_dir: Path = Field(default=Path("logs"), description="Folder of the log files.")
