"""`ringback history, show, ics`: errands that were, their words, and what they agreed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ringback.cli.here import AsJson, Call, Here, TaskId, chosen, here
from ringback.kit.errors import RingbackError

if TYPE_CHECKING:
    from ringback.cli.client import EngineClient, Json

app = typer.Typer()


@app.command(help="cli.help.history")
def history(
    context: typer.Context,
    search: Annotated[str | None, typer.Option(help="cli.help.history.search", show_default=False)] = None,
    limit: Annotated[int, typer.Option(help="cli.help.history.limit", min=1, max=200)] = 20,
    as_json: AsJson = False,
) -> None:
    place = here(context)
    place.run(_history(place, search, limit, as_json=as_json), as_json=as_json)


async def _history(place: Here, search: str | None, limit: int, *, as_json: bool) -> None:
    from ringback.cli.sheets import ERRANDS, found_lines

    async with place.client() as client:
        found = await client.search(search or "", () if search else ERRANDS, limit)
        zone = await client.zone()
    screen = place.screen(as_json=as_json)
    for record in found["results"]:
        screen.data(record) if as_json else screen.lines(found_lines(record, screen.phrases, zone))
    if not found["results"]:
        screen.tell("cli.history.none", "dim")
    elif found["more"]:
        screen.tell("cli.history.more", "dim")


async def _said(client: EngineClient, task: Json, call: int | None) -> Json:
    """`turns` and `notes`."""
    if task["transcript"]:
        try:
            said = await client.transcript(task["id"], call)
            return {"turns": said["turns"], "notes": said["notes"]}
        except RingbackError as exc:
            if exc.code != "no_call":
                raise
    return {"turns": [], "notes": []}


@app.command(help="cli.help.show")
def show(context: typer.Context, task: TaskId = None, call: Call = None, as_json: AsJson = False) -> None:
    place = here(context)
    place.run(_show(place, task, call, as_json=as_json), as_json=as_json)


async def _show(place: Here, typed: str | None, call: int | None, *, as_json: bool) -> None:
    from ringback.cli.render import ltr
    from ringback.cli.sheets import task_lines

    async with place.client() as client:
        task = await chosen(place, client, typed)
        said, zone, page = await _said(client, task, call), await client.zone(), client.page(task["id"])
    screen = place.screen(as_json=as_json, language=task["language"])
    if as_json:
        screen.data({**task, **said})
        return
    screen.lines(task_lines(task, screen.phrases, zone, said))
    screen.tell("cli.page", "dim", url=ltr(page))


@app.command(help="cli.help.ics")
def ics(
    context: typer.Context,
    task: TaskId = None,
    out: Annotated[Path | None, typer.Option(help="cli.help.ics.out", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    place = here(context)
    place.run(_ics(place, task, out, as_json=as_json), as_json=as_json)


async def _ics(place: Here, typed: str | None, out: Path | None, *, as_json: bool) -> None:
    from ringback.cli.render import ltr
    from ringback.cli.saving import new_file

    async with place.client() as client:
        task = await chosen(place, client, typed)
        calendar = await client.calendar(task["id"])
    screen = place.screen(as_json=as_json, language=task["language"])
    if str(out) == "-":
        typer.echo(calendar, nl=False)
        return
    file = out or Path(f"{task['id']}.ics")
    with new_file(file, place.phrases) as saved:
        saved.write(calendar)
    screen.data({"file": str(file), "task": task["id"]}) if as_json else screen.say(ltr(str(file)))
