"""A call while it lives, as a person meets it: its phases, the question, words into the call, the hang-up."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import expect

from ringback.engine.task import Language
from tests.engine.page.conftest import Engine, Line, OpenTab
from tests.engine.page.journey import DESKTOP, NARROW, PHONE, Tab
from tests.engine.page.test_browser import NAME, REQUEST
from tests.fakes.call_handler import a_question

pytestmark = pytest.mark.browser

ASKED: dict[Language, dict[str, Any]] = {
    "he": {
        "text": "מלא בשעה שביקשת. מציעים 20:30 – מתאים?",
        "options": ["כן, 20:30", "לא, נחפש מקום אחר"],
        "default": "אגיד שנחזור אליהם",
    },
    "en": {
        "text": "They are full. They offer 20:30 – is that OK?",
        "options": ["Yes, 20:30", "No, look elsewhere"],
        "default": "I say that we will call back",
    },
}


async def in_call(engine: Engine, tab: Tab, language: Language) -> Line:
    await tab.call(REQUEST[language], NAME[language])
    line = await Line.of(engine.handler, language)
    line.status("initiated", "ringing", "in-progress")
    line.talk()
    await expect(tab.page.locator(".turn")).to_have_count(4)
    return line


def ask(line: Line, seconds: float = 25, **change: Any) -> None:
    deadline = (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()
    line.call.tell(*a_question(**ASKED[line.language], deadline_at=deadline, **change))


@pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [("he", NARROW, "light"), ("en", PHONE, "dark")],
    ids=["he-narrow-light", "en-phone-dark"],
)
async def test_the_question_is_pinned_and_answered_with_one_tap(
    engine: Engine, open_tab: OpenTab, language: Language, size: dict[str, int], scheme: str
) -> None:
    tab = await open_tab(language, size, scheme)
    line, page = await in_call(engine, tab, language), tab.page
    ask(line)
    card = page.locator(".ask")
    await expect(card.locator(".lead")).to_have_text(ASKED[language]["text"])
    await expect(card.locator(".chip")).to_have_text(ASKED[language]["options"])
    await expect(card.get_by_role("timer")).to_contain_text(ASKED[language]["default"])
    await expect(card.get_by_role("timer")).to_contain_text({"he": "שניות", "en": "s – then"}[language])
    await expect(page.get_by_role("status")).to_contain_text(ASKED[language]["text"])
    await expect(card).to_be_in_viewport(ratio=1)
    await tab.check()
    await card.locator(".chip").first.click()
    await expect(card).to_have_count(0)
    assert engine.handler.answers == [("q1", ASKED[language]["options"][0])]
    await expect(page.locator(".aside").last).to_contain_text(ASKED[language]["options"][0])
    await tab.check()


async def test_any_other_answer_is_typed_and_survives_what_happens_meanwhile(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    line, page = await in_call(engine, tab, "en"), tab.page
    ask(line)
    box = page.get_by_placeholder("Another answer")
    await box.fill("ask for ni")
    for at in range(20):
        turn = line.turns()[0].model_copy(update={"index": 10 + at, "text": f"turn {at}", "t0": 5000 + at})
        line.call.tell("call.turn", turn.model_dump(mode="json"))
    await expect(page.locator(".turn")).to_have_count(24)
    await expect(box).to_be_focused()
    await expect(box).to_have_value("ask for ni")
    await page.keyboard.type("ne")
    await page.keyboard.press("Enter")
    await expect(page.locator(".ask")).to_have_count(0)
    assert engine.handler.answers == [("q1", "ask for nine")]


@pytest.mark.parametrize("size", [NARROW, DESKTOP], ids=["narrow", "desktop"])
async def test_a_question_is_seen_when_the_conversation_has_gone_on(
    engine: Engine, open_tab: OpenTab, size: dict[str, int]
) -> None:
    tab = await open_tab("he", size)
    line, page = await in_call(engine, tab, "he"), tab.page
    for _ in range(6):
        await tab.say("עזרה")
    await expect(page.locator(".card.call .timeline")).not_to_be_in_viewport()
    ask(line)
    await expect(page.locator(".ask")).to_be_in_viewport(ratio=1)
    await page.locator(".ask .chip").first.click()
    await expect(page.locator(".ask")).to_have_count(0)
    await tab.say("עזרה")
    await expect(page.locator(".bubble.theirs").last).to_be_in_viewport(ratio=0.1)


async def test_when_nobody_answers_the_card_says_what_is_said_instead(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("he")
    line, page = await in_call(engine, tab, "he"), tab.page
    ask(line, seconds=0)
    await expect(page.locator(".ask").get_by_role("timer")).to_contain_text("הזמן עבר: אגיד שנחזור אליהם")
    line.call.tell("call.answer", {"question_id": "q1", "text": "אגיד שנחזור אליהם", "by": "default"})
    await expect(page.locator(".ask")).to_have_count(0)
    await expect(page.locator(".aside").last).to_contain_text("לא התקבלה תשובה בזמן")
    await tab.check()


async def test_an_answer_that_comes_too_late_says_so_and_is_kept(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("he", DESKTOP)
    tab.expected = ("409",)
    line, page = await in_call(engine, tab, "he"), tab.page
    ask(line)
    await expect(page.locator(".ask")).to_be_visible()
    call = line.call
    line.handler.calls.clear()
    await page.get_by_placeholder("תשובה אחרת").fill("כן")
    await page.keyboard.press("Enter")
    await expect(page.locator(".ask").get_by_role("alert")).to_have_text("השיחה הסתיימה, כבר מאוחר מדי.")
    await expect(page.get_by_placeholder("תשובה אחרת")).to_have_value("כן")
    line.handler.calls[call.sid] = call


@pytest.mark.parametrize("language", ["he", "en"])
async def test_the_assistant_is_told_and_made_to_say(engine: Engine, open_tab: OpenTab, language: Language) -> None:
    tab = await open_tab(language, PHONE)
    line, page = await in_call(engine, tab, language), tab.page
    guide, say, used = {
        "he": ("לומר לעוזרת", "לומר מילה במילה", "בוצע"),
        "en": ("Tell the assistant", "Say exactly", "used"),
    }[language]
    await page.get_by_label(guide).check()
    box = page.locator(".steer input[dir=auto]")
    await box.fill("ask if they deliver")
    await page.keyboard.press("Enter")
    await expect(box).to_have_value("")
    await expect(page.locator(".aside").last).to_contain_text("ask if they deliver")
    await expect(page.locator(".aside .state").last).to_have_text(used)
    await page.get_by_label(say).check()
    await box.fill("נאחר בעשר דקות.")
    await page.locator(".steer button").click()
    await expect(page.locator(".aside")).to_have_count(2)
    assert engine.handler.steered == [("guide", "ask if they deliver"), ("say", "נאחר בעשר דקות.")]
    line.call.tell("call.steer", {"text": "too slow", "mode": "say", "state": "sent"})
    line.call.tell("call.steer", {"text": "too slow", "mode": "say", "state": "too_late"})
    await expect(page.locator(".aside .state").last).to_have_text({"he": "מאוחר מדי", "en": "too late"}[language])
    await expect(page.locator(".aside")).to_have_count(3)
    await tab.check()


@pytest.mark.parametrize(
    ("language", "menu", "hold", "machine"),
    [("he", "תפריט (הקשה על 2)", "בהמתנה", "תא קולי"), ("en", "Menu (pressing 2)", "On hold", "Voicemail")],
)
async def test_menu_hold_and_voicemail_are_steps_of_the_call(
    engine: Engine, open_tab: OpenTab, language: Language, menu: str, hold: str, machine: str
) -> None:
    tab = await open_tab(language, NARROW)
    line, now = await in_call(engine, tab, language), tab.page.locator(".timeline .now")
    call = line.call
    call.tell("call.phase", {"phase": "menu"})
    call.tell("call.dtmf", {"digits": "2"})
    await expect(now).to_have_text(menu)
    await tab.check()
    call.tell("call.phase", {"phase": "on_hold"})
    await expect(now).to_contain_text(hold)
    await expect(now.locator("bdi")).to_have_text(re.compile("0:0[1-9]"))
    call.tell("call.phase", {"phase": "talking"})
    await expect(now).to_have_text({"he": "בשיחה", "en": "In call"}[language])
    call.tell("call.phase", {"phase": "voicemail"})
    await expect(now).to_have_text(machine)
    await expect(tab.page.locator(".timeline li")).to_have_count(5)
    await tab.check()


async def test_hanging_up_asks_once_and_waits_for_the_phone_service(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    await in_call(engine, tab, "en")
    engine.handler.acknowledges.clear()
    button = tab.page.locator(".danger")
    await button.dblclick()
    await expect(tab.page.get_by_role("alert")).to_contain_text("Hang up now?")
    await tab.check()
    await tab.page.get_by_role("button", name="Go on with the call").click()
    await expect(tab.page.get_by_role("alert")).to_have_count(0)
    await button.click()
    assert engine.handler.hung_up == []
    await button.click()
    await expect(button).to_have_text("Hanging up…")
    await tab.page.keyboard.press("Escape")
    await tab.check()
    assert engine.handler.hung_up == []
    engine.handler.acknowledges.set()
    await expect(tab.page.locator(".end.failed")).to_contain_text("You ended the call")


async def test_a_call_nobody_has_picked_up_is_hung_up_at_once(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    await tab.call(REQUEST["en"], NAME["en"])
    (await Line.of(engine.handler, "en")).status("initiated", "ringing")
    await expect(tab.page.locator(".timeline .now")).to_have_text("Ringing")
    await tab.page.locator(".danger").click()
    await expect(tab.page.locator(".end.failed")).to_contain_text("You ended the call")
