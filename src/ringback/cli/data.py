"""`ringback data move, backup, restore`: what is stored on this machine, without the services' help."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ringback.cli.here import here
from ringback.kit.errors import RingbackError, SettingsError

if TYPE_CHECKING:
    from ringback.cli.backup import Data, Saved

app = typer.Typer()


@app.command(help="cli.help.data.move")
def move(
    context: typer.Context,
    to: Annotated[str, typer.Option(help="cli.help.data.move.to")],
    source: Annotated[str, typer.Option("--from", help="cli.help.data.move.from", show_default=False)] = "",
) -> None:
    from ringback.cli import move as moving

    with _said(context):
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


@app.command(help="cli.help.data.backup")
def backup(context: typer.Context, file: Annotated[Path, typer.Argument(help="cli.help.data.backup.file")]) -> None:
    from ringback.cli import backup as backups

    with _said(context):
        saved = backups.backup(_data(), file)
        typer.echo(f"{file}: {_counts(saved)}. It holds personal data: keep it safe.")


@app.command(help="cli.help.data.restore")
def restore(context: typer.Context, file: Annotated[Path, typer.Argument(help="cli.help.data.restore.file")]) -> None:
    from ringback.cli import backup as backups

    with _said(context):
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
def _said(context: typer.Context) -> Iterator[None]:
    try:
        yield
    except RingbackError as exc:
        raise here(context).refused(exc) from None
