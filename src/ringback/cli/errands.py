"""`ringback ask, chat, confirm, cancel, watch`: an errand from its request to its outcome."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from ringback.cli.exits import Exit, of_task
from ringback.cli.here import AsJson, Here, TaskId, chosen, here

if TYPE_CHECKING:
    from ringback.cli.client import EngineClient, Json
    from ringback.cli.errand import Errand
    from ringback.cli.screen import Screen

app = typer.Typer()

END_SECONDS = 25
"""How long it is waited for that a call has ended; it does so in any case."""
HOURS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
"""How an hour is written; it is this machine's."""


@app.command(help="cli.help.ask")
def ask(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="cli.help.ask.text")],
    conversation: Annotated[str | None, typer.Option(help="cli.help.ask.conversation", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    place = here(context)
    raise typer.Exit(place.run(_ask(place, text, conversation, as_json=as_json), as_json=as_json))


async def _ask(place: Here, text: str, conversation: str | None, *, as_json: bool) -> Exit:
    from ringback.cli import ahead
    from ringback.cli.errand import Errand
    from ringback.cli.keyboard import is_terminal

    async with place.client(conversation) as client:
        answer = await client.chat(text)
        screen = place.screen(as_json=as_json, language=answer["language"])
        errand = Errand(answer["conversation_id"])
        errand.answer(answer)
        typing = is_terminal() and not as_json
        if not typing:
            _told(screen, answer)
            await ahead.tell(client, screen, answer["task"])
            if errand.stands != "runs" or errand.scheduled:
                _way_back(screen, errand)
                return of_task(answer["task"])
        return await _followed(client, screen, errand, typing=typing, first=answer)


def _told(screen: Screen, answer: Json) -> None:
    if screen.as_json:
        screen.data(answer)
        return
    screen.say(answer["reply"])
    for suggestion in answer["suggestions"]:
        screen.say(f"  [{suggestion}]", "dim")


async def _followed(
    client: EngineClient, screen: Screen, errand: Errand, *, typing: bool, first: Json | None = None
) -> Exit:
    """Until the errand has ended, or whoever is at the terminal leaves it."""
    import asyncio

    from ringback.cli.session import Session

    try:
        ended = await Session(client, screen, errand).run(typing=typing, first=first)
    except asyncio.CancelledError:
        ended = None
    if ended in (None, Exit.SCHEDULED):
        _way_back(screen, errand)
    elif ended in (Exit.DONE, Exit.UNCONFIRMED) and not screen.as_json:
        next_ones = ["show", "listen", *(["ics"] if errand.calendar else [])]
        screen.say(" · ".join(f"ringback {command} {errand.task}" for command in next_ones), "dim")
    return Exit.LEFT if ended is None else ended


def _way_back(screen: Screen, errand: Errand) -> None:
    """Each command on a line of its own, without marks, to be copied."""
    if (way := errand.way_back()) is not None:
        key, *commands = way
        screen.tell(key, "yellow")
        for command in commands:
            screen.say(f"  {command}", "yellow")


@app.command(help="cli.help.chat")
def chat(context: typer.Context, as_json: AsJson = False) -> None:
    place = here(context)
    place.run(_chat(place, as_json=as_json), as_json=as_json, left=Exit.DONE)


async def _chat(place: Here, *, as_json: bool) -> None:
    from ringback.cli.session import Session

    async with place.client() as client:
        practice = await client.practice()
        screen = place.screen(as_json=as_json, language=practice["language"])
        session = Session(client, screen)
        try:
            await session.run(typing=True)
        finally:
            if session.in_call:
                screen.tell("cli.left.call", "yellow", command=f"ringback watch {session.in_call}")


@app.command(help="cli.help.confirm")
def confirm(
    context: typer.Context,
    task: TaskId = None,
    version: Annotated[int | None, typer.Option(help="cli.help.confirm.version", show_default=False)] = None,
    at: Annotated[
        datetime | None, typer.Option(formats=HOURS, metavar="TIME", help="cli.help.confirm.at", show_default=False)
    ] = None,
    detach: Annotated[bool, typer.Option("--detach", help="cli.help.confirm.detach")] = False,
    as_json: AsJson = False,
) -> None:
    place = here(context)
    work = _confirm(place, task, version, at, detach=detach, as_json=as_json)
    raise typer.Exit(place.run(work, as_json=as_json))


async def _confirm(
    place: Here, typed: str | None, version: int | None, at: datetime | None, *, detach: bool, as_json: bool
) -> Exit:
    from ringback.cli import ahead
    from ringback.cli.client import Refused
    from ringback.cli.errand import Errand
    from ringback.cli.keyboard import is_terminal
    from ringback.cli.sheets import task_lines, task_row

    async with place.client() as client:
        task = await chosen(place, client, typed, frozenset({"proposed"}), only=True)
        screen = place.screen(as_json=as_json, language=task["language"])
        typing = is_terminal() and not as_json
        if version is None and typing and not detach and task["status"] == "proposed":
            client.conversation = task["conversation_id"]
            return await _followed(client, screen, Errand.of_task(task), typing=True)
        try:
            if version is not None:
                hour = at.replace(tzinfo=await client.zone()).astimezone().isoformat() if at else None
                if task["status"] == "proposed":
                    await ahead.check(client, task, hour)
                task = await client.confirm(task["id"], version, hour)
        except Refused as exc:
            waiting = exc.body.get("task")
            if not waiting or waiting["status"] != "proposed":
                raise
            task = waiting
            screen.say(exc.detail, "red")
        errand = Errand.of_task(task)
        if task["status"] == "proposed":
            screen.data(task) if as_json else screen.lines(task_lines(task, screen.phrases, await client.zone()))
            await ahead.tell(client, screen, task)
            _way_back(screen, errand)
            return Exit.WAITS
        if detach or task["status"] == "scheduled":
            screen.data(task) if as_json else screen.line(task_row(task, screen.phrases, await client.zone()))
            _way_back(screen, errand)
            return Exit.SCHEDULED if task["status"] == "scheduled" else Exit.DONE
        return await _followed(client, screen, errand, typing=typing)


@app.command(help="cli.help.cancel")
def cancel(context: typer.Context, task: TaskId = None, as_json: AsJson = False) -> None:
    place = here(context)
    place.run(_cancel(place, task, as_json=as_json), as_json=as_json)


async def _cancel(place: Here, typed: str | None, *, as_json: bool) -> None:
    from ringback.cli.errand import RUNNING
    from ringback.cli.sheets import task_row

    async with place.client() as client:
        task = await chosen(place, client, typed, RUNNING | {"draft", "proposed"}, only=True)
        screen = place.screen(as_json=as_json, language=task["language"])
        with screen.waiting("cli.hanging_up"):
            task = await client.cancel(task["id"])
            if task["status"] in RUNNING:
                task = await client.task(task["id"], wait=END_SECONDS)
        screen.data(task) if as_json else screen.line(task_row(task, screen.phrases, await client.zone()))


@app.command(help="cli.help.watch")
def watch(context: typer.Context, task: TaskId = None, as_json: AsJson = False) -> None:
    place = here(context)
    raise typer.Exit(place.run(_watch(place, task, as_json=as_json), as_json=as_json))


async def _watch(place: Here, typed: str | None, *, as_json: bool) -> Exit:
    from ringback.cli.errand import Errand
    from ringback.cli.keyboard import is_terminal

    async with place.client() as client:
        task = await chosen(place, client, typed)
        client.conversation = task["conversation_id"]
        screen = place.screen(as_json=as_json, language=task["language"])
        return await _followed(client, screen, Errand.of_task(task), typing=is_terminal() and not as_json)
