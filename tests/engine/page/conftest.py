"""The real engine behind the page, on loopback, with a call-handler that tells what the test wants."""

import io
import wave
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from playwright.async_api import Browser, async_playwright
from pydantic_settings import SettingsConfigDict

from ringback.engine.app import create_app
from ringback.engine.settings import EngineSettings
from ringback.engine.task import Language
from ringback.wire import Report, Turn
from tests.engine.page.journey import FLAGS, PHONE, Tab
from tests.fakes.call_handler import FakeCall, FakeCallHandler, a_report
from tests.fakes.handler_app import handler_app
from tests.fakes.server import serving

ELSEWHERE = "Pacific/Auckland"
"""The clock of the device, which is not the user's."""
PEOPLE = [
    {"name": "פיצה פלייס", "phone_number": "+97236123456", "language": "he", "about": "לוקחים הזמנות עד חצות"},
    {"name": "מסעדת הדקל", "phone_number": "+97236123457", "language": "he", "about": "מלא בשמונה"},
    {"name": "Pizza Place", "phone_number": "+97236123556", "language": "en", "about": "takes orders until midnight"},
    {"name": "HaDekel Restaurant", "phone_number": "+97236123557", "language": "en", "about": "full at eight"},
]
SAID = {
    "he": [
        ("callee", "מסעדת הדקל, שלום."),
        ("agent", "שלום, אני עוזרת קולית אוטומטית מבוססת בינה מלאכותית, ומתקשרת בשם דנה."),
        ("agent", "אפשר להזמין שולחן לארבעה מחר בתשע?"),
        ("callee", "בשמחה, שולחן לארבעה בתשע, על שם דנה."),
    ],
    "en": [
        ("callee", "HaDekel Restaurant, hello."),
        ("agent", "Hello, I am an automated AI assistant calling on behalf of Dana."),
        ("agent", "May I book a table for four tomorrow at nine?"),
        ("callee", "With pleasure, a table for four at nine, in the name of Dana."),
    ],
}


_FIVE = {"he": ("לארבעה", "לחמישה"), "en": ("for four", "for five")}


def two_seconds() -> bytes:
    """A stereo WAV of silence."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(4 * 16000))
    return out.getvalue()


@dataclass
class Line:
    """One call of a test, told step by step."""

    handler: FakeCallHandler
    language: Language
    call: FakeCall
    people: int = 4

    @classmethod
    async def of(cls, handler: FakeCallHandler, language: Language) -> "Line":
        """The newest call, once its order has come: a card on the page is there before it."""
        await handler.asked.wait()
        handler.asked.clear()
        return cls(handler, language, list(handler.calls.values())[-1])

    def turns(self) -> list[Turn]:
        words = [
            (who, text.replace(*_FIVE[self.language]) if self.people == 5 else text)
            for who, text in SAID[self.language]
        ]
        said = enumerate(words)
        return [
            Turn(index=at, who="agent" if who == "agent" else "callee", text=text, t0=at * 400, t1=at * 400 + 300)
            for at, (who, text) in said
        ]

    def status(self, *words: str) -> None:
        for word in words:
            self.call.tell("call.status", {"status": word})

    def talk(self) -> None:
        for turn in self.turns():
            self.call.tell("call.turn", turn.model_dump(mode="json"))

    def end(self, report: Report | None = None) -> None:
        turns = self.turns()
        quote = turns[-1].text.split(",")[1].strip(" .")
        fact = {"key": "time", "value": "21:00", "quote": quote, "turn": 3, "supported": True}
        told = report or a_report(turns=turns, facts=[fact])
        self.status(told.status.value)
        data = {**told.model_dump(mode="json"), "call_sid": self.call.sid}
        self.call.tell("call.report", data)


class Settings(EngineSettings):
    """Without anyone's `.env`."""

    model_config = SettingsConfigDict(env_file=None)


@dataclass
class Engine:
    url: str
    handler: FakeCallHandler
    settings: Settings
    running: AsyncExitStack

    async def restart(self) -> None:
        """The same engine once more, at the same address."""
        await self.running.aclose()
        app, port = create_app(self.settings), urlsplit(self.url).port or 0
        await self.running.enter_async_context(serving(app, port=port))


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    handler = FakeCallHandler()
    handler.script = [("call.status", {"status": "queued"})]
    handler.wav = two_seconds()
    practice = FastAPI()

    @practice.get("/people")
    async def people() -> list[dict[str, str]]:
        return PEOPLE

    async with serving(handler_app(handler)) as calls, serving(practice) as network:
        settings = Settings(
            call_handler_host=calls,
            practice_url=network,
            context_store="file",
            data_dir=tmp_path,
        )
        async with AsyncExitStack() as running:
            url = await running.enter_async_context(serving(create_app(settings)))
            yield Engine(url, handler, settings, running)
        handler.reset()


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        await chromium.close()


OpenTab = Callable[..., Awaitable[Tab]]


@pytest.fixture
async def open_tab(engine: Engine, browser: Browser) -> AsyncIterator[OpenTab]:
    """Open the page in a new browser context; at the end nothing may have gone wrong in any of them."""
    tabs: list[Tab] = []

    async def open_one(language: Language = "he", size: dict[str, int] = PHONE, scheme: str = "light") -> Tab:
        options: dict[str, Any] = {
            "viewport": size,
            "color_scheme": scheme,
            "locale": language,
            "timezone_id": ELSEWHERE,
        }
        touch = size["width"] < 600
        context = await browser.new_context(reduced_motion="reduce", has_touch=touch, is_mobile=touch, **options)
        tab = Tab(await context.new_page(), engine.url)
        await tab.open()
        tabs.append(tab)
        return tab

    yield open_one
    for tab in tabs:
        await tab.page.context.close()
        assert tab.problems == []
