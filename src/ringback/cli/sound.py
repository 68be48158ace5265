"""`ringback listen`: the sound of an errand's call as a WAV, live while it is on, else its recording.

Nothing plays here: a WAV on standard output (`--out -`) is what every player takes.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from ringback.cli.exits import Exit
from ringback.cli.here import AsJson, Call, Here, TaskId, chosen, here
from ringback.kit.errors import RingbackError

if TYPE_CHECKING:
    from ringback.cli.client import EngineClient, Json

app = typer.Typer()

MULAW = 7
UNKNOWN = 0xFFFFFFFF
"""A length that is not known yet: players read on to the end."""
HEADER = 58
OVER = frozenset({"no_call", "too_late", "bad_token"})


def wav_header(rate: int, channels: int, size: int | None = None) -> bytes:
    """Of µ-law samples of one byte; `size` is their number, of all channels."""
    data = UNKNOWN if size is None else size
    whole = UNKNOWN if size is None else HEADER - 8 + size
    per_channel = UNKNOWN if size is None else size // channels
    form = struct.pack("<HHIIHHH", MULAW, channels, rate, rate * channels, channels, 8, 0)
    return (
        struct.pack("<4sI4s4sI", b"RIFF", whole, b"WAVE", b"fmt ", len(form))
        + form
        + struct.pack("<4sII", b"fact", 4, per_channel)
        + struct.pack("<4sI", b"data", data)
    )


@app.command(help="cli.help.listen")
def listen(
    context: typer.Context,
    task: TaskId = None,
    out: Annotated[Path | None, typer.Option(help="cli.help.listen.out", show_default=False)] = None,
    call: Call = None,
    as_json: AsJson = False,
) -> None:
    place = here(context)
    raise typer.Exit(place.run(_listen(place, task, out, call, as_json=as_json), as_json=as_json))


async def _listen(place: Here, typed: str | None, out: Path | None, call: int | None, *, as_json: bool) -> Exit:
    import sys

    from ringback.cli.render import ltr
    from ringback.cli.saving import new_file

    screen = place.screen(as_json=as_json)
    async with place.client() as client:
        task = await chosen(place, client, typed)
        if str(out) == "-":
            return await _hear(client, task, call, sys.stdout.buffer)
        file = out or Path(f"{task['id']}.wav")
        with screen.waiting("cli.listen.waiting"), new_file(file, place.phrases) as saved:
            ended = await _hear(client, task, call, saved)
            size = saved.seek(0, 2)
    if as_json:
        screen.data({"file": str(file), "bytes": size, "task": task["id"]})
    else:
        screen.say(ltr(str(file)))
    return ended


async def _hear(client: EngineClient, task: Json, call: int | None, out: BinaryIO) -> Exit:
    """Write the sound to `out`: of a call that is on until it ends or whoever listens leaves, else all of it."""
    from ringback.cli.errand import RUNNING

    while task["status"] in RUNNING:
        if task["status"] == "in_call":
            try:
                return await _live(client, await client.listen(task["id"], call), out)
            except RingbackError as exc:
                if exc.code not in OVER:
                    raise
        task = await client.task(task["id"], wait=30)
    out.write(await client.recording(task["id"], call))
    out.flush()
    return Exit.DONE


async def _live(client: EngineClient, place: Json, out: BinaryIO) -> Exit:
    import asyncio
    from contextlib import aclosing

    ended, size = Exit.DONE, 0
    try:
        async with aclosing(client.audio(place["url"])) as sound:
            async for piece in sound:
                out.write(piece if size else wav_header(place["rate"], place["channels"]) + piece)
                out.flush()
                size += len(piece)
    except asyncio.CancelledError:
        ended = Exit.LEFT
    if out.seekable() and size:
        out.seek(0)
        out.write(wav_header(place["rate"], place["channels"], size))
    return ended
