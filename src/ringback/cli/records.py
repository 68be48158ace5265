"""`ringback history, show`: errands that were, and their words."""

from __future__ import annotations

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
    limit: Annotated[int, typer.Option(help="cli.help.history.limit", min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    place = here(context)
    place.run(_history(place, search, limit, as_json=as_json), as_json=as_json)


async def _history(place: Here, search: str | None, limit: int, *, as_json: bool) -> None:
    from ringback.cli.sheets import task_row

    async with place.client() as client:
        tasks = await client.tasks()
        if search is not None:
            tasks = [task for task in tasks if await _has(client, task, search.casefold())]
    screen = place.screen(as_json=as_json)
    for task in tasks[:limit]:
        screen.data(task) if as_json else screen.line(task_row(task, screen.phrases))
    if not tasks:
        screen.tell("cli.history.none", "dim")
    elif len(tasks) > limit:
        screen.tell("cli.history.more", "dim", count=len(tasks) - limit)


async def _has(client: EngineClient, task: Json, words: str) -> bool:
    """The words stand in the plan, in the outcome, or were said in the call."""
    outcome = task["outcome"] or {"text": "", "facts": []}
    said = [task["id"], task["summary"], outcome["text"], *(slot["said"] for slot in task["slots"].values())]
    said += [fact["quote"] or "" for fact in outcome["facts"]]
    if any(words in text.casefold() for text in said):
        return True
    return any(words in turn["text"].casefold() for turn in await _turns(client, task, None))


async def _turns(client: EngineClient, task: Json, call: int | None) -> list[Json]:
    if not task["transcript"]:
        return []
    try:
        return list((await client.transcript(task["id"], call))["turns"])
    except RingbackError as exc:
        if exc.code != "no_call":
            raise
        return []


@app.command(help="cli.help.show")
def show(context: typer.Context, task: TaskId = None, call: Call = None, as_json: AsJson = False) -> None:
    place = here(context)
    place.run(_show(place, task, call, as_json=as_json), as_json=as_json)


async def _show(place: Here, typed: str | None, call: int | None, *, as_json: bool) -> None:
    from ringback.cli.sheets import task_lines

    async with place.client() as client:
        task = await chosen(place, client, typed)
        turns = await _turns(client, task, call)
    screen = place.screen(as_json=as_json, language=task["language"])
    screen.data({**task, "turns": turns}) if as_json else screen.lines(task_lines(task, screen.phrases, turns))
