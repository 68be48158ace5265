"""What a user leaves outside the stores."""

from pathlib import Path

from ringback.engine.traces import Traces


def test_what_lies_beside_the_stores_is_named(tmp_path: Path) -> None:
    aside = [".restore-x1", ".users.moving", "before-restore-20261130T100000Z"]
    for name in (*aside, "recordings", "users"):
        (tmp_path / name).mkdir()
    assert Traces(tmp_path / "logs", tmp_path).set_aside() == aside
