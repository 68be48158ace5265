"""The user in the middle of the call, with real audio: asked, telling, hanging up; by API, page and terminal.

Several calls run at once, as they would for many users; each test looks at one of them.
"""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx2
import pytest
from playwright.async_api import async_playwright, expect

from ringback.engine.phrases import Phrases
from tests.engine.page.journey import DESKTOP, FLAGS, Tab
from tests.stories.conftest import House, Json, chat, ended

pytestmark = pytest.mark.sound

TABLE = {
    "he": "תזמין שולחן לארבעה במסעדת הדקל מחר בשמונה, הטלפון 03-612-3457",
    "en": "book a table for four at HaDekel Restaurant tomorrow at eight, their number is 03-612-3557",
}
PIZZA = {"en": "call 03-612-3556 and order a large margherita for seven"}
ANSWERS = {
    "he": {"principal": "דנה", "callee": "החנות", "name": "דנה"},
    "en": {"principal": "Dana", "callee": "the shop", "name": "Dana"},
}
CONFIRM = {"he": "מאשר", "en": "confirm"}
WORDS = "There is also a small dog."
GUIDANCE = "ask if they have cola"


@dataclass
class Story:
    """One errand and what was told of it while it went on."""

    language: str
    client: httpx2.AsyncClient
    task: Json = field(default_factory=dict)
    entries: list[Json] = field(default_factory=list)
    acts: list[httpx2.Response] = field(default_factory=list)

    def told(self, kind: str) -> list[Json]:
        return [entry["data"] for entry in self.entries if entry["type"] == kind]

    async def post(self, what: str, body: Json) -> None:
        self.acts.append(await self.client.post(f"/tasks/{self.task['id']}/{what}", json=body))

    @property
    def ours(self) -> str:
        return " ".join(turn["text"] for turn in self.told("call.turn") if turn["who"] == "agent" and turn["final"])


Act = Callable[[Story, Json], Awaitable[None]]


def answering(words: Mapping[str, str]) -> Act:
    async def act(story: Story, entry: Json) -> None:
        if entry["type"] == "call.ask":
            question = entry["data"]
            text = words.get(story.language) or question["options"][0]
            for _ in range(2):
                await story.post("answer", {"question_id": question["question_id"], "text": text})

    return act


async def nothing(story: Story, entry: Json) -> None:
    """Nobody is there."""


async def steering(story: Story, entry: Json) -> None:
    """Once they have spoken: guidance, and words to be said."""
    spoken = entry["type"] == "call.turn" and entry["data"]["who"] == "callee" and entry["data"]["final"]
    if spoken and not story.acts:
        await story.post("steer", {"text": GUIDANCE})
        await story.post("steer", {"text": WORDS, "mode": "say"})


async def hanging_up(story: Story, entry: Json) -> None:
    if entry["type"] == "call.turn" and not story.acts:
        await story.post("hangup", {})


STORIES: Mapping[str, tuple[str, Mapping[str, str], Act]] = {
    "yes-en": ("en", TABLE, answering({})),
    "no-en": ("en", TABLE, answering({"en": "no"})),
    "nobody-he": ("he", TABLE, nothing),
    "steer-en": ("en", PIZZA, steering),
    "hangup-en": ("en", PIZZA, hanging_up),
}
LINES = 9


@pytest.fixture(scope="session")
async def stories(house: House) -> Mapping[str, Story]:
    lines = asyncio.Semaphore(LINES)

    async def tell(name: str) -> Story:
        language, request, act = STORIES[name]
        async with lines:
            return await live(client, language, request[language], act)

    async with house.client() as client:
        told = await asyncio.gather(*(tell(name) for name in STORIES))
    return dict(zip(STORIES, told, strict=True))


async def live(client: httpx2.AsyncClient, language: str, request: str, act: Act) -> Story:
    """Ask, confirm, and act on every event of the call until it has ended."""
    story = Story(language, client)
    answer = await chat(client, request)
    while answer["state"] == "collecting":
        answer = await chat(client, ANSWERS[language][answer["missing"][0]], answer["conversation_id"])
    story.task = answer["task"]
    async with client.stream("GET", "/events", params={"after": 0}, timeout=180) as stream:
        await chat(client, CONFIRM[language], answer["conversation_id"])
        async for entry in entries(stream):
            if entry["task"] == story.task["id"]:
                story.entries.append(entry)
                await act(story, entry)
                if entry["type"] in ("task.outcome", "task.failed"):
                    break
    story.task = await ended(client, story.task["id"])
    return story


async def entries(stream: httpx2.Response) -> AsyncIterator[Json]:
    async for line in stream.aiter_lines():
        if line.startswith("data:"):
            yield json.loads(line[5:])


