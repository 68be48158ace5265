"""A call's events as the journal tells them, and the question that is open in it."""

from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest

from ringback.engine.call_events import agreed, entry_of, open_question
from ringback.engine.ports import Entry
from ringback.engine.task import Status
from ringback.wire import CallEvent, Reason
from tests.engine.world import World, carried
from tests.fakes.call_handler import AT, a_question, a_report, talk

NOW = datetime(2026, 11, 22, 18, 1, tzinfo=UTC)


def event(kind: Any, data: dict[str, Any]) -> CallEvent:
    return CallEvent(seq=1, ts=AT, type=kind, data=data)


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        ("call.phase", {"phase": "menu"}, ("call.status", "ivr")),
        ("call.phase", {"phase": "on_hold"}, ("call.status", "on_hold")),
        ("call.phase", {"phase": "screening"}, ("call.status", "screening")),
        ("call.phase", {"phase": "voicemail"}, ("call.status", "voicemail")),
        ("call.phase", {"phase": "talking"}, ("call.status", "answered")),
        ("call.status", {"status": "in-progress", "answered_by": "machine_start"}, ("call.status", "voicemail")),
        ("call.status", {"status": "busy"}, ("call.status", "ended")),
    ],
)
def test_a_phase_is_a_status_of_ours(kind: str, data: dict[str, Any], expected: tuple[str, str]) -> None:
    entry = entry_of(event(kind, data), "CA1")
    assert entry is not None
    assert (entry[0], entry[1]["status"], entry[1]["call_sid"]) == (*expected, "CA1")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("call.dtmf", {"digits": "2#"}),
        ("call.steer", {"text": "ask if they deliver", "mode": "guide", "state": "used"}),
        ("call.answer", {"question_id": "q1", "text": "Yes", "by": "user"}),
        a_question(),
    ],
)
def test_the_rest_is_told_as_it_came(kind: str, data: dict[str, Any]) -> None:
    assert entry_of(event(kind, data), "CA1") == (kind, data)


def test_consulting_is_told_by_its_question_alone() -> None:
    assert entry_of(event("call.phase", {"phase": "consulting"}), "CA1") is None


@pytest.mark.parametrize("kind", get_args(CallEvent.model_fields["type"].annotation))
def test_every_type_of_the_wire_is_read_or_refused(kind: str) -> None:
    if kind in ("call.report", "call.phase"):
        assert kind == "call.report" or entry_of(event(kind, {"phase": "asleep"}), "CA1") is None
        return
    with pytest.raises(ValueError, match=r"."):
        entry_of(event(kind, {}), "CA1")


def entries(*told: tuple[str, dict[str, Any]]) -> list[Entry]:
    return [Entry(seq, str(seq), AT, "me", kind, data) for seq, (kind, data) in enumerate(told, 1)]


ASKED = a_question()
AGAIN = a_question(question_id="q2", text="And at nine?")
ANSWERED = ("call.answer", {"question_id": "q1", "text": "Yes", "by": "user"})


@pytest.mark.parametrize(
    ("told", "question_id"),
    [
        ([], None),
        ([ASKED], "q1"),
        ([ASKED, ANSWERED], None),
        ([ASKED, ANSWERED, AGAIN], "q2"),
        ([ASKED, AGAIN, ANSWERED], "q2"),
        ([ASKED, ("call.status", {"status": "on_hold"})], "q1"),
        ([ASKED, ("call.status", {"status": "ended"})], None),
        ([a_question(deadline_at=str(NOW - timedelta(seconds=1)))], None),
    ],
)
def test_a_question_is_open_until_its_answer_its_deadline_or_the_end(told: list[Any], question_id: str | None) -> None:
    found = open_question(entries(*told), NOW.timestamp())
    assert (found.question_id if found else None) == question_id


PHASES: list[Any] = [
    ("call.phase", {"phase": "talking"}),
    ("call.phase", {"phase": "menu"}),
    ("call.dtmf", {"digits": "2"}),
    ("call.phase", {"phase": "on_hold"}),
    ("call.phase", {"phase": "talking"}),
    ("call.phase", {"phase": "consulting"}),
    ASKED,
    ANSWERED,
    ("call.phase", {"phase": "talking"}),
    ("call.phase", {"phase": "yodelling"}),
]


async def test_what_happens_in_a_call_enters_the_journal_once(world: World) -> None:
    world.handler.script = [*talk()[:4], *PHASES, *talk()[4:]]
    world.handler.repeats = True
    world.handler.drops.extend([6, 9, 5, 11])
    await world.confirm()
    task, told, kinds = await carried(world)
    assert task.status is Status.SUCCEEDED
    assert [entry.data["status"] for entry in told if entry.type == "call.status"] == [
        *["queued", "dialing", "ringing", "answered", "ivr", "on_hold", "answered", "ended"]
    ]
    assert [kind for kind in kinds if kind in ("call.dtmf", "call.ask", "call.answer")] == [
        *["call.dtmf", "call.ask", "call.answer"]
    ]


async def test_an_errand_that_failed_for_want_of_an_answer_says_so(world: World) -> None:
    by_default = ("call.answer", {"question_id": "q1", "text": "We will call back", "by": "default"})
    report = a_report(Reason.GOAL_NOT_REACHED, claimed="failed", cost={"model_usd": 0.04, "telephony_usd": 0.03})
    told: list[Any] = talk(report)
    script: list[Any] = [*talk()[:4], ASKED, by_default, *told[3:]]
    world.handler.script = script
    await world.confirm()
    task, told_entries, _ = await carried(world)
    assert task.outcome is not None
    assert (task.status, task.outcome.reason) == (Status.FAILED, "no_reply_from_you")
    end = told_entries[-1].data
    assert "You did not answer in time" in end["text"]
    assert (end["retryable"], end["cost"]["total_usd"]) == (True, 0.07)


def answer(text: str, by: str = "user") -> tuple[str, dict[str, Any]]:
    return "call.answer", {"question_id": "q1", "text": text, "by": by}


@pytest.mark.parametrize(
    ("told", "texts"),
    [
        ([ASKED, answer("Yes")], ("Yes", ASKED[1]["text"])),
        ([ASKED, answer("Yes, 20:30")], ("Yes, 20:30",)),
        ([ASKED, answer("ask for 21:00")], ("ask for 21:00",)),
        ([ASKED, answer("No, look elsewhere")], ()),
        ([ASKED, answer("לא, תודה")], ()),
        ([ASKED, answer("no problem")], ("no problem", ASKED[1]["text"])),
        ([ASKED, answer("take it", by="default")], ()),
        ([("call.steer", {"mode": "guide", "state": "used", "text": "take 21:00"})], ("take 21:00",)),
        ([("call.steer", {"mode": "guide", "state": "too_late", "text": "take 21:00"})], ()),
    ],
)
def test_what_the_user_agreed_to_in_the_call(told: list[Any], texts: tuple[str, ...]) -> None:
    assert agreed(entries(*told)) == texts
