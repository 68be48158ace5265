"""One errand from the first word to the played recording, in both languages, on phone and desk, by day and night."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from ringback.engine.task import Language
from ringback.wire import Reason
from tests.engine.page.conftest import SAID, Engine, Line, OpenTab
from tests.engine.page.journey import DESKTOP, NARROW, PHONE
from tests.engine.page.test_browser import CHANGE, NAME, REQUEST
from tests.engine.page.test_live_call import ASKED, ask
from tests.fakes.call_handler import a_report

pytestmark = pytest.mark.browser

LOUD = b"\x80" * 1600
"""A tenth of a second of both sides."""


@pytest.mark.parametrize("language", ["he", "en"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_an_errand_from_the_first_word_to_the_recording_and_a_second_call_hung_up(
    engine: Engine, open_tab: OpenTab, language: Language, size: dict[str, int], scheme: str
) -> None:
    engine.handler.sound, engine.handler.murmurs = [LOUD], True
    tab = await open_tab(language, size, scheme)
    page = tab.page
    await expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "he" else "ltr")
    await tab.check()

    await tab.plan(REQUEST[language], NAME[language])
    await expect(page.locator(".plan blockquote")).to_contain_text(NAME[language])
    await tab.check()
    people = page.locator(".plan input[inputmode=numeric]")
    await people.fill("5")
    await expect(page.locator(".plan .primary")).to_have_attribute("type", "submit")
    await tab.check()
    await page.keyboard.press("Enter")
    await expect(page.locator(".plan del")).to_contain_text("4")
    await expect(people).to_have_value("5")
    await tab.say(CHANGE[language])
    await expect(page.locator(".plan .code").first).to_contain_text("3")
    assert engine.handler.requests == []

    await page.locator(".plan .primary").click()
    await expect(page.locator(".timeline [aria-current=step]")).to_have_count(1)
    line = await Line.of(engine.handler, language)
    line.people = 5
    line.status("initiated", "ringing", "in-progress")
    line.talk()
    await expect(page.locator(".turn")).to_have_count(len(SAID[language]))
    await expect(page.locator(".timeline .now")).to_have_text({"he": "בשיחה", "en": "In call"}[language])
    await page.locator(".listen button").click()
    await expect(page.locator(".level.callee meter")).to_have_js_property("value", 0.98)
    await tab.check()
    await page.locator(".listen button").click()
    await expect(page.locator(".level")).to_have_count(0)

    ask(line)
    await expect(page.locator(".ask .lead")).to_have_text(ASKED[language]["text"])
    await expect(page.locator(".ask")).to_be_in_viewport(ratio=1)
    await tab.check()
    await page.locator(".ask .chip").first.click()
    await expect(page.locator(".ask")).to_have_count(0)
    assert engine.handler.answers == [("q1", ASKED[language]["options"][0])]
    assert engine.handler.listeners == 0

    line.end()
    await expect(page.locator(".end.succeeded")).to_be_visible()
    await expect(page.locator(".end.succeeded")).to_contain_text({"he": "לפי הבקשה – ", "en": "As asked – "}[language])
    await expect(page.locator(".facts strong")).to_have_text("21:00")
    await expect(page.locator(".facts q")).to_have_text(line.turns()[-1].text.split(",")[1].strip(" ."))
    await page.locator(".waveform").scroll_into_view_if_needed()
    await expect(page.locator(".waveform canvas").first).to_be_attached()
    await page.locator(".rating .chip").first.click()
    await expect(page.locator(".rating .chip").first).to_have_attribute("aria-pressed", "true")
    await tab.check()
    await page.locator(".from").click()
    await expect(page.locator("audio")).to_have_js_property("paused", False)
    assert await page.locator("audio").evaluate("(audio) => audio.currentTime") >= 1.2
    await page.locator("audio").evaluate("(audio) => { audio.pause(); audio.playbackRate = 0.0625; }")
    await page.locator(".from").evaluate("(from) => { from.click(); document.querySelector('audio').pause(); }")
    await page.locator(".seek").nth(1).click()
    await expect(page.locator("audio")).to_have_js_property("paused", False)
    assert 0.4 <= await page.locator("audio").evaluate("(audio) => audio.currentTime") < 1.2

    await page.reload()
    await expect(page.locator(".end.succeeded")).to_be_visible()
    await expect(page.locator(".card")).to_have_count(3)
    await expect(page.locator(".rating .chip").first).to_have_attribute("aria-pressed", "true")
    await page.locator(".player-tools button").click()
    await page.locator(".player-tools .warn").click()
    await expect(page.locator("audio")).to_have_count(0)

    again = {"he": "להתקשר שוב", "en": "Call again"}[language]
    await page.locator(".end").get_by_role("button", name=again).click()
    await page.locator("article.plan .primary").click()
    line = await Line.of(engine.handler, language)
    line.status("in-progress")
    await expect(page.locator(".steer")).to_be_visible()
    for _ in ("Hang up", "… now?"):
        await page.locator(".danger").click()
    await expect(page.locator(".end.failed .lead")).to_contain_text({"he": "ניתקת", "en": "You ended"}[language])
    assert set(engine.handler.hung_up) == {line.call.sid}
    await tab.check()


async def failed(engine: Engine, page: Page, language: Language, **report: Any) -> None:
    """The call that was confirmed ends so."""
    (await Line.of(engine.handler, language)).end(a_report(**report))
    await expect(page.locator(".end.failed").last).to_be_visible()


async def test_each_failure_offers_what_helps(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    tab.expected = ("400",)
    page = tab.page
    chips, plan = page.locator(".end").last.locator(".chips > *"), page.locator("article.plan")
    await tab.call(REQUEST["en"], NAME["en"])

    await failed(engine, page, "en", reason=Reason.VOICEMAIL)
    await expect(chips).to_have_text(["Leave a message", "Try in an hour"])
    await tab.check()
    await chips.last.click()
    await expect(plan.locator(".primary")).to_have_text(re.compile("Call at "))
    await plan.get_by_role("button", name="Cancel").click()
    await expect(plan).to_have_count(0)
    await chips.first.click()
    await expect(plan.get_by_label("Voicemail")).to_have_value("leave")
    await plan.locator(".primary").click()

    await failed(engine, page, "en", reason=Reason.INVALID_NUMBER)
    await expect(chips).to_have_text(["Fix the number"])
    await chips.first.click()
    number = plan.locator("input[type=tel]")
    await expect(number).to_be_focused()
    await number.fill("100")
    await page.keyboard.press("Enter")
    await expect(plan.get_by_role("alert")).to_be_visible()
    await expect(number).to_have_attribute("aria-invalid", "true")
    await expect(number).to_have_value("100")
    await tab.check()
    await number.fill("03-612-3999")
    await page.keyboard.press("Enter")
    await expect(plan.locator("del")).to_contain_text("03-612-3557")
    await plan.locator(".primary").click()

    await failed(engine, page, "en", reason=Reason.CALLEE_REFUSED)
    assert engine.handler.requests[-1].phone_number == "+97236123999"
    await expect(chips).to_have_count(0)


async def test_a_draft_survives_another_version_and_the_old_version_calls_nobody(
    engine: Engine, open_tab: OpenTab
) -> None:
    tab = await open_tab("en", DESKTOP)
    tab.expected = ("409",)
    page = tab.page
    await tab.plan(REQUEST["en"], NAME["en"])
    instead = page.get_by_label("If not")
    await instead.fill("half past ei")
    other = await open_tab("en", PHONE)
    await other.say(CHANGE["en"])
    await expect(page.locator(".plan .code").first).to_have_text("version 2")
    await expect(instead).to_be_focused()
    await expect(instead).to_have_value("half past ei")
    await page.keyboard.type("ght")
    await page.route("**/confirm", lambda route: route.continue_(post_data={"plan_version": 1}))
    await page.get_by_role("button", name="Leave it as it was").click()
    await page.locator(".plan .primary").click()
    await expect(page.locator(".plan").get_by_role("alert")).to_contain_text("The plan has changed")
    assert engine.handler.requests == []


async def test_a_call_is_set_for_later_moved_and_given_up(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("he", NARROW)
    page, waiting = tab.page, tab.page.locator(".waiting")
    await tab.plan(REQUEST["he"], NAME["he"])
    await page.get_by_role("button", name="לקבוע לאחר כך").click()
    await expect(page.locator(".later .chips .chip").first).to_be_in_viewport(ratio=1)
    await tab.check()
    await page.locator(".later .chips .chip").nth(1).click()
    await expect(waiting.locator("time")).to_contain_text("09:00")
    await tab.check()
    tomorrow = await waiting.locator("time").get_attribute("datetime") or ""
    await waiting.get_by_role("button", name="שעה אחרת").click()
    await waiting.locator(".later .chips .chip").first.click()
    await expect(waiting.locator("time")).not_to_have_attribute("datetime", tomorrow)
    await waiting.get_by_role("button", name="ביטול").click()
    await expect(waiting).to_have_count(0)
    assert engine.handler.requests == []


NOTICES = """() => {
    window.Notification = class {
        static permission = 'default';
        static async requestPermission() { return (this.permission = 'granted'); }
        constructor(title, { body }) {
            const seen = document.documentElement.dataset;
            seen.told = `${seen.told ?? ''}[${title}: ${body}]`;
        }
    };
}"""


async def test_a_notice_is_shown_only_to_who_said_yes_and_looks_away(engine: Engine, open_tab: OpenTab) -> None:
    tab = await open_tab("en", DESKTOP)
    page = tab.page
    await page.add_init_script(f"({NOTICES})()")
    await page.reload()
    await tab.call(REQUEST["en"], NAME["en"])
    line = await Line.of(engine.handler, "en")
    line.status("in-progress")
    await page.get_by_role("button", name="Yes, show notices").click()
    await expect(page.locator(".offer")).to_have_count(0)
    ask(line)
    await expect(page.locator(".ask")).to_be_visible()
    await page.evaluate("() => Object.defineProperty(document, 'hidden', { value: true })")
    line.call.tell("call.answer", {"question_id": "q1", "text": "no", "by": "user"})
    quiet = f"{tab.origin}/context/settings/my_quiet_hours"
    assert (await page.request.patch(quiet, data={"value": "0-23:59"})).ok
    async with page.expect_response("**/context/settings"):
        ask(line, question_id="q2")
    assert (await page.request.delete(quiet)).ok
    line.call.tell("call.answer", {"question_id": "q2", "text": "no", "by": "user"})
    line.end(a_report(Reason.VOICEMAIL))
    await expect(page.locator(".end")).to_be_visible()
    told = re.compile(r"^\[HaDekel Restaurant: [^\]]+\]$")
    await expect(page.locator("html")).to_have_attribute("data-told", told)
