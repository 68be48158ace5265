"""The page's reducer, run in the browser that runs it: what each journal entry does to the thread."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page
from starlette.staticfiles import StaticFiles

from tests.fakes.server import serving

pytestmark = pytest.mark.browser

STATIC = Path(__file__).parents[3] / "src/ringback/engine/page/static"
FOLD = """async (entries) => {
    const { from, options } = await import('/store.js');
    const state = from(entries, 0);
    return { ...state, options: options(state) };
}"""
SUMMARY = "Call Pizza Place on behalf of Dana: order a pizza."


def entry(seq: int, kind: str, data: dict[str, Any], task: str | None = "t") -> dict[str, Any]:
    ts = f"2026-11-22T18:00:{seq:02d}+00:00"
    return {"seq": seq, "ts": ts, "type": kind, "data": data, "task": task, "conversation": "c"}


def said(seq: int, text: str, role: str = "assistant", task: str | None = "t") -> dict[str, Any]:
    return entry(seq, "message", {"role": role, "text": text}, task)


def plan(seq: int, version: int, time: str, **more: Any) -> dict[str, Any]:
    field = {"key": "time", "label": "Time", "value": time, "source": "user", "source_text": "", "type": "time"}
    data = {"plan_version": version, "summary": SUMMARY, "fields": [field], "changed": [], **more}
    return entry(seq, "plan.proposed" if version == 1 else "plan.updated", data)


def turn(seq: int, index: int, text: str, final: bool = True) -> dict[str, Any]:
    data = {"turn": index, "who": "callee", "text": text, "final": final, "t0": index * 100, "t1": index * 100 + 90}
    return entry(seq, "call.turn", data)


@pytest.fixture(scope="module")
async def tab(browser: Browser) -> AsyncIterator[Page]:
    """A document that can import the module; the reducer needs no more."""
    async with serving(StaticFiles(directory=STATIC)) as url:
        page = await browser.new_page()
        await page.goto(f"{url}/store.js")
        yield page
        await page.close()


LIVE = """async ([first, actions]) => {
    const { from, options, reduce, waiting } = await import('/store.js');
    const state = actions.reduce(reduce, from(first, 0));
    return { ...state, options: options(state), waiting: waiting(state) ?? null };
}"""


def elsewhere(entry: dict[str, Any]) -> dict[str, Any]:
    """The same in another conversation, of another task."""
    return {**entry, "conversation": "other", "task": entry["task"] and "other"}


def came(*entries: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "entry", "entry": entry} for entry in entries]


async def live(tab: Page, first: list[dict[str, Any]], *actions: dict[str, Any]) -> dict[str, Any]:
    """The state of a page that opened with the entries `first`, after what happened since."""
    state: dict[str, Any] = await tab.evaluate(LIVE, [first, list(actions)])
    return state


async def fold(tab: Page, *entries: dict[str, Any]) -> dict[str, Any]:
    state: dict[str, Any] = await tab.evaluate(FOLD, list(entries))
    return state


def texts(state: dict[str, Any]) -> list[str]:
    return [item["text"] for item in state["items"] if item["kind"] == "message"]


async def test_an_entry_seen_before_changes_nothing(tab: Page) -> None:
    state = await fold(tab, said(1, "one"), said(2, "two"), said(2, "two"), said(1, "one"), said(3, "three"))
    assert texts(state) == ["one", "two", "three"]
    assert state["seq"] == 3


async def test_a_new_version_takes_the_place_of_the_old_card_and_knows_what_it_said(tab: Page) -> None:
    state = await fold(tab, plan(1, 1, "20:00"), said(2, "at nine", "user"), plan(3, 2, "21:00", changed=["time"]))
    assert [item["kind"] for item in state["items"]] == ["message", "plan"]
    shown = state["tasks"]["t"]["plan"]
    assert (shown["plan_version"], shown["was"]) == (2, {"time": "20:00"})


async def test_what_the_card_says_is_not_said_again(tab: Page) -> None:
    number = entry(1, "data.changed", {"section": "contacts", "key": "Pizza", "value": "+972", "text": "Saved: Pizza"})
    reply = said(2, f"Saved: Pizza\nFor this call I use another number.\n{SUMMARY}\nNumber: 03\nShall I call?")
    assert texts(await fold(tab, number, reply, plan(3, 1, "20:00"))) == ["For this call I use another number."]
    only_plan = said(1, f"{SUMMARY}\nNumber: 03\nShall I call?")
    assert texts(await fold(tab, only_plan, plan(2, 1, "20:00"))) == []


async def test_a_question_takes_the_plan_back_and_offers_its_answers(tab: Page) -> None:
    question = entry(3, "question", {"text": "What should I change?", "options": ["19:30", "20:00"], "field": None})
    state = await fold(tab, plan(1, 1, "20:00"), said(2, "What should I change?"), question)
    assert state["tasks"]["t"]["status"] == "draft"
    assert state["options"] == ["19:30", "20:00"]
    assert texts(state) == ["What should I change?"]
    assert (await fold(tab, plan(1, 1, "20:00"), question, said(4, "20:00", "user")))["options"] == []


async def test_a_turn_grows_in_its_place(tab: Page) -> None:
    state = await fold(tab, turn(1, 1, "at sev", final=False), turn(2, 0, "Hello"), turn(3, 1, "at seven"))
    assert [one["text"] for one in state["tasks"]["t"]["call"]["turns"]] == ["Hello", "at seven"]


async def test_calls_side_by_side_keep_their_turns_apart(tab: Page) -> None:
    def of_call(entry: dict[str, Any], place: int, name: str) -> dict[str, Any]:
        return {**entry, "data": {**entry["data"], "call": place, "call_sid": f"CA{place}", "callee": name}}

    ended = entry(4, "call.status", {"status": "ended"})
    entries = [of_call(turn(1, 0, "North"), 0, "N"), of_call(turn(2, 0, "South"), 1, "S"), of_call(ended, 0, "N")]
    state = await fold(tab, entry(0, "task.confirmed", {}), *entries)
    calls = state["tasks"]["t"]["calls"]
    assert [(call["name"], [one["text"] for one in call["turns"]]) for call in calls.values()] == [
        ("N", ["North"]),
        ("S", ["South"]),
    ]


async def test_the_notice_is_told_by_the_card_alone(tab: Page) -> None:
    end = entry(3, "task.outcome", {"status": "succeeded", "text": "Done.", "facts": []})
    state = await fold(tab, entry(1, "task.confirmed", {}), said(2, "Done."), end)
    assert [item["kind"] for item in state["items"]] == ["call", "end"]
    state = await fold(tab, entry(1, "task.confirmed", {}), {**end, "seq": 2}, said(3, "Done."))
    assert texts(state) == []


async def test_a_task_given_up_before_its_call_leaves_no_call(tab: Page) -> None:
    state = await fold(tab, plan(1, 1, "20:00"), entry(2, "task.confirmed", {}), entry(3, "task.cancelled", {}))
    assert [item["kind"] for item in state["items"]] == ["plan"]
    assert state["tasks"]["t"]["status"] == "cancelled"


def asked(seq: int, question_id: str = "q1") -> dict[str, Any]:
    return entry(seq, "call.ask", {"question_id": question_id, "text": "OK?", "options": ["Yes"], "deadline_at": "x"})


def answered(seq: int, by: str = "user") -> dict[str, Any]:
    return entry(seq, "call.answer", {"question_id": "q1", "text": "Yes", "by": by})


def steered(seq: int, state: str) -> dict[str, Any]:
    return entry(seq, "call.steer", {"text": "ask if they deliver", "mode": "guide", "state": state})


async def call_of(tab: Page, *entries: dict[str, Any]) -> dict[str, Any]:
    return dict((await fold(tab, *entries))["tasks"]["t"]["call"])


async def test_a_question_is_open_until_its_answer_or_the_end(tab: Page) -> None:
    assert (await call_of(tab, asked(1)))["question"]["question_id"] == "q1"
    assert (await call_of(tab, asked(1), answered(2)))["question"] is None
    assert (await call_of(tab, asked(1), asked(2, "q2"), answered(3)))["question"]["question_id"] == "q2"
    assert (await call_of(tab, asked(1), entry(2, "call.status", {"status": "ended"})))["question"] is None


async def test_what_happens_beside_the_talk_stands_where_it_happened(tab: Page) -> None:
    digits = entry(5, "call.dtmf", {"digits": "2"})
    call = await call_of(tab, turn(1, 1, "Hello"), asked(2), answered(3, "default"), turn(4, 7, "Hm"), digits)
    notes = [(note["kind"], note["text"], note["t"]) for note in call["notes"]]
    assert notes == [("asked", "OK?", 100), ("default", "Yes", 100), ("pressed", "2", 700)]
    assert call["digits"] == "2"


async def test_words_into_the_call_have_one_line_with_their_last_state(tab: Page) -> None:
    call = await call_of(tab, steered(1, "sent"), steered(2, "used"), steered(3, "sent"), steered(4, "too_late"))
    assert [note["state"] for note in call["notes"]] == ["used", "too_late"]


async def test_a_status_that_is_told_twice_is_one_step(tab: Page) -> None:
    status = [entry(seq, "call.status", {"status": word}) for seq, word in enumerate(["answered"] * 2 + ["ivr"], 1)]
    assert [step["status"] for step in (await call_of(tab, *status))["seen"]] == ["answered", "ivr"]


async def test_what_is_said_of_an_ended_errand_changes_its_card(tab: Page) -> None:
    end = entry(2, "task.outcome", {"status": "succeeded", "text": "Done.", "facts": [], "recording": "/r"})
    rated = [entry(3, "task.rated", {"right": False}), entry(4, "task.rated", {"right": True})]
    state = await fold(tab, entry(1, "task.confirmed", {}), end, *rated, entry(5, "recording.deleted", {}))
    task = state["tasks"]["t"]
    assert (task["rated"], task["end"]["recording"], task["end"]["text"]) == (True, None, "Done.")
    assert [item["kind"] for item in state["items"]] == ["call", "end"]


async def test_an_errand_waits_for_its_hour_until_its_call_begins(tab: Page) -> None:
    waits = entry(2, "task.scheduled", {"at": "2026-11-23T09:00:00+00:00", "reason": None, "text": "Tomorrow."})
    state = await fold(tab, entry(1, "task.confirmed", {}), waits)
    assert (state["tasks"]["t"]["status"], state["tasks"]["t"]["dueAt"]) == ("scheduled", "2026-11-23T09:00:00+00:00")
    assert [item["kind"] for item in state["items"]] == ["call"]
    begun = await fold(tab, entry(1, "task.confirmed", {}), waits, entry(3, "call.status", {"status": "dialing"}))
    assert begun["tasks"]["t"]["status"] == "confirmed"


@pytest.mark.parametrize(
    "then",
    [
        entry(4, "call.status", {"status": "queued"}),
        entry(4, "task.cancelled", {}),
        entry(4, "task.failed", {"code": "busy", "text": "The line was busy.", "facts": []}),
    ],
    ids=lambda then: then["type"],
)
async def test_that_a_call_is_tried_again_is_told_until_it_is(tab: Page, then: dict[str, Any]) -> None:
    busy = {"at": "2026-11-23T09:00:00+00:00", "reason": "busy", "text": "Busy. I try again at nine."}
    begun = entry(1, "task.confirmed", {}), entry(2, "call.status", {"status": "ended"})
    waits = await fold(tab, *begun, entry(3, "task.scheduled", busy))
    assert [item.get("text") for item in waits["items"]] == [None, "Busy. I try again at nine."]
    after = await fold(tab, *begun, entry(3, "task.scheduled", busy), then)
    assert "note" not in [item["kind"] for item in after["items"]]


def question(seq: int, *options: str) -> dict[str, Any]:
    return entry(seq, "question", {"text": "Which?", "options": list(options), "field": None})


async def test_a_page_keeps_the_conversation_it_opened_with(tab: Page) -> None:
    opened = [said(1, "a table", "user"), elsewhere(plan(2, 1, "20:00")), elsewhere(turn(3, 0, "Hello"))]
    assert (await live(tab, opened))["conversation"] == "c"
    since = [elsewhere(said(4, "a pizza", "user")), elsewhere(plan(5, 2, "21:00")), elsewhere(turn(6, 1, "Bye"))]
    state = await live(tab, opened, *came(*since))
    assert state["conversation"] == "c"
    assert texts(state) == ["a table", "a pizza"], "all conversations are shown"


async def test_a_page_without_one_takes_that_of_the_answer_to_its_first_message(tab: Page) -> None:
    theirs = came(elsewhere(said(1, "a pizza", "user")), elsewhere(question(2, "Large")))
    assert (await live(tab, [], *theirs))["conversation"] is None
    assert (await live(tab, [], *theirs))["options"] == []
    sent = {"type": "sending", "text": "a table"}
    answer = {"type": "answered", "answer": {"conversation_id": "c", "state": "collecting", "suggestions": []}}
    asked = came(said(3, "a table", "user"), question(4, "19:30"))
    state = await live(tab, [], *theirs, sent, *asked, answer)
    assert (state["conversation"], state["options"], state["pending"]) == ("c", ["19:30"], [])


async def test_what_another_conversation_asks_or_says_leaves_the_question_here(tab: Page) -> None:
    opened = [said(1, "a table", "user"), question(2, "19:30")]
    theirs = [elsewhere(said(3, "a pizza", "user")), elsewhere(question(4, "Large")), elsewhere(plan(5, 1, "20:00"))]
    sending = {"type": "sending", "text": "19:30"}
    assert (await live(tab, opened, *came(*theirs)))["options"] == ["19:30"]
    assert (await live(tab, opened, sending, *came(*theirs)))["pending"] == ["19:30"]


async def test_a_yes_means_the_newest_plan_that_waits(tab: Page) -> None:
    opened = [said(1, "a table", "user"), plan(2, 1, "20:00")]
    theirs = [elsewhere(plan(3, 1, "20:00")), elsewhere(entry(4, "task.cancelled", {}))]
    assert (await live(tab, opened, *came(theirs[0])))["waiting"] == {"task_id": "other", "plan_version": 1}
    assert (await live(tab, opened, *came(*theirs)))["waiting"] == {"task_id": "t", "plan_version": 1}
    assert (await live(tab, opened, *came(plan(3, 2, "21:00"))))["waiting"] == {"task_id": "t", "plan_version": 2}
    assert (await live(tab, opened, *came(entry(3, "task.confirmed", {}))))["waiting"] is None
