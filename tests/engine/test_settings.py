"""The engine's settings: what is refused, and how it is said."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from ringback.engine.settings import EngineSettings
from ringback.kit.settings import sentences


def settings(**values: str) -> EngineSettings:
    return EngineSettings(_env_file=None, **values)  # type: ignore[arg-type, call-arg]  # also what is wrong


def test_nothing_need_be_set() -> None:
    plain = settings()
    assert (plain.engine_port, plain.context_store, plain.default_language) == (8000, "sql", "he")
    assert plain.database == "sqlite+aiosqlite:///data/ringback.db"


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("sqlite:///x/y.db", "sqlite+aiosqlite:///x/y.db"),
        ("postgresql://u:p@h/db", "postgresql+psycopg://u:p@h/db"),
        ("postgres://u:p@h/db", "postgresql+psycopg://u:p@h/db"),
        ("postgresql+asyncpg://u:p@h/db", "postgresql+psycopg://u:p@h/db"),
    ],
)
def test_a_database_url_gets_the_driver_we_use(given: str, url: str) -> None:
    assert settings(database_url=given).database == url


def test_the_handlers_address_may_be_written_without_a_scheme() -> None:
    assert settings(call_handler_host="localhost:5002/").call_handler_host == "http://localhost:5002"


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("engine_port", "0", "set another when it is in use"),
        ("context_store", "redis", "memory, file"),
        ("call_handler_host", "ftp://host", "http://127.0.0.1:5002"),
        ("database_url", "mysql://u:s3cret@h/db", "sqlite:///data/ringback.db"),
        ("database_url", "s3cret", "sqlite:///data/ringback.db"),
        ("default_language", "fr", "he or en"),
        ("default_region", "Israel", "two capital letters"),
        ("interpreter", "magic", "rules"),
        ("interpreter", "llm", "LLM_MODEL"),
        ("llm_base_url", "ftp://model", "/v1 root"),
        ("practice_url", "file:///people", "practice network"),
    ],
)
def test_a_wrong_value_names_the_setting_and_the_cure_and_not_itself(name: str, value: str, cure: str) -> None:
    with pytest.raises(ValidationError) as raised:
        settings(**{name: value})
    said = sentences(raised.value, EngineSettings)
    assert said.startswith(f"{name.upper()}: ")
    assert cure in said
    assert "s3cret" not in said


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONTEXT_STORE", "")
    monkeypatch.setenv("DATABASE_URL", "")
    Path(".env").write_text("ENGINE_PORT=8123\n", encoding="utf-8")
    found = EngineSettings()
    assert (found.context_store, found.engine_port) == ("sql", 8123)


def test_every_setting_says_what_it_is() -> None:
    assert [name for name, field in EngineSettings.model_fields.items() if not field.description] == []


def test_a_language_model_needs_a_key_only_where_there_is_one() -> None:
    with pytest.raises(ValidationError, match="LLM_API_KEY: OpenAI needs a key"):
        settings(interpreter="llm", llm_model="some-model")
    assert settings(interpreter="llm", llm_model="some-model", llm_base_url="localhost:11434/v1").llm_model
    assert settings(interpreter="llm", llm_model="some-model", llm_api_key="k").llm_model
