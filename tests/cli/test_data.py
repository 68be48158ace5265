"""`ringback data …` as it is typed: what it says, its exit codes, and that it reads the services' settings."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def typed(folder: Path, *words: str, **settings: str) -> tuple[int, str, str]:
    environment = {**os.environ, "DATA_DIR": str(folder / "data"), "DEFAULT_LANGUAGE": "en", **settings}
    done = subprocess.run(
        [sys.executable, "-m", "ringback.cli.main", "data", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout, done.stderr


def test_move_back_up_and_restore(tmp_path: Path) -> None:
    users = tmp_path / "data" / "users"
    users.mkdir(parents=True)
    (users / "me.json").write_text('{"user": "me", "profile": {"name": "Dana"}}', encoding="utf-8")

    code, out, err = typed(tmp_path, "move", "--from", "data", "--to", "sqlite:///data/ringback.db")
    assert (code, err) == (0, "")
    assert "Users: 1, rows of the call-handler: 0." in out
    assert "DATABASE_URL=sqlite:///data/ringback.db" in out
    code, out, _ = typed(tmp_path, "move", "--from", "data", "--to", "sqlite:///data/ringback.db")
    assert code == 0
    assert "nothing was left to do" in out

    code, out, err = typed(tmp_path, "backup", "one.zip")
    assert (code, err) == (0, "")
    assert out.startswith("one.zip: databases: 1, users' files: 0, recordings: 0.")
    code, out, _ = typed(tmp_path, "restore", "one.zip", "--json")
    assert (code, json.loads(out)["saved"]) == (0, {"databases": 1, "users": 0, "recordings": 0})
    assert typed(tmp_path, "backup", "one.zip") == (1, "", "ringback: one.zip exists already; name another file.\n")


def test_what_cannot_be_done_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "data" / "users").mkdir(parents=True)
    (tmp_path / "data" / "users" / "me copy.json").write_text("{}")
    for words, settings, said in (
        (("move", "--to", "data"), {}, "no database at"),
        (("move", "--to", "elsewhere"), {}, "do-not-call list and recordings stay there"),
        (("move", "--to", "mysql://x"), {}, "--to: neither sqlite nor postgresql"),
        (("move", "--to", "x"), {"CONTEXT_STORE": "memory"}, "keeps nothing"),
        (("restore", "none.zip"), {}, "There is no file none.zip."),
        (("backup", "x.zip"), {}, "nothing to back up"),
        (("backup", "x.zip"), {"CONTEXT_STORE": "nowhere"}, "CONTEXT_STORE"),
        (("backup", "x.zip"), {"CONTEXT_STORE": "file"}, "not named as users' files are"),
    ):
        code, out, err = typed(tmp_path, *words, **settings)
        assert (code, out) == (1, "")
        assert said in err
        assert err.count("\n") == 1
    assert typed(tmp_path, "move")[0] == 2
