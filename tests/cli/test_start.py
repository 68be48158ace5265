"""What a command costs before it does anything, how its help reads, and what every command has in common."""

import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from dotenv import dotenv_values
from typer.main import get_command
from typer.testing import CliRunner

from ringback.cli import configured, usage
from ringback.cli.exits import MEANINGS, Exit
from ringback.cli.main import app, translated
from ringback.engine.phrases import Phrases

ASKED = """
import sys
from ringback.cli.main import main
sys.argv = ["ringback", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
print("LOADED", *{name.partition(".")[0] for name in sys.modules})
"""
HEAVY = {"pydantic", "structlog", "sqlalchemy", "fastapi", "starlette", "uvicorn", "prompt_toolkit", "bidi", "twilio"}
HEAVY |= {"websockets", "phonenumbers", "jinja2", "alembic", "numpy"}


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        (("--help",), {"asyncio", "httpx2", "rich"}),
        (("data", "forget", "--help"), {"asyncio", "httpx2", "rich"}),
        (("--url", "http://127.0.0.1:9", "history"), {"rich"}),
        (("--url", "http://127.0.0.1:9", "hangup"), {"rich"}),
    ],
)
def test_what_is_not_needed_is_not_loaded(words: tuple[str, ...], beside: set[str]) -> None:
    done = subprocess.run([sys.executable, "-c", ASKED, *words], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rpartition("LOADED")[2].split())
    assert "typer" in loaded
    assert loaded & (HEAVY | beside) == set()


def leaves(command: object, name: str = "") -> dict[str, object]:
    under = getattr(command, "commands", None)
    if under is None:
        return {name: command}
    return {path: leaf for one, child in under.items() for path, leaf in leaves(child, f"{name} {one}").items()}


def test_every_command_speaks_json_and_has_its_help_in_both_languages() -> None:
    told = [leaves(translated(get_command(app), Phrases(language))) for language in ("he", "en")]
    for name, hebrew in told[0].items():
        assert "--json" in {option for param in hebrew.params for option in param.opts}, name  # type: ignore[attr-defined]  # a command has them
        english = told[1][name]
        for ours, theirs in zip((hebrew, *hebrew.params), (english, *english.params), strict=True):  # type: ignore[attr-defined]  # a command has them
            assert ours.help
            assert not ours.help.startswith("cli."), name
            assert ours.help != theirs.help, name


def test_every_exit_code_has_its_meaning() -> None:
    assert set(MEANINGS) == set(Exit)


def test_config_says_where_each_value_comes_from_what_is_wrong_and_no_secret() -> None:
    secret = "sk-live-0123456789abcdef"
    found = configured.settings_of(
        {"ENGINE_PORT": "99999", "OPENAI_API_KEY": secret, "CALL_HANDLER_TOKEN": "short"},
        {"DEFAULT_LANGUAGE": "en", "ENGINE_PORT": "8001", "OPENAI_API_KEYS": secret, "PATH_OF_SOMETHING_ELSE": "x"},
    )
    by_name = {one.name: one for one in found}
    assert by_name["DEFAULT_LANGUAGE"].source == ".env"
    assert (by_name["ENGINE_PORT"].source, by_name["ENGINE_PORT"].value) == ("environment", "99999")
    assert "65535" in by_name["ENGINE_PORT"].wrong
    assert "set another" in by_name["ENGINE_PORT"].wrong
    assert (by_name["OPENAI_API_KEY"].value, by_name["CALL_HANDLER_TOKEN"].value) == ("…cdef", "…")
    assert "OPENAI_API_KEY " in by_name["OPENAI_API_KEYS"].wrong
    assert "PATH_OF_SOMETHING_ELSE" not in by_name
    assert by_name["LOG_DIR"].source == "default"
    assert by_name["LOG_DIR"].services == ("engine", "call-handler", "practice network")
    assert secret not in repr(found)


def test_a_key_is_written_for_its_owner_alone_and_never_shown(tmp_path: Path) -> None:
    secret, file = "sk-live-0123456789abcdef", tmp_path / ".env"
    file.write_text("# mine\nDEFAULT_LANGUAGE=en\nOPENAI_API_KEY=old\n", encoding="utf-8")
    with chdir(tmp_path):
        done = CliRunner().invoke(app, ["config", "--set", "openai_api_key"], input=f"{secret}\n")
    assert (done.exit_code, "…cdef" in done.output, secret in done.output) == (0, True, False)
    assert dotenv_values(file) == {"DEFAULT_LANGUAGE": "en", "OPENAI_API_KEY": secret}
    assert file.read_text(encoding="utf-8").startswith("# mine\n")
    assert file.stat().st_mode & 0o777 == 0o600
    for name, value in (("ENGINE_PORT", "99999"), ("OPENAI_API_KEYS", secret), ("OPENAI_API_KEY", "")):
        with chdir(tmp_path):
            refused = CliRunner().invoke(app, ["config", "--set", name], input=f"{value}\n")
        assert (refused.exit_code, secret in refused.output) == (Exit.REFUSED, False)
    assert dotenv_values(file)["OPENAI_API_KEY"] == secret


@pytest.mark.parametrize(
    ("words", "code", "hebrew", "english"),
    [
        (("nonsense",), 2, "אין פקודה כזאת: \u2066'nonsense'\u2069.", "No such command '\u2066nonsense"),
        (("say",), 2, "חסר ארגומנט: \u2066'WORDS'\u2069.", "Missing argument"),
        (("ask", "--jso", "x"), 2, "אין אפשרות כזאת: \u2066--jso\u2069. אולי \u2066--json\u2069?", "No such option"),
        (("watch", "a", "b"), 2, "יש יותר מדי ארגומנטים: \u2066b\u2069", "unexpected extra argument"),
        (("history", "--limit", "x"), 2, "ערך לא מתאים עבור \u2066'--limit'\u2069", "Invalid value for"),
        (("listen", "--out"), 2, "לאפשרות \u2066'--out'\u2069 צריך ערך.", "requires an argument"),
        (("--help",), 0, "הצגת העזרה הזאת", "Show this message"),
    ],
)
def test_the_command_line_itself_speaks_the_language(
    words: tuple[str, ...], code: int, hebrew: str, english: str, capsys: pytest.CaptureFixture[str]
) -> None:
    phrases = Phrases("he")
    done = usage.run(usage.worded(translated(get_command(app), phrases), phrases), "ringback", phrases, words)
    told = "".join(capsys.readouterr())
    assert (done, hebrew in told, english in told) == (code, True, False)
    assert "שימוש: ringback" in told or words[0] == "listen"
    assert not {"Usage", "Options", "Arguments", "Commands", "Error", "Try"} & set(re.findall("[A-Za-z]+", told))
