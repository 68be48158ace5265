"""Errands without a terminal: what a script reads, and the exit codes it can rely on."""

import asyncio
import re
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ringback.cli import sound
from ringback.cli.exits import Exit
from ringback.wire import Permission, Reason
from tests.cli.conftest import Json, Shell
from tests.engine.http.conftest import REQUEST, Engine
from tests.engine.http.test_calendar import booked
from tests.fakes.call_handler import a_question, a_report, talk

EVENTS = Path(__file__).parents[2] / "docs" / "reference" / "events.md"


def documented() -> dict[str, str]:
    """What the reference says of the data of each type of event."""
    rows = re.findall(r"^\| (`[a-z_.`, ]+`) \| (.+) \|$", EVENTS.read_text(encoding="utf-8"), re.M)
    return {kind: about for kinds, about in rows for kind in re.findall(r"`([a-z_.]+)`", kinds)}


def assert_event(value: Json) -> None:
    """An event line as the reference describes it."""
    assert set(value) == {"seq", "id", "ts", "user", "conversation", "task", "type", "data", "v"}
    about = documented()[value["type"]]
    missing = [key for key in value["data"] if not re.search(rf"\b{key}\b", about)]
    assert missing == [], (value["type"], missing)


async def planned(shell: Shell) -> Json:
    """The chat's last answer, when the plan waits."""
    done = await shell.run("ask", REQUEST, "--json")
    while done.values[0]["state"] == "collecting":
        assert done.code == Exit.WAITS
        assert "ringback ask --conversation" in done.err
        name = "Pizza Place" if done.values[0]["missing"] == ["callee"] else "Dana"
        done = await shell.run("ask", name, "--conversation", done.values[0]["conversation_id"], "--json")
    assert done.code == Exit.WAITS, done.err
    [answer] = done.values
    assert answer["state"] == "awaiting_confirmation"
    return answer


async def test_a_script_plans_confirms_and_reads_the_events(engine: Engine, shell: Shell) -> None:
    task = (await planned(shell))["task"]
    assert engine.handler.requests == []
    stale = await shell.run("confirm", task["id"], "--version", "7", "--json")
    assert (stale.code, stale.values[0]["plan_version"]) == (Exit.WAITS, 1)
    shown = await shell.run("confirm")
    assert shown.code == Exit.WAITS
    assert f"ringback confirm {task['id']} --version 1" in shown.out
    assert engine.handler.requests == [], "a plan that is only shown dials nobody"

    done = await shell.run("confirm", task["id"], "--version", "1", "--json")
    assert (done.code, done.err) == (Exit.DONE, "")
    for value in done.values:
        assert_event(value)
    assert done.values[-1]["type"] == "task.outcome"
    again = await shell.run("confirm", task["id"], "--version", "1", "--json")
    assert (again.code, again.values) == (Exit.DONE, done.values)
    assert len(engine.handler.requests) == 1


async def test_a_yes_to_a_plan_that_this_command_did_not_show_calls_nobody(engine: Engine, shell: Shell) -> None:
    task = await engine.proposed()
    done = await shell.run("ask", "yes", "--conversation", task["conversation_id"])
    assert (done.code, "so I did not call" in done.out) == (Exit.WAITS, True)
    assert f"ringback confirm {task['id']} --version 2" in done.out
    assert engine.handler.requests == []


async def test_an_hour_can_be_chosen_and_given_up(engine: Engine, shell: Shell) -> None:
    task = await engine.proposed()
    later = f"{datetime.now().astimezone() + timedelta(days=1):%Y-%m-%dT12:00}"
    done = await shell.run("confirm", task["id"], "--version", "1", "--at", later, "--json")
    assert done.code == Exit.SCHEDULED, done.err
    assert done.values[0]["status"] == "scheduled"
    assert f"ringback watch {task['id']}" in done.err
    noon = datetime.fromisoformat(later).replace(tzinfo=ZoneInfo("Asia/Jerusalem"))
    assert datetime.fromisoformat(done.values[0]["due_at"]) == noon, "by the user's clock, not this machine's"
    assert f"{later[8:10]}.{later[5:7]}. 12:00" in (await shell.run("calls")).out
    assert (await shell.run("cancel", "--json")).values[0]["status"] == "cancelled"
    assert (await shell.run("watch")).code == Exit.CANCELLED
    assert engine.handler.requests == []


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (Reason.CALLEE_REFUSED, Exit.FAILED),
        (Reason.PROVIDER_DOWN, Exit.DOWN),
        (Reason.LINE_DROPPED, Exit.UNCONFIRMED),
    ],
)
async def test_the_exit_code_tells_the_outcome(engine: Engine, shell: Shell, reason: Reason, code: Exit) -> None:
    change = {"turns": a_report().turns} if reason is Reason.LINE_DROPPED else {}
    engine.handler.script = talk(a_report(reason, **change))
    task = await engine.proposed()
    assert (await shell.run("confirm", task["id"], "--version", "1")).code == code
    assert (await shell.run("watch")).code == code


