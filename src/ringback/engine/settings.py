"""The engine's settings, from the environment and `.env`."""

from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ringback.engine.task import Language
from ringback.kit.database import with_driver


def _root(url: object) -> object:
    """An address written without its scheme is taken as http."""
    return f"http://{url}" if isinstance(url, str) and url and "://" not in url else url


def _web(url: str) -> str:
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError("not an http or https address")
    return url.rstrip("/")


WebAddress = Annotated[str, BeforeValidator(_root), AfterValidator(_web)]


class EngineSettings(BaseSettings):
    """An empty value counts as not set."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")

    engine_port: int = Field(
        default=8000, ge=1, le=65535, description="Port of the engine on loopback; set another when it is in use."
    )
    engine_public_url: WebAddress = Field(
        default="",
        description="Address under which people reach the page through a reverse proxy, such as https://ring.example; "
        "empty when only this machine does.",
    )
    call_handler_host: WebAddress = Field(
        default="http://127.0.0.1:5002", description="Address of the call-handler, such as http://127.0.0.1:5002."
    )
    call_handler_token: SecretStr = Field(
        default=SecretStr(""), description="What the call-handler asks for as Bearer; the same value in both services."
    )
    context_store: Literal["memory", "file", "sql"] = Field(
        default="sql", description="Where users' data live: memory, file (one readable JSON file a user) or sql."
    )
    database_url: Annotated[SecretStr, AfterValidator(with_driver)] = Field(
        default=SecretStr(""),
        description="Database of the sql store, such as sqlite:///data/ringback.db or postgresql://user@host/name; "
        "empty for a SQLite file in DATA_DIR.",
    )
    data_dir: Path = Field(default=Path("data"), description="Folder for users' data.")
    log_dir: Path = Field(default=Path("logs"), description="Folder of the log files.")
    retention_transcripts_days: int = Field(
        default=90, ge=0, le=36_500, description="How long the words of ended calls are kept; 0: for ever."
    )
    retention_history_days: int = Field(
        default=365,
        ge=0,
        le=36_500,
        description="How long ended errands and old conversations are kept; 0: for ever. What is remembered about the "
        "user stays.",
    )
    retention_logs_days: int = Field(
        default=30, ge=0, le=36_500, description="How long the log files are kept; 0: for ever."
    )
    default_language: Language = Field(
        default="he", description="Language spoken while the user has not shown another: he or en."
    )
    default_region: str = Field(
        default="IL",
        pattern="^[A-Z]{2}$",
        description="Country whose way of writing phone numbers is meant, two capital letters such as IL.",
    )
    allowed_countries: str = Field(
        default="",
        pattern=r"^(?:\*|[A-Z]{2}(?:\s*,\s*[A-Z]{2})*)?$",
        description="Countries that may be called, like IL,US; * for all, empty for DEFAULT_REGION alone.",
    )
    max_call_seconds: int = Field(default=600, ge=30, le=3000, description="Longest call.")
    usd_per_minute: float = Field(
        default=0.3,
        gt=0,
        le=100,
        description="What a minute of a call may cost at most, in US dollars; users' own limits of money go by it. "
        "Practice calls cost nothing.",
    )
    interpreter: Literal["rules", "llm"] = Field(
        default="rules",
        description="What reads the user's messages: rules (offline, Hebrew and English), or llm: a language model "
        "reads what the rules are not sure of (needs the extra llm, and LLM_MODEL).",
    )
    llm_model: str = Field(
        default="", description="Name of the language model that reads messages, as its address knows it."
    )
    llm_base_url: WebAddress = Field(
        default="",
        description="The …/v1 root of any OpenAI-compatible address, such as http://127.0.0.1:11434/v1; "
        "empty for OpenAI's own.",
    )
    llm_api_key: SecretStr = Field(
        default=SecretStr(""), description="Key of the language model's address; a local one needs none."
    )
    practice_url: WebAddress = Field(
        default="", description="Address of the practice network; empty when real phones are called."
    )

    @model_validator(mode="after")
    def _a_model_can_be_asked(self) -> Self:
        if self.interpreter == "llm" and not self.llm_model:
            raise ValueError("INTERPRETER: llm needs LLM_MODEL; name the model, or set INTERPRETER=rules.")
        if self.interpreter == "llm" and not self.llm_base_url and not self.llm_api_key.get_secret_value():
            raise ValueError("LLM_API_KEY: OpenAI needs a key; set it, or LLM_BASE_URL to an address that needs none.")
        return self

    @property
    def countries(self) -> frozenset[str]:
        """Empty allows all."""
        if self.allowed_countries == "*":
            return frozenset()
        return frozenset(one.strip() for one in (self.allowed_countries or self.default_region).split(","))

    @property
    def database(self) -> str:
        """The URL of the sql store's database, with its driver."""
        return self.database_url.get_secret_value() or f"sqlite+aiosqlite:///{self.data_dir / 'ringback.db'}"
