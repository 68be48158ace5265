"""A person before a terminal: types, reads, leaves and comes back, in both languages."""

from dataclasses import dataclass

import pytest

from ringback.cli.exits import Exit
from ringback.wire import Permission
from tests.cli.conftest import Shell
from tests.engine.http.conftest import Engine
from tests.fakes.call_handler import a_question, talk

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Words:
    request: str
    asks_name: str
    name: str
    plan: str
    confirm: str
    too_early: str
    waits: str
    asks: str
    answered: str
    left: str
    fact: str


WORDS = {
    "en": Words(
        "Call 03-612-3556 and order a large margherita for seven",
        "In whose name",
        "Dana",
        "Shall I call?",
        "confirm",
        "was not sent: confirm",
        "Nothing rings yet",
        "The assistant asks you",
        "your answer: Yes, 20:30",
        "The errand goes on without this terminal.",
        "Time: 19:00  «at seven»",
    ),
    "he": Words(
        "תתקשרי ל-03-612-3456 ותזמיני מרגריטה גדולה לשבע",
        "בשם מי",
        "דנה",
        "להתקשר?",
        "מאשר",
        "ולכן לא נשלח: מאשר",
        "עדיין לא מחייגים",
        "העוזרת שואלת אותך",
        "התשובה שלך: Yes, 20:30",
        "הסידור נמשך בלי המסוף הזה.",
        "שעה: 19:00  «at seven»",
    ),
}


@pytest.mark.parametrize("language", ["en", "he"])
async def test_an_errand_left_and_come_back_to_in_the_middle_of_its_call(
    engine: Engine, shell: Shell, language: str
) -> None:
    words = WORDS[language]
    engine.handler.script = [*talk()[:4], a_question()]
    async with shell.terminal("ask", words.request, language=language) as terminal:
        await terminal.shows(words.asks_name)
        terminal.types(f"{words.name}\r{words.confirm}")
        await terminal.shows(words.too_early)
        await terminal.shows(words.waits)
        assert words.plan in terminal.text
        assert terminal.text.count({"en": "automated AI assistant", "he": "עוזרת קולית אוטומטית"}[language]) == 1
        assert engine.handler.requests == []
        terminal.types(words.confirm)
        await terminal.shows(words.asks)
        terminal.presses_ctrl_c()
        await terminal.shows(words.left)
        assert await terminal.ends() == Exit.LEFT
    async with shell.terminal("watch", language=language) as terminal:
        await terminal.shows(words.asks)
        terminal.types("1")
        await terminal.shows(words.answered)
        for kind, data in talk()[4:]:
            engine.handler.only.tell(kind, data)
        await terminal.shows(words.fact)
        assert await terminal.ends() == Exit.DONE
    assert engine.handler.answers == [("q1", "Yes, 20:30")]
    assert len(engine.handler.requests) == 1


async def test_who_leaves_the_chat_in_mid_call_is_told_how_to_come_back(engine: Engine, shell: Shell) -> None:
    words = WORDS["en"]
    engine.handler.script = [*talk()[:4], a_question()]
    engine.handler.permissions["+97236123556"] = Permission(code="quiet_hours")
    async with shell.terminal("--language", "en", "chat") as terminal:
        terminal.types(words.request)
        await terminal.shows(words.asks_name)
        terminal.types(words.name)
        await terminal.shows(words.plan)
        await terminal.shows("Estimated cost")
        await terminal.shows("It is too early or too late where that phone rings.")
        terminal.types(words.confirm)
        await terminal.shows(words.asks)
        terminal.presses_ctrl_c()
        await terminal.shows("The call goes on; to come back: ringback watch t_")
        assert await terminal.ends() == Exit.DONE
    assert engine.handler.hung_up == []


async def test_a_typed_yes_is_for_the_newest_plan_on_the_screen(engine: Engine, shell: Shell) -> None:
    words = WORDS["en"]
    async with shell.terminal("--language", "en", "chat") as terminal:
        terminal.types(words.request)
        await terminal.shows(words.asks_name)
        terminal.types(words.name)
        await terminal.shows("Estimated cost")
        elsewhere = await engine.say("Call 03-612-3999 and ask whether they are open")
        assert elsewhere["state"] == "awaiting_confirmation"
        await terminal.shows("03-612-3999")
        terminal.types(words.confirm)
        await terminal.shows("so I did not call")
        assert engine.handler.requests == []
        terminal.types(words.confirm)
        await terminal.shows("queued")
    assert [one.phone_number for one in engine.handler.requests] == ["+97236123556"]


async def test_without_bidi_hebrew_stands_as_it_is_seen(engine: Engine, shell: Shell) -> None:
    async with shell.terminal("--visual", "calls", language="he") as terminal:
        await terminal.shows("אין סידור בדרך."[::-1])
        assert await terminal.ends() == Exit.DONE
    async with shell.terminal("--visual", "show", language="he") as terminal:
        await terminal.shows("אין סידור שמתאים"[::-1])
        assert await terminal.ends() == Exit.REFUSED
