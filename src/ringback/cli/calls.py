"""`ringback calls, say, answer, hangup`: what is said into a call that goes on, and its end."""

from __future__ import annotations

from typing import Annotated

import typer

from ringback.cli.here import AsJson, Here, TaskId, TaskOption, chosen, here
from ringback.kit.errors import Conflict

app = typer.Typer()

IN_CALL = frozenset({"in_call"})


@app.command(help="cli.help.calls")
def calls(context: typer.Context, as_json: AsJson = False) -> None:
    place = here(context)
    place.run(_calls(place, as_json=as_json), as_json=as_json)


async def _calls(place: Here, *, as_json: bool) -> None:
    from ringback.cli.errand import ENDED
    from ringback.cli.sheets import task_row

    async with place.client() as client:
        open_ones = [task for task in await client.tasks() if task["status"] not in ENDED]
        zone = await client.zone()
    screen = place.screen(as_json=as_json)
    for task in open_ones:
        screen.data(task) if as_json else screen.line(task_row(task, screen.phrases, zone))
    if not open_ones:
        screen.tell("cli.calls.none", "dim")


@app.command(help="cli.help.say")
def say(
    context: typer.Context,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="cli.help.say.words")],
    tell: Annotated[bool, typer.Option("--tell", help="cli.help.say.tell")] = False,
    task: TaskOption = None,
    as_json: AsJson = False,
) -> None:
    place = here(context)
    place.run(_say(place, words, "guide" if tell else "say", task, as_json=as_json), as_json=as_json)


async def _say(place: Here, words: str, mode: str, typed: str | None, *, as_json: bool) -> None:
    async with place.client() as client:
        task = await chosen(place, client, typed, IN_CALL, only=True)
        answer = await client.steer(task["id"], words, mode)
    screen = place.screen(as_json=as_json, language=task["language"])
    screen.data(answer) if as_json else screen.tell("cli.steer.sent")


@app.command(help="cli.help.answer")
def answer(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="cli.help.answer.text")],
    task: TaskOption = None,
    as_json: AsJson = False,
) -> None:
    place = here(context)
    place.run(_answer(place, text, task, as_json=as_json), as_json=as_json)


async def _answer(place: Here, text: str, typed: str | None, *, as_json: bool) -> None:
    """The journal says which question is open; a number stands for one of its options."""
    from ringback.cli.in_call import Answer, InCall
    from ringback.cli.render import isolate

    async with place.client() as client:
        task = await chosen(place, client, typed, IN_CALL, only=True)
        call = InCall()
        for entry in await client.entries(task["id"]):
            call.entry(entry)
        meant = call.read(text)
        if not isinstance(meant, Answer) or meant.task != task["id"]:
            raise Conflict(place.phrases.text("cli.no_question"), code="question_closed")
        answered = await client.answer(meant.task, meant.question_id, meant.text)
    screen = place.screen(as_json=as_json, language=task["language"])
    screen.data(answered) if as_json else screen.tell("cli.answered", text=isolate(answered["text"]))


@app.command(help="cli.help.hangup")
def hangup(context: typer.Context, task: TaskId = None, as_json: AsJson = False) -> None:
    place = here(context)
    place.run(_hangup(place, task, as_json=as_json), as_json=as_json)


async def _hangup(place: Here, typed: str | None, *, as_json: bool) -> None:
    from ringback.cli.errand import RUNNING
    from ringback.cli.sheets import task_row

    async with place.client() as client:
        task = await chosen(place, client, typed, RUNNING, only=True)
        screen = place.screen(as_json=as_json, language=task["language"])
        with screen.waiting("cli.hanging_up"):
            ended = await client.hangup(task["id"])
        zone = await client.zone()
    screen.data(ended) if as_json else screen.line(task_row(ended, screen.phrases, zone))
