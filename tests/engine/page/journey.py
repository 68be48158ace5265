"""A browser tab that is watched while a test drives it: no console error, no request off the origin, no violation."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Page, Request, expect

AXE = Path(__file__).parents[2] / "vendor/axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 568}
DESKTOP = {"width": 1280, "height": 800}

_VIOLATIONS = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
    (found) => `${found.id}: ${found.nodes.map((node) => node.target.join(' ')).join(', ')}`)"""
_SETTLED = """() => Promise.allSettled(document.getAnimations()
    .filter((motion) => motion.effect.getComputedTiming().iterations !== Infinity)
    .map((motion) => motion.finished))"""
_OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Tab:
    """One page in its own context. `expected` are parts of console errors that the test provokes."""

    page: Page
    origin: str
    problems: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    async def open(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        self.page.on("request", self._request)
        await self.page.add_init_script(path=AXE)
        await self.page.goto(self.origin)
        await expect(self.page.locator("#message")).to_be_visible()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(part in message.text for part in self.expected):
            self.problems.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.origin).netloc:
            self.problems.append(f"request: {request.url}")

    async def check(self) -> None:
        """Nothing to complain of in the state that is shown now, once what arrives has arrived."""
        await self.page.evaluate(_SETTLED)
        violations = await self.page.evaluate(_VIOLATIONS)
        assert not violations, violations
        assert await self.page.evaluate(_OVERFLOW) <= 0, "scrolls sideways"
        assert not self.problems, self.problems

    async def say(self, text: str) -> None:
        await self.page.locator("#message").fill(text)
        await self.page.keyboard.press("Enter")
        await expect(self.page.locator(".bubble.mine").last).to_contain_text(text)
        await expect(self.page.locator(".thinking")).to_have_count(0)

    async def plan(self, request: str, name: str) -> None:
        """Ask for a call until the confirm card stands."""
        await self.say(request)
        await self.say(name)
        await expect(self.page.locator(".plan")).to_be_visible()

    async def call(self, request: str, name: str) -> None:
        """… and confirm it."""
        await self.plan(request, name)
        await self.page.locator(".plan .primary").click()
        await expect(self.page.locator(".card.call")).to_be_visible()
