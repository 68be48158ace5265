"""Thirty errands through the real chat with its memory warm: how many questions each one costs until its plan is shown.

The engine runs in process over HTTP's own routes; nothing is confirmed, so nothing is dialled. Exit 1 when the errands
cost more than one question on average, when one thing is asked twice in an errand, or when a plan is never reached.

python bench/journeys.py
"""

import asyncio
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import structlog
from rich.console import Console
from rich.table import Table

from ringback.engine.app import create_app
from ringback.engine.settings import EngineSettings

ROOT = "http://127.0.0.1:8000"
LIMIT = 1.0
MOST = 6
"""Turns after which an errand is given up."""

KNOWN = (
    "my name is Dana Levi",
    "save the number of Pizza Place: 03-612-3556",
    "save the number of HaDekel Restaurant: 03-612-3557",
    "save the number of City Garage: 03-612-3559",
    "save the number of Dr. Cohen: 02-653-4455",
    "save the number of Mom: 054-234-5678",
    "תשמרי את המספר של פיצה פלייס: 03-612-3456",
    "תשמרי את המספר של מסעדת הדקל: 03-612-3457",
    "תשמרי את המספר של המוסך: 03-612-3466",
    "תשמרי את המספר של ד״ר לוי: 02-653-4466",
    "תשמרי את המספר של אמא: 054-234-5678",
    "תשמרי את המספר של רותם: 03-612-3458",
)


@dataclass(frozen=True)
class Journey:
    """What is said first, and what would be answered to the question for a slot."""

    language: str
    text: str
    answers: dict[str, str] = field(default_factory=dict)


JOURNEYS = (
    Journey("he", "תתקשרי לפיצה פלייס ותזמיני מרגריטה גדולה לשבע"),
    Journey("he", "תזמיני לי פיצה מפיצה פלייס", {"delivery_address": "הרצל 12 תל אביב"}),
    Journey("he", "תזמיני שולחן לארבעה במסעדת הדקל מחר בשמונה בערב"),
    Journey("he", "אפשר שולחן במסעדת הדקל למחר בערב?", {"party_size": "ארבעה", "time": "שמונה"}),
    Journey("he", "שולחן לזוג בהדקל מחר", {"time": "בשמונה וחצי"}),
    Journey("he", "תקבעי לי תור לתספורת אצל רותם ביום שלישי בעשר בבוקר"),
    Journey("he", "אני צריכה תור לד״ר לוי", {"date": "יום ראשון", "time": "בתשע"}),
    Journey("he", "תשאלי במוסך אם האוטו מוכן"),
    Journey("he", "תבררי עם ד״ר לוי מתי הוא מקבל ביום שישי"),
    Journey("he", "תגידי לאמא שאני מאחרת בחצי שעה"),
    Journey("he", "אמא", {"goal": "תגידי לה שאני בדרך"}),
    Journey("he", "תתקשרי לאמא ותאחלי לה חג שמח"),
    Journey("he", "תבטלי את התור שלי אצל רותם ביום שלישי"),
    Journey("he", "תזיזי את התור אצל ד״ר לוי ליום רביעי בעשר"),
    Journey("he", "תזמיני שולחן לשישה במסעדת הדקל ביום שישי בצהריים בשעה אחת, אם אין מקום תנסי את פיצה פלייס"),
    Journey("en", "Call Pizza Place and order a large margherita for seven"),
    Journey("en", "order two pizzas from pizza place", {"delivery_address": "12 Herzl street"}),
    Journey("en", "Book a table for four at HaDekel Restaurant tomorrow at 8 pm"),
    Journey("en", "I'd love a table at HaDekel Restaurant tomorrow evening", {"party_size": "four", "time": "8 pm"}),
    Journey("en", "table for 2 at hadekel restaurant tomorrow", {"time": "half past seven in the evening"}),
    Journey("en", "make me an appointment with Dr. Cohen on Monday at 9 am"),
    Journey("en", "I need to see Dr. Cohen", {"date": "Monday", "time": "9 am"}),
    Journey("en", "ask City Garage if my car is ready"),
    Journey("en", "is City Garage open on Sunday?"),
    Journey("en", "tell Mom I'm running half an hour late"),
    Journey("en", "Mom", {"goal": "tell her I'm on my way"}),
    Journey("en", "ring mom and wish her a happy birthday"),
    Journey("en", "cancel my appointment with Dr. Cohen on Monday"),
    Journey("en", "move my appointment with Dr. Cohen to Wednesday at ten"),
    Journey("en", "call City Garage and ask how much an oil change is; if they are closed try Pizza Place"),
)


@dataclass
class Result:
    """`asked` are the slots that were asked for, in order."""

    asked: list[str] = field(default_factory=list)
    planned: bool = False
    reply: str = ""

    @property
    def twice(self) -> bool:
        return len(set(self.asked)) < len(self.asked)


async def travel(http: httpx2.AsyncClient, journey: Journey) -> Result:
    """One errand in a conversation of its own, up to its plan, which is cancelled."""
    result = Result()
    said = await say(http, journey.text, None)
    for _ in range(MOST):
        result.reply = said["reply"]
        if said["state"] != "collecting":
            break
        slot = said["missing"][0] if said["missing"] else "?"
        result.asked.append(slot)
        said = await say(http, journey.answers.get(slot, "?"), said["conversation_id"])
    result.planned = said["state"] == "awaiting_confirmation"
    result.reply = said["reply"]
    await say(http, "cancel" if journey.language == "en" else "בטלי", said["conversation_id"])
    return result


async def say(http: httpx2.AsyncClient, text: str, conversation: str | None) -> dict[str, Any]:
    answer = await http.post(
        "/chat", json={"message": text} | ({"conversation_id": conversation} if conversation else {})
    )
    answer.raise_for_status()
    return dict(answer.json())


async def main() -> int:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    with tempfile.TemporaryDirectory() as folder:
        settings = EngineSettings(
            context_store="memory",
            data_dir=Path(folder),
            log_dir=Path(folder),
            call_handler_host="http://127.0.0.1:9",
            practice_url="",
            interpreter="rules",
        )
        app = create_app(settings)
        transport = httpx2.ASGITransport(app=app)
        async with app.router.lifespan_context(app), httpx2.AsyncClient(transport=transport, base_url=ROOT) as http:
            for fact in KNOWN:
                await say(http, fact, None)
            results = [(journey, await travel(http, journey)) for journey in JOURNEYS]
    return show(results)


def show(results: list[tuple[Journey, Result]]) -> int:
    """The table, and 1 when too much was asked."""
    table = Table("language", "errand", "questions", "asked for", "")
    for journey, result in results:
        problem = "asked twice" if result.twice else "" if result.planned else f"no plan: {result.reply}"
        table.add_row(journey.language, journey.text, str(len(result.asked)), ", ".join(result.asked), problem)
    Console(width=150).print(table)
    average = sum(len(result.asked) for _, result in results) / len(results)
    twice = sum(result.twice for _, result in results)
    stuck = sum(not result.planned for _, result in results)
    print(f"{len(results)} errands: {average:.2f} questions on average, {twice} asked twice, {stuck} without a plan")
    return 1 if average > LIMIT or twice or stuck else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
