"""What the operator sees: calls that are on, figures of those that ended, and what Prometheus is told."""

import asyncio
from typing import Any

from ringback.wire import Reason
from tests.engine.http.conftest import Engine
from tests.fakes.call_handler import a_question, a_report

Json = dict[str, Any]
LABEL = "They did not want to talk to an assistant."


async def calls(engine: Engine) -> list[Json]:
    return list((await engine.http.get("/calls")).json())


async def test_a_call_is_on_from_its_confirmation_to_its_end(engine: Engine) -> None:
    assert await calls(engine) == []
    task = await engine.in_call()
    (call,) = await calls(engine)
    assert (call["task_id"], call["phone_number"], call["asks"]) == (task["id"], "03-612-3556", "")
    engine.handler.only.tell(*a_question(text="At eight?"))
    asked = None
    while asked is None:
        entries = (await engine.http.get(f"/journal?task={task['id']}")).json()
        asked = next((entry for entry in entries if entry["type"] == "call.ask"), None)
        await asyncio.sleep(0)
    (call,) = await calls(engine)
    assert (call["status"], call["asks"], call["seq"]) == ("answered", "At eight?", asked["seq"])
    assert call["confirmed_at"] <= call["answered_at"]
    await engine.http.post(f"/tasks/{task['id']}/hangup")
    await engine.until(task["id"], "failed")
    assert await calls(engine) == []


async def test_figures_by_hour_and_by_day(engine: Engine) -> None:
    done = await engine.ended()
    engine.handler.script = [("call.report", a_report(Reason.CALLEE_REFUSED).model_dump(mode="json"))]
    busy = await engine.ended()
    for hours, steps in ((1, 1), (24, 24), (49, 3), (24 * 30, 30)):
        figures = (await engine.http.get("/analytics", params={"hours": hours}, headers={"cookie": "lang=en"})).json()
        total = figures["total"]
        assert (total["succeeded"], total["failed"], total["success_rate"]) == (1, 1, 0.5)
        assert (len(figures["steps"]), figures["steps"][-1]["failed"]) == (steps, 1)
        assert figures["failures"] == [
            {"status": "failed", "reason": "callee_refused", "label": LABEL, "count": 1, "tasks": [busy["id"]]}
        ]
    assert total["cost_usd"] == (done["outcome"]["cost"] or {}).get("total_usd", 0)
    assert (await engine.http.get("/analytics?hours=0")).status_code == 400


async def test_prometheus_is_told_counts_and_times_and_no_word(engine: Engine) -> None:
    task = await engine.ended()
    answer = await engine.http.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    told = answer.text
    assert 'ringback_errands_total{reason="goal_reached",status="succeeded"} 1.0' in told
    assert "ringback_errands_running 0.0" in told
    assert 'ringback_chat_seconds_bucket{le="0.5"}' in told
    assert task["id"] not in told
    assert "Pizza" not in told