async def test_a_call_is_spoken_into_answered_and_hung_up(engine: Engine, shell: Shell) -> None:
    task = await engine.in_call()
    kind, question = a_question()
    engine.handler.only.tell(kind, question)
    while "call.ask" not in [entry["type"] for entry in (await engine.http.get(f"/journal?task={task['id']}")).json()]:
        await engine.http.get(f"/tasks/{task['id']}?wait=0.2")
    assert (await shell.run("say", "We are late.")).code == Exit.DONE
    assert (
        await shell.run("say", "ask if they deliver", "--tell", "--task", f"\u2066{task['id'][:6]}\u2069")
    ).code == Exit.DONE
    assert engine.handler.steered == [("say", "We are late."), ("guide", "ask if they deliver")]
    answered = await shell.run("answer", "1", "--json")
    assert answered.values == [{"question_id": "q1", "text": "Yes, 20:30"}]
    assert engine.handler.answers == [("q1", "Yes, 20:30")]
    assert [value["id"] for value in (await shell.run("calls", "--json")).values] == [task["id"]]
    engine.handler.only.tell("call.dtmf", {"digits": "2"})
    shown = ""
    while "pressed 2" not in shown:
        shown = (await shell.run("show", task["id"])).out
    assert "The assistant asks you:" in shown
    assert "your answer: Yes, 20:30" in shown
    assert f"/calls/{task['id']}" in shown
    hung_up = await shell.run("hangup", "--json")
    assert (hung_up.code, hung_up.values[0]["id"]) == (Exit.DONE, task["id"])
    assert len(engine.handler.hung_up) == 1
    refused = await shell.run("answer", "2", "--json")
    assert (refused.code, refused.out) == (Exit.REFUSED, "")


async def test_what_was_is_listed_shown_searched_and_listened_to(engine: Engine, shell: Shell) -> None:
    task = await engine.ended()
    listed = await shell.run("history")
    assert task["id"] in listed.out
    assert task["summary"] in listed.out
    assert [one["task_id"] for one in (await shell.run("history", "--search", "SIXTY two", "--json")).values] == [
        task["id"]
    ]
    assert "Sure, a large one at seven, sixty two shekels." in (await shell.run("history", "--search", "sixty two")).out
    assert (await shell.run("history", "--search", "sushi", "--json")).values == []
    shown = await shell.run("show", task["id"])
    assert "«at seven»" in shown.out
    assert "Sure, a large one at seven, sixty two shekels." in shown.out
    file = str(shell.folder / "call.wav")
    saved = await shell.run("listen", "--out", file, "--json")
    assert saved.values == [{"file": file, "bytes": len(engine.handler.wav or b""), "task": task["id"]}]
    assert (shell.folder / "call.wav").read_bytes() == engine.handler.wav
    again = await shell.run("listen", "--out", file)
    assert (again.code, again.err) == (Exit.REFUSED, f"ringback: {file} exists already; name another file.\n")


async def test_a_call_is_heard_while_it_is_on(engine: Engine, shell: Shell) -> None:
    engine.handler.sound = [b"\xff\x7f" * 400, b"\x80\x00" * 400]
    task = await engine.in_call()
    file = shell.folder / "live.wav"
    listening = asyncio.create_task(shell.run("listen", "--out", str(file), "--json"))
    while not file.exists() or file.stat().st_size < sound.HEADER + 1600:
        await engine.http.get(f"/tasks/{task['id']}?wait=0.1")
    live = file.read_bytes()
    await engine.http.post(f"/tasks/{task['id']}/hangup")
    done = await listening
    whole = file.read_bytes()
    assert (done.code, done.values[0]["bytes"]) == (Exit.DONE, len(whole))
    assert live[sound.HEADER :] == whole[sound.HEADER :] == b"".join(engine.handler.sound)
    assert live[:4] == whole[:4] == b"RIFF"
    assert struct.unpack("<I", whole[4:8])[0] == len(whole) - 8
    assert struct.unpack("<HHI", whole[20:28]) == (7, 2, 8000)
    assert struct.unpack("<4sI", whole[50:58]) == (b"data", 1600)


