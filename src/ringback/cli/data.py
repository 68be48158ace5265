"""`ringback data`: move what is stored elsewhere, back it up, put it back.

Exit code 0: done, or nothing was left to do; 1: it could not be done, nothing was changed, and the sentence names the
cure; 2: the command was not understood.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ringback.kit.errors import RingbackError, SettingsError
from ringback.kit.logs import say

if TYPE_CHECKING:
    from ringback.cli.backup import Data, Saved

app = typer.Typer(no_args_is_help=True, help="Move, back up and restore what is stored. Exit code 0: done; 1: not.")


@app.command()
def move(
    to: Annotated[str, typer.Option(help="sqlite:///path, postgresql://user@host/name, or a DATA_DIR for files")],
    source: Annotated[str, typer.Option("--from", help="the same of where it is; left out: as the settings say")] = "",
) -> None:
    """Move all users' data to another store, to a database with the call-handler's; while no service runs."""
    from ringback.cli import move as moving

    with _said():
        data = _data()
        if source:
            start = moving.place(source, "--from")
        elif data.kind == "memory":
            raise SettingsError("CONTEXT_STORE=memory keeps nothing; there is nothing to move.")
        else:
            start = moving.Place(data.engine, data.users)
        target = moving.place(to, "--to")
        moved = moving.move(start, target, data.call_handler)
        rows = f", rows of the call-handler: {moved.rows}" if moved.rows else ""
        told = "is there already, nothing was left to do" if moved.already else "arrived, and was compared"
        typer.echo(f"Users: {moved.users}{rows}. All of it {told}.")
        if target.folder:
            typer.echo(f"Now set CONTEXT_STORE=file and DATA_DIR={target.folder.parent}. {start} stays as it was.")
        else:
            typer.echo(f"Now set CONTEXT_STORE=sql and DATABASE_URL={target}. {start} stays as it was.")


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="the backup to make, a ZIP file")]) -> None:
    """Save everything both services keep into one file; they may run."""
    from ringback.cli import backup as backups

    with _said():
        saved = backups.backup(_data(), file)
        typer.echo(f"{file}: {_counts(saved)}. It holds personal data: keep it safe.")


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="a file that `ringback data backup` made")]) -> None:
    """Put a backup in the place of what is there, which is kept aside; while no service runs."""
    from ringback.cli import backup as backups

    with _said():
        restored = backups.restore(_data(), file)
        typer.echo(f"Restored as of {restored.made_at}: {_counts(restored.saved)}.")
        if restored.kept:
            typer.echo(f"What was there before is in {restored.kept}.")
        if restored.stopped:
            typer.echo(
                f"Errands that were under way then: {restored.stopped}. They are cancelled, and not dialled again."
            )


def _counts(saved: Saved) -> str:
    users = f", users' files: {saved.users}" if saved.users else ""
    return f"databases: {saved.databases}{users}, recordings: {saved.recordings}"


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
def _said() -> Iterator[None]:
    try:
        yield
    except RingbackError as exc:
        say(f"ringback: {exc.detail}")
        raise typer.Exit(1) from None
