"""Settings: what is wrong names itself and its cure, and never shows its value."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from structlog.testing import capture_logs

from ringback.call_handler.settings import HandlerSettings
from ringback.kit.settings import sentences
from tests.call_handler.house import a_setting


def test_the_defaults_are_safe(tmp_path: Path) -> None:
    settings = a_setting(tmp_path)
    assert (settings.call_handler_bind, settings.call_handler_port) == ("127.0.0.1", 5002)
    assert (settings.default_language, *settings.countries) == ("he", "IL")
    assert (settings.openai_realtime_model, settings.openai_realtime_voice) == ("gpt-realtime-2.1", "alloy")
    assert HandlerSettings.model_fields["require_stream_signature"].default is True


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"call_handler_bind": "0.0.0.0"}, ["CALL_HANDLER_TOKEN", "Set any long random text"]),
        ({"public_base_url": "https://calls.example"}, ["CALL_HANDLER_TOKEN"]),
        ({"public_base_url": "http://calls.example", "call_handler_token": "x"}, ["PUBLIC_BASE_URL", "https"]),
        ({"public_base_url": "calls.example"}, ["PUBLIC_BASE_URL"]),
        ({"openai_base_url": "ftp://x"}, ["OPENAI_BASE_URL"]),
        ({"twilio_api_base_url": "http://twilio.example"}, ["TWILIO_API_BASE_URL", "loopback"]),
        ({"call_handler_port": 0}, ["CALL_HANDLER_PORT"]),
        ({"twilio_account_sid": "SK" + "0" * 32}, ["TWILIO_ACCOUNT_SID", "AC and 32 hex digits"]),
        ({"twilio_phone_number": "03-376-0000"}, ["TWILIO_PHONE_NUMBER", "like +97233760000"]),
        ({"default_region": "Israel"}, ["DEFAULT_REGION", "IL"]),
        ({"allowed_countries": "Israel"}, ["ALLOWED_COUNTRIES", "IL,US"]),
        ({"default_language": "fr"}, ["DEFAULT_LANGUAGE", "he or en"]),
        ({"max_call_seconds": 5}, ["MAX_CALL_SECONDS"]),
        ({"database_url": "mysql://user:hunter2@host/db"}, ["DATABASE_URL", "neither sqlite nor postgresql"]),
        ({"engine_url": "http://127.0.0.1:8000"}, ["CALL_HANDLER_TOKEN", "ENGINE_URL", "the same in both"]),
        ({"engine_url": "127.0.0.1:8000", "call_handler_token": "x"}, ["ENGINE_URL"]),
        ({"database_url": "hunter2"}, ["DATABASE_URL", "not a database URL"]),
    ],
)
def test_a_wrong_value_names_the_setting_and_the_cure(tmp_path: Path, change: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(ValidationError) as wrong:
        a_setting(tmp_path, **change)
    told = sentences(wrong.value, HandlerSettings)
    assert all(word in told for word in words), told
    assert "hunter2" not in told


def test_a_retired_model_still_starts_and_warns(tmp_path: Path) -> None:
    with capture_logs() as logs:
        settings = a_setting(tmp_path, openai_realtime_model="gpt-4o-realtime-preview")
    assert settings.openai_realtime_model == "gpt-realtime-2.1"
    assert [(line["log_level"], line["configured"]) for line in logs] == [("warning", "gpt-4o-realtime-preview")]


@pytest.mark.parametrize(
    ("change", "records"),
    [
        ({}, True),
        ({"record_calls": False}, False),
        ({"public_base_url": "https://calls.example", "call_handler_token": "x"}, False),
        ({"public_base_url": "https://calls.example", "call_handler_token": "x", "record_calls": True}, True),
    ],
)
def test_people_are_recorded_only_when_asked_for(tmp_path: Path, change: dict[str, Any], records: bool) -> None:
    assert a_setting(tmp_path, **change).records is records


@pytest.mark.parametrize(
    ("listed", "countries"), [("", {"IL"}), ("IL,US", {"IL", "US"}), ("US , GB", {"US", "GB"}), ("*", set())]
)
def test_countries(tmp_path: Path, listed: str, countries: set[str]) -> None:
    assert a_setting(tmp_path, allowed_countries=listed).countries == countries


@pytest.mark.parametrize(
    ("url", "used"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite:///x.db"),
        ("postgresql://me:pw@host/db", "postgresql+psycopg://me:pw@host/db"),
    ],
)
def test_the_database_gets_our_driver(tmp_path: Path, url: str, used: str) -> None:
    assert a_setting(tmp_path, database_url=url).database == used


def test_secrets_do_not_show(tmp_path: Path) -> None:
    settings = a_setting(tmp_path, call_handler_token="hunter2", twilio_webhook_keys={"k": "hunter2"})
    assert "hunter2" not in repr(settings)
    assert "sk-test" not in repr(settings)