async def test_what_was_agreed_goes_into_a_calendar(engine: Engine, shell: Shell) -> None:
    await booked(engine, "tomorrow")
    file = shell.folder / "agreed.ics"
    assert (await shell.run("ics", "--out", str(file))).code == Exit.DONE
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert "SUMMARY" in (await shell.run("ics", "--out", "-")).out
    assert "ringback ics t_" in (await shell.run("watch")).out
    await booked(engine, "soon")
    assert (await shell.run("ics")).code == Exit.REFUSED


async def test_what_is_stored_is_listed_exported_and_forgotten(engine: Engine, shell: Shell) -> None:
    await engine.ended()
    listed = await shell.run("data", "list")
    assert "profile/name  Pizza Place" in listed.out
    assert (await shell.run("data", "export", str(shell.folder / "mine.zip"))).code == Exit.DONE
    assert (shell.folder / "mine.zip").read_bytes()[:2] == b"PK"
    assert (await shell.run("data", "forget", "profile/name", "--json")).values[0]["erased"] == {"facts": 1}
    assert (await shell.run("data", "forget", "profile/name")).code == Exit.REFUSED
    kept = await shell.run("data", "forget", "--everything")
    assert (kept.code, (await engine.http.get("/tasks")).json() == []) == (Exit.WAITS, False)
    assert (await shell.run("data", "forget", "--everything", "--yes")).code == Exit.DONE
    assert (await engine.http.get("/tasks")).json() == []


async def test_what_cannot_be_done_is_one_sentence_in_the_users_language(shell: Shell) -> None:
    nobody = Shell("http://127.0.0.1:9", shell.folder)
    down = await nobody.run("history", language="he")
    assert down.code == Exit.DOWN
    assert "אין מנוע" in down.err
    assert "ringback up" in down.err
    assert (await shell.run("show", "t_none")).code == Exit.REFUSED
    assert (await shell.run("--language", "he", "show")).err.startswith("ringback: אין סידור")
    assert (await shell.run("show", "--never")).code == Exit.USAGE
    assert (await shell.run("ask", "call 100")).code == Exit.WAITS


async def test_what_stands_against_a_plan_is_told_before_anybody_confirms_it(engine: Engine, shell: Shell) -> None:
    task = await engine.proposed()
    number = task["slots"]["phone_number"]["value"]
    shown = (await shell.run("confirm", task["id"])).out
    engine.handler.permissions[number] = Permission(code="quiet_hours", again_at=datetime(2126, 11, 23, 6, tzinfo=UTC))
    warned = (await shell.run("confirm", task["id"])).out
    (line,) = set(warned.splitlines()) - set(shown.splitlines())
    assert line.startswith("It is too early or too late where that phone rings. I can call from ")
    for hour in ([], ["--at", f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%dT23:00}"]):
        refused = await shell.run("confirm", task["id"], "--version", "1", *hour)
        assert (refused.code, refused.err) == (Exit.REFUSED, f"ringback: {line}\n")
    engine.handler.permissions[number] = Permission(code="do_not_call")
    asked = await shell.run("ask", "call it at eight", "--conversation", task["conversation_id"])
    assert "They asked not to be called again" in asked.out
    assert engine.handler.requests == []


async def test_what_is_set_for_the_calls_is_shown_and_changed(engine: Engine, shell: Shell) -> None:
    every = await shell.run("settings")
    assert "call_language  as_written" in every.out
    assert (await shell.run("settings", "max_minutes", "5", "--json")).values[0]["value"] == "5"
    one = await shell.run("settings", "max_minutes", language="he")
    assert "דקות לכל היותר בשיחה" in one.out
    refused = await shell.run("settings", "voice", "siri", language="he")
    assert (refused.code, "אפשר לבחור" in refused.err) == (Exit.REFUSED, True)
    assert (await shell.run("settings", "loudness")).code == Exit.REFUSED
    assert (await engine.proposed())["plan"]["max_minutes"] == 5
    assert (await shell.run("settings", "max_minutes", "--reset", "--json")).values[0]["value"] is None
