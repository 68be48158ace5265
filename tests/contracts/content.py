"""Something of everything a service stores, written and read back through its ports."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from ringback.call_handler.call import Call
from ringback.call_handler.ports import INBOUND, Guard, Order
from ringback.call_handler.ports import Store as HandlerStore
from ringback.engine.conversation import Dialogue
from ringback.engine.ports import Fact, Store
from ringback.engine.task import Outcome, OutcomeFact, SlotValue, Source, Status, Task
from ringback.wire import CallEvent, CallStatus, Reason, Report

AT = datetime(2026, 11, 22, 18, 30, 5, 250_000, tzinfo=UTC)
USERS = ("me", "you/../me")
OUTCOME = Outcome(Status.SUCCEEDED, "goal_reached", "ok", (OutcomeFact("time", "19:00", "בשבע", 4200, True),))
TASK = Task(
    id="t_1",
    user_id="me",
    conversation_id="c_1",
    channel="web",
    language="he",
    call_language="en",
    type="phone_call",
    created_at=1.5,
    status=Status.CONFIRMED,
    slots={"callee": SlotValue("פיצה פלייס", "פיצה פלייס", Source.PRACTICE_BOOK), "goal": SlotValue("a\nb", "a")},
    plan_version=3,
    code="0042",
)
ENDED = replace(TASK, id="t_2", created_at=2.5, status=Status.SUCCEEDED, call_sid="CA1", outcome=OUTCOME)
ORDER = Order("o_1", "t_1:1", "d", "+97236123456", "Goal: call them", "en", 1000.0, task_id="t_1")
CAME_IN = replace(ORDER, id=f"{INBOUND}1", key=f"{INBOUND}CA9", task_id=None, created_at=2000.0)


async def fill(store: Store) -> None:
    for user in USERS:
        async with store.unit(user) as unit:
            for task in (TASK, ENDED):
                await unit.save_task(replace(task, user_id=user))
            for number, name in enumerate(("c_2", "c_1", "c_3")):
                await unit.save_dialogue(Dialogue(name, user, "web", "he", task=TASK, asked=f"goal {number}"))
            await unit.save_fact(Fact("contacts", "רותם / מספרה", "+972361234 58", "user", AT, "c_1", None, 3))
            await unit.save_fact(Fact("profile", "name", "Dana", "call", AT, None, "t_1", 2))
            await unit.append("message", {"role": "user", "text": "שלום \u200f\n"}, conversation="c_1", task="t_1")
            await unit.append("task.outcome", {"facts": [{"key": "time", "t": 1.25}], "recording": None}, task="t_2")
            await unit.claim("notice:t_2")


async def content(store: Store) -> dict[str, Any]:
    """Everything but the claims, which `claimed` asks for."""
    found: dict[str, Any] = {"running": sorted(await store.running())}
    for user in USERS:
        async with store.unit(user) as unit:
            found[user] = [await unit.tasks(), await unit.dialogues(), await unit.facts(), await unit.entries()]
    return found


async def claimed(store: Store) -> bool:
    """The notices were told, and are not told again."""
    told = []
    for user in USERS:
        async with store.unit(user) as unit:
            told.append(not await unit.claim("notice:t_2"))
    return all(told)


def report(sid: str) -> Report:
    return Report(
        call_sid=sid, status=CallStatus.COMPLETED, started_at=AT, ended_at=AT, ended_by="carrier", reason=Reason.BUSY
    )


async def fill_handler(store: HandlerStore, guard: Guard) -> None:
    await store.intend(ORDER)
    await store.place(ORDER.id, Call("CA1", 1000.0))
    await _end(store, report("CA1"))
    await store.intend(CAME_IN)
    await store.place(CAME_IN.id, Call("CA9", 2000.0))
    await _end(store, report("CA9").model_copy(update={"direction": "inbound"}))
    await store.intend(replace(ORDER, id="o_2", key="t_2:1"))
    await guard.bar("+97236123463", "they asked", 1000.5)
    await guard.erase_later("CA1")


async def handler_content(store: HandlerStore, guard: Guard) -> list[Any]:
    return [
        [await store.order_by_key(key) for key in (ORDER.key, "t_2:1", CAME_IN.key, "none")],
        [await store.call("CA1"), await store.events("CA1"), await store.call("CA9")],
        await store.inbound(0, 10),
        [await guard.all_barred(), await guard.erasures()],
    ]


async def _end(store: HandlerStore, ending: Report) -> None:
    event = CallEvent(seq=1, ts=AT, type="call.report", data=ending.model_dump(mode="json"))
    await store.finish(Call(ending.call_sid, 1000.0), ending, event)