async def test_a_yes_of_the_user_takes_what_they_offered(stories: Mapping[str, Story]) -> None:
    story = stories["yes-en"]
    [question] = story.told("call.ask")
    assert "20:30" in question["text"]
    assert [act.status_code for act in story.acts] == [200, 409], "an answer counts once"
    assert story.acts[1].json()["error"] == "question_closed"
    assert [answer["by"] for answer in story.told("call.answer")] == ["user"]
    outcome = story.task["outcome"]
    assert outcome["status"] == "succeeded", (outcome, story.told("call.turn"))
    assert {fact["key"]: fact["value"] for fact in outcome["facts"]}["time"] == "20:30"
    assert outcome["cost"]["total_usd"] == 0, "as the plan of a practice call says"


async def test_a_no_of_the_user_declines(stories: Mapping[str, Story]) -> None:
    outcome = stories["no-en"].task["outcome"]
    assert (outcome["status"], outcome["reason"]) == ("failed", "goal_not_reached")


async def test_when_nobody_answers_the_default_is_used_and_said(stories: Mapping[str, Story]) -> None:
    story = stories["nobody-he"]
    assert [answer["by"] for answer in story.told("call.answer")] == ["default"]
    assert "ונחזור אליכם" in story.ours
    outcome = story.task["outcome"]
    assert (outcome["status"], outcome["reason"]) == ("failed", "no_reply_from_you")


async def test_what_the_user_tells_is_heard_on_the_other_side(stories: Mapping[str, Story]) -> None:
    story = stories["steer-en"]
    assert [act.status_code for act in story.acts] == [200, 200]
    assert WORDS in story.ours, story.ours
    assert "cola" in story.ours, story.ours
    states = {(steer["mode"], steer["state"]) for steer in story.told("call.steer")}
    assert {("guide", "used"), ("say", "used")} <= states


async def test_a_hang_up_in_mid_call_is_acknowledged(stories: Mapping[str, Story]) -> None:
    story = stories["hangup-en"]
    assert story.acts[0].status_code == 200
    outcome = story.task["outcome"]
    assert (outcome["status"], outcome["reason"]) == ("failed", "user_hangup")


@pytest.mark.browser
async def test_the_question_is_answered_on_the_page(house: House) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        context = await browser.new_context(viewport={"width": DESKTOP["width"], "height": 1000}, locale="he")
        tab = Tab(await context.new_page(), f"{house.engine}/?lang=he")
        await tab.open()
        await tab.say(TABLE["he"])
        if not await tab.page.locator(".plan .primary").last.is_visible():
            await tab.say("דנה")
        await tab.page.locator(".plan .primary").last.click()
        card = tab.page.locator(".ask")
        await expect(card).to_be_visible(timeout=240_000)
        await expect(card.get_by_role("timer")).to_contain_text("אגיד שנחזור אליהם")
        if folder := os.environ.get("SHOTS"):
            await tab.page.screenshot(path=f"{folder}/ask-he.png")
        await tab.check()
        await card.locator(".chip").first.click()
        await expect(tab.page.locator(".end").last.locator("strong").first).to_be_visible(timeout=240_000)
        await expect(tab.page.locator(".end").last).to_contain_text("20:30")
        await tab.check()
        await browser.close()


async def test_the_question_is_answered_in_the_terminal(house: House) -> None:
    own = Phrases("he")
    async with terminal(house) as (screen, write):
        await write("help")
        await screen.until(Phrases("en").text("tell.help").splitlines()[0])
        await write(TABLE["en"])
        if await screen.until("whose name", "Shall I call") == "whose name":
            await write("Dana")
            await screen.until("Shall I call")
        await screen.until(Phrases("en").text("label.est_cost"))
        await write("confirm")
        await screen.until("[1]")
        await write("1")
        await screen.until(own.text("cli.answered", text="Yes, 20:30"))
        await screen.until("done. Time: 20:30")
        await screen.until(own.text("cli.cost.nothing"))
        await write("/hangup")
        await screen.until(own.text("cli.no_call"))


@dataclass
class Screen:
    """What the terminal prints; `until` reads on to the first of the words, `new` is what came since."""

    out: asyncio.StreamReader
    new: str = ""

    async def until(self, *words: str) -> str:
        async with asyncio.timeout(240):
            while not (found := [word for word in words if word in self.new]):
                piece = await self.out.readline()
                assert piece, self.new
                self.new += piece.decode()
        first = min(found, key=self.new.index)
        self.new = self.new.partition(first)[2]
        return first


Write = Callable[[str], Awaitable[None]]


@asynccontextmanager
async def terminal(house: House) -> AsyncIterator[tuple[Screen, Write]]:
    """`ringback chat` as its own process."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-u", "-m", "ringback.cli.main", "--url", house.engine, "chat"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    stdin = process.stdin

    async def write(line: str) -> None:
        stdin.write(f"{line}\n".encode())
        await stdin.drain()

    yield Screen(process.stdout), write
    stdin.close()
    await process.wait()
