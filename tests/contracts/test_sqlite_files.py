"""What is erased is in no byte of SQLite's files, neither the database nor its log, while the services run on."""

from dataclasses import replace
from pathlib import Path

from ringback.call_handler.call import Call
from ringback.call_handler.store import SqlStore as HandlerStore
from ringback.engine.ports import Fact
from ringback.engine.stores.sql import SqlStore
from tests.contracts.content import AT, ORDER, TASK
from tests.fakes.clock import CountingIds, StillClock

SECRET = "Zebedee-Quux"


def found(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if SECRET.encode() in path.read_bytes()]


async def test_an_erased_user_is_in_no_file(tmp_path: Path) -> None:
    store = SqlStore(f"sqlite+aiosqlite:///{tmp_path}/x.db", StillClock(), CountingIds())
    await store.open()
    for number in range(60):
        for user in ("me", "you"):
            mine = SECRET if user == "me" else "somebody else"
            async with store.unit(user) as unit:
                await unit.append("message", {"text": f"{mine} {number} " * (number % 7 * 40)})
                await unit.save_fact(Fact("profile", f"key {number % 9}", f"{mine} {number}" * 30, "user", AT))
                await unit.save_task(replace(TASK, id=f"t_{number % 11}", user_id=user, code=mine * (number % 5)))
    assert found(tmp_path)
    async with store.unit("me") as unit:
        await unit.erase()
    assert found(tmp_path) == []
    assert len(await store.entries("you", limit=1000)) == 60
    await store.close()
    assert found(tmp_path) == []


async def test_an_erased_call_is_in_no_file(tmp_path: Path) -> None:
    store = HandlerStore(f"sqlite+aiosqlite:///{tmp_path}/x.db")
    await store.open()
    for number in range(30):
        order = replace(ORDER, id=f"o_{number}", key=f"k_{number}", instructions=f"{SECRET} " * number)
        await store.intend(order)
        if number % 2:
            await store.place(order.id, Call(f"CA{number}", 1000.0))
    assert found(tmp_path)
    for number in range(30):
        if number % 2:
            await store.erase(f"CA{number}")
        else:
            order = await store.order(f"o_{number}") or ORDER
            assert await store.erase_order(order)
    assert found(tmp_path) == []
    await store.close()
