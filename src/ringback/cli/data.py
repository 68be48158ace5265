"""`ringback data move, backup, restore`: what is stored on this machine, without the services' help."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ringback.cli.exits import Exit
from ringback.cli.here import AsJson, here
from ringback.cli.render import ltr
from ringback.kit.errors import RingbackError, SettingsError

if TYPE_CHECKING:
    from ringback.cli.backup import Data
    from ringback.cli.screen import Screen

app = typer.Typer()


@app.command(help="cli.help.data.move")
def move(
    context: typer.Context,
    to: Annotated[str, typer.Option(help="cli.help.data.move.to")],
    source: Annotated[str, typer.Option("--from", help="cli.help.data.move.from", show_default=False)] = "",
    as_json: AsJson = False,
) -> None:
    from ringback.cli import move as moving

    with _shown(context, as_json=as_json) as screen:
        data = _data()
        if source:
            start = moving.place(source, "--from")
        elif data.kind == "memory":
            raise SettingsError("CONTEXT_STORE=memory keeps nothing; there is nothing to move.")
        else:
            start = moving.Place(data.engine, data.users)
        target = moving.place(to, "--to")
        if target.folder and target.folder.parent.resolve() != data.folder.resolve():
            raise SettingsError(
                f"DATA_DIR is {data.folder}: the call-handler's orders, do-not-call list and recordings stay there, so "
                f"users' files belong there, too. Type --to {data.folder}; the whole folder is moved by renaming it."
            )
        moved = moving.move(start, target, data.call_handler)
        if target.folder:
            settings = f"CONTEXT_STORE=file DATA_DIR={target.folder.parent}"
        else:
            settings = f"CONTEXT_STORE=sql DATABASE_URL={target}"
        if as_json:
            screen.data({**asdict(moved), "settings": settings})
            return
        screen.tell("cli.data.moved_before" if moved.already else "cli.data.moved", users=moved.users, rows=moved.rows)
        screen.tell("cli.data.set", settings=ltr(settings), start=ltr(str(start)))


@app.command(help="cli.help.data.backup")
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="cli.help.data.backup.file")],
    as_json: AsJson = False,
) -> None:
    from ringback.cli import backup as backups

    with _shown(context, as_json=as_json) as screen:
        with screen.waiting("cli.waiting"):
            saved = backups.backup(_data(), file)
        if as_json:
            screen.data({"file": str(file), **asdict(saved)})
        else:
            screen.tell("cli.data.saved", file=ltr(str(file)), **asdict(saved))


@app.command(help="cli.help.data.restore")
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="cli.help.data.restore.file")],
    as_json: AsJson = False,
) -> None:
    from ringback.cli import backup as backups

    with _shown(context, as_json=as_json) as screen:
        with screen.waiting("cli.waiting"):
            restored = backups.restore(_data(), file)
        if as_json:
            screen.data(asdict(restored))
            return
        screen.tell("cli.data.restored", made_at=ltr(restored.made_at), **asdict(restored.saved))
        if restored.kept:
            screen.tell("cli.data.kept_aside", place=ltr(str(restored.kept)))
        if restored.stopped:
            screen.tell("cli.data.stopped", count=restored.stopped)


def _data() -> Data:
    """Where the settings say that everything is."""
    from pydantic import ValidationError

    from ringback.call_handler.settings import HandlerSettings
    from ringback.cli.backup import Data
    from ringback.engine.settings import EngineSettings
    from ringback.kit.settings import sentences

    try:
        engine = EngineSettings()
    except ValidationError as exc:
        raise SettingsError(sentences(exc, EngineSettings)) from exc
    try:
        handler = HandlerSettings()
    except ValidationError as exc:
        raise SettingsError(sentences(exc, HandlerSettings)) from exc
    return Data(
        engine=engine.database if engine.context_store == "sql" else "",
        users=engine.data_dir / "users" if engine.context_store == "file" else None,
        call_handler=handler.database,
        folder=handler.data_dir,
    )


@contextmanager
def _shown(context: typer.Context, *, as_json: bool) -> Iterator[Screen]:
    """What is done in the block is told on this screen; what cannot be done is one sentence and the exit code."""
    place = here(context)
    try:
        yield place.screen(as_json=as_json)
    except RingbackError as exc:
        place.refused(exc, as_json=as_json)
        raise typer.Exit(Exit.REFUSED) from None
