"""A message that answers the question of a running call goes to that call; every other message goes to the chat.

Rules:
1. Only the open question of a call of this conversation is answered, and an option's own words always are its answer.
2. Any other words are, as long as the conversation asks nothing itself and shows no plan, unless they are something
   else that is understood: a new call, to stop or hang up, the status, help, what is remembered.
3. What was passed on is said; an answer that came too late is said to be so.
"""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from ringback.engine.call_events import OpenQuestion, open_question
from ringback.engine.chat import Chat, ChatAnswer, Message
from ringback.engine.conversation import Dialogue
from ringback.engine.journal import Journal
from ringback.engine.phrases import Phrases
from ringback.engine.ports import CallHandler, Clock, Interpreter, Unit
from ringback.engine.reading import Act, Reading, Situation
from ringback.engine.task import Language, Status, Task
from ringback.kit.errors import RingbackError

log = structlog.get_logger()

_ANSWERS = frozenset({Act.AFFIRM, Act.NEGATE, Act.INFORM, Act.REQUEST, Act.OTHER})
_NAMES_A_CALLEE = ("callee", "phone_number")


class _Asked(Exception):
    """A call of the conversation has asked something, and waits."""

    def __init__(self, dialogue: Dialogue, task: Task, question: OpenQuestion) -> None:
        super().__init__(question.question_id)
        self.dialogue, self.task, self.question = dialogue, task, question


class Consult:
    """The chat, with the questions of running calls before it."""

    def __init__(
        self,
        chat: Chat,
        *,
        journal: Journal,
        interpreter: Interpreter,
        handler: CallHandler,
        clock: Clock,
        phrases: dict[Language, Phrases],
        region: str,
    ) -> None:
        self._chat = chat
        self._journal = journal
        self._interpreter = interpreter
        self._handler = handler
        self._clock = clock
        self._phrases = phrases
        self._region = region

    async def message(self, message: Message) -> ChatAnswer:
        try:
            return await self._chat.message(message, self._look)
        except _Asked as asked:
            dialogue, task, question = asked.dialogue, asked.task, asked.question
        text = await self._answer(message.text.strip(), dialogue, question)
        call_sid = question.call_sid or task.call_sid
        if text is None or call_sid is None:
            return await self._chat.message(message)
        language = message.language or dialogue.language
        reply = await self._passed_on(task, call_sid, question, text, language)
        place = {"conversation": dialogue.conversation_id, "task": task.id}
        async with self._journal.unit(message.user_id) as unit:
            await unit.append("message", {"role": "user", "text": message.text.strip()}, **place)
            await unit.append("message", {"role": "assistant", "text": reply}, **place)
        return ChatAnswer(dialogue.conversation_id, reply, language, "running", (), (), task)

    async def _look(self, unit: Unit, dialogue: Dialogue, started: Sequence[Task]) -> None:
        """Raises when a call of this conversation has an open question."""
        for task in started:
            if task.status is Status.IN_CALL:
                entries = await unit.entries(task=task.id, limit=100_000)
                if question := open_question(entries, self._clock.now().timestamp()):
                    raise _Asked(dialogue, task, question)

    async def _answer(self, text: str, dialogue: Dialogue, question: OpenQuestion) -> str | None:
        """The answer these words are; None when they are none."""
        for number, option in enumerate(question.options, 1):
            if _plain(text) == _plain(option) or (text == str(number) and dialogue.task is None):
                return option
        if dialogue.task is not None:
            return None
        situation = Situation(language=dialogue.language, region=self._region, state="running")
        return text if is_answer(await self._interpreter.read(text, situation)) else None

    async def _passed_on(self, task: Task, call_sid: str, question: OpenQuestion, text: str, language: Language) -> str:
        phrases = self._phrases[language]
        try:
            await self._handler.answer(call_sid, question.question_id, text)
        except RingbackError as exc:
            log.warning("answer not passed on", user_id=task.user_id, task_id=task.id, error=exc.code)
            return phrases.text("consult.closed" if exc.status in (404, 409) else "consult.not_passed")
        log.info("answer passed on", user_id=task.user_id, task_id=task.id, call_sid=call_sid)
        return phrases.text("consult.passed", text=text)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .!")


def is_answer(reading: Reading) -> bool:
    """True for words that can answer any question, and are no errand of their own."""
    names = any(slot in reading.slots for slot in _NAMES_A_CALLEE) or bool(reading.others) or reading.again
    return reading.act in _ANSWERS and not names
