"""One sitting at the terminal: what is typed goes where it belongs, what happens is shown as it happens.

Rules:
1. A line entered before a plan was shown never reaches the chat after it, and a yes is for the newest plan on the
   screen: nobody says yes to what they have not seen.
2. It ends with its errand, if it follows one, or when whoever types leaves; the errand itself goes on.
"""

import asyncio
import time
from collections import deque
from contextlib import AsyncExitStack, aclosing
from datetime import datetime
from typing import assert_never

from ringback.cli import ahead
from ringback.cli.client import NO_PLAN, EngineClient, Json
from ringback.cli.errand import ENDINGS, Errand
from ringback.cli.exits import Exit, of_entry
from ringback.cli.in_call import Answer, Chat, HangUp, Help, InCall, Steer, Typed
from ringback.cli.keyboard import Entered, keyboard
from ringback.cli.render import Line, isolate, ltr
from ringback.cli.screen import Screen
from ringback.kit.errors import RingbackError

_CLOSES = frozenset({"plan.proposed", "plan.updated", "question", "task.confirmed", "task.scheduled", *ENDINGS})
"""After these the plan that was shown before waits no more."""
CHAT_TAIL = 30
"""How many of the last entries a chat without an errand begins with."""


class Session:
    def __init__(self, client: EngineClient, screen: Screen, errand: Errand | None = None) -> None:
        self._client = client
        self._screen = screen
        self._errand = errand
        self._call = InCall()
        self._sent: deque[str] = deque(maxlen=100)
        self._plans: list[tuple[str, int]] = []
        self._waiting: dict[str, int] = {}
        self._replies: deque[str] = deque(maxlen=100)
        self._shown = asyncio.Event()
        self._asking: list[asyncio.Task[None]] = []

    async def run(self, *, typing: bool, first: Json | None = None) -> Exit | None:
        """How the errand ended, or that it waits for its hour; None when whoever types has left.

        `first` is the chat's answer that has been had already.
        """
        if first is not None and self._errand is not None:
            self._errand.answer(first)
        async with AsyncExitStack() as stack:
            work = [asyncio.ensure_future(self._watch())]
            if typing:
                lines = await stack.enter_async_context(keyboard(lambda: len(self._plans), self._state, self._echo))
                work.append(asyncio.ensure_future(self._type(lines, first)))
            else:
                stack.enter_context(self._screen.waiting("cli.waiting"))
            try:
                done, _ = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
                return next((ended for task in done if (ended := task.result()) is not None), None)
            finally:
                for task in (left := [*work, *self._asking]):
                    task.cancel()
                await asyncio.gather(*left, return_exceptions=True)

    @property
    def in_call(self) -> str | None:
        """Id of the errand whose call is on."""
        return self._call.task

    # --- what happens

    async def _watch(self) -> Exit | None:
        errand = self._errand
        place = errand.conversation if errand else None
        events = self._client.events(conversation=place, tail=None if errand else CHAT_TAIL)
        async with aclosing(events):
            async for entry in events:
                self._show(entry)
                if errand is not None and errand.entry(entry):
                    return of_entry(entry)
        return None

    def _show(self, entry: Json) -> None:
        kind, data = entry["type"], entry["data"]
        self._call.entry(entry)
        if kind == "message" and data["role"] == "user" and not self._screen.as_json:
            if data["text"] in self._sent:
                self._sent.remove(data["text"])
            else:
                self._echo(data["text"])
        plan = kind in ("plan.proposed", "plan.updated")
        words = self._replies[-1].splitlines() if self._replies else []
        self._screen.entry(entry, said=plan and data["summary"] in words)
        if kind == "call.ask":
            self._screen.ring()
        elif kind == "message" and data["role"] == "assistant":
            self._replies.append(data["text"])
        elif plan:
            self._plans.append((entry["task"], data["plan_version"]))
        elif kind == "task.confirmed" and not self._screen.as_json:
            self._screen.tell("cli.page", "dim", url=ltr(self._client.page(entry["task"])))
        self._plan_waits(entry)
        self._shown.set()

    def _plan_waits(self, entry: Json) -> None:
        """Keep up which plans on the screen wait for a yes, the newest last."""
        kind, task = entry["type"], entry["task"]
        if kind in _CLOSES:
            self._waiting.pop(task, None)
        if kind in ("plan.proposed", "plan.updated"):
            self._waiting[task] = entry["data"]["plan_version"]

    def _echo(self, text: str) -> None:
        self._screen.line(Line(f"> {isolate(text)}", "bold blue"))

    async def _seen(self, answer: Json) -> None:
        """Returns when the chat's answer stands on the screen, with its plan."""
        task = answer["task"]
        plan = (task["id"], task["plan_version"]) if task and answer["state"] == "awaiting_confirmation" else None
        while answer["reply"] not in self._replies or (plan is not None and plan not in self._plans):
            self._shown.clear()
            await self._shown.wait()

    def _state(self) -> str:
        """The line above the one that is typed."""
        text = self._screen.phrases.text
        if question := self._call.question:
            left = datetime.fromisoformat(question["deadline_at"]).timestamp() - time.time()
            return text("cli.bar.question", seconds=max(0, round(left)))
        if self._call.task is not None:
            seconds = max(0, int(time.time() - self._call.since))
            return text("cli.bar.call", time=f"{seconds // 60}:{seconds % 60:02d}")
        stands = self._errand.stands if self._errand else "idle"
        return text({"plan": "cli.bar.plan", "runs": "cli.bar.running"}.get(stands, "cli.bar.idle"))

    # --- what is typed

    async def _type(self, lines: asyncio.Queue[Entered | None], first: Json | None) -> Exit | None:
        if first is not None:
            await self._seen(first)
            self._look_ahead(first["task"])
        while not (self._errand and self._errand.scheduled):
            if (entered := await lines.get()) is None:
                return None
            if entered.text.strip():
                try:
                    await self._send(self._call.read(entered.text), entered)
                except RingbackError as exc:
                    self._screen.say(exc.detail, "red")
        return Exit.SCHEDULED

    async def _send(self, typed: Typed, entered: Entered) -> None:
        match typed:
            case Chat(text):
                await self._chat(text, entered)
            case Answer(task, question_id, text):
                await self._client.answer(task, question_id, text)
            case Steer(task, text, mode):
                await self._client.steer(task, text, mode)
            case HangUp(task):
                self._screen.tell("cli.hanging_up", "yellow")
                await self._client.hangup(task)
            case Help(no_call):
                if no_call:
                    self._screen.tell("cli.no_call", "yellow")
                self._screen.tell("cli.in_call", "dim")
            case _:
                assert_never(typed)

    async def _chat(self, text: str, entered: Entered) -> None:
        if entered.plans < len(self._plans):
            self._screen.tell("cli.typed_before", "yellow", text=isolate(text))
            return
        self._sent.append(text)
        answer = await self._client.chat(text, next(reversed(self._waiting.items()), NO_PLAN))
        if self._errand is not None:
            self._errand.answer(answer)
        await self._seen(answer)
        self._look_ahead(answer["task"])

    def _look_ahead(self, task: Json | None) -> None:
        """Say below the plan what stands against it, as soon as that is known; nobody waits for it."""
        self._asking = [one for one in self._asking if not one.done()]
        self._asking.append(asyncio.create_task(ahead.tell(self._client, self._screen, task)))
