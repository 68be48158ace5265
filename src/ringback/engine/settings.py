"""The engine's settings, from the environment and `.env`."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from ringback.engine.task import Language

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def _root(url: object) -> object:
    """An address written without its scheme is taken as http."""
    return f"http://{url}" if isinstance(url, str) and url and "://" not in url else url


def _web(url: str) -> str:
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError("not an http or https address")
    return url.rstrip("/")


def _database(url: SecretStr) -> SecretStr:
    """The URL with the driver we use."""
    plain = url.get_secret_value()
    if not plain:
        return url
    try:
        parsed = make_url(plain)
    except ArgumentError:
        raise ValueError("not a database URL") from None
    family = parsed.drivername.split("+")[0]
    if family not in _DRIVERS:
        raise ValueError("neither sqlite nor postgresql")
    return SecretStr(parsed.set(drivername=_DRIVERS[family]).render_as_string(hide_password=False))


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
    database_url: Annotated[SecretStr, AfterValidator(_database)] = Field(
        default=SecretStr(""),
        description="Database of the sql store, such as sqlite:///data/ringback.db or postgresql://user@host/name; "
        "empty for a SQLite file in DATA_DIR.",
    )
    data_dir: Path = Field(default=Path("data"), description="Folder for users' data.")
    log_dir: Path = Field(default=Path("logs"), description="Folder of the log files.")
    default_language: Language = Field(
        default="he", description="Language spoken while the user has not shown another: he or en."
    )
    default_region: str = Field(
        default="IL",
        pattern="^[A-Z]{2}$",
        description="Country whose way of writing phone numbers is meant, two capital letters such as IL.",
    )
    interpreter: Literal["rules"] = Field(
        default="rules", description="What reads the user's messages: rules (offline, Hebrew and English)."
    )
    practice_url: WebAddress = Field(
        default="", description="Address of the practice network; empty when real phones are called."
    )

    @property
    def database(self) -> str:
        """The URL of the sql store's database, with its driver."""
        return self.database_url.get_secret_value() or f"sqlite+aiosqlite:///{self.data_dir / 'ringback.db'}"


def sentences(error: ValidationError) -> str:
    """What is wrong with the settings: each by its name, with the cure, never with its value."""
    lines = []
    for problem in error.errors(include_input=False, include_context=False):
        name = str(problem["loc"][0])
        field = EngineSettings.model_fields[name.lower()]
        lines.append(f"{name.upper()}: {problem['msg']}. {field.description}")
    return "\n".join(lines)
