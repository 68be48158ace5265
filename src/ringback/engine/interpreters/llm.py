"""The model interpreter: a second reader for messages that the rules did not read with certainty.

Rules:
1. It never fails: on an error, after its time, on a refusal, on nonsense and on what the message does not bear out, the
   offline reading it was given is what it answers.
2. A model that does not answer well is left alone for a while (the breaker).
3. It holds no lock and no transaction; nothing it reads can confirm, cancel or forget.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import Protocol

import structlog

from ringback.engine.interpreters.llm_answer import Answer, Kinds, question
from ringback.engine.interpreters.llm_certainty import is_certain
from ringback.engine.interpreters.llm_grounding import ground
from ringback.engine.reading import Reading, Situation
from ringback.engine.task import TaskType
from ringback.kit.breaker import Breaker

log = structlog.get_logger()

FAILURES, REST_SECONDS = 2, 60.0


class Refused(Exception):
    """The model declined to answer; it is well, and the next message may fare better."""


class Model(Protocol):
    """A language model at some address."""

    async def ask(self, question: str) -> Answer:
        """Raises `Refused`, and anything else when there is no fitting answer."""
        ...

    async def close(self) -> None: ...


class ModelReader:
    """A `SecondReader`; `seconds` is a running clock."""

    def __init__(self, model: Model, task_types: Iterable[TaskType], seconds: Callable[[], float]) -> None:
        self._model = model
        self._kinds: Kinds = {kind.name: {slot.name: slot.kind for slot in kind.slots} for kind in task_types}
        self._seconds = seconds
        self._breaker = Breaker(FAILURES, REST_SECONDS)

    def is_wanted(self, text: str, first: Reading) -> bool:
        """Whether asking is worth the wait."""
        return not is_certain(text, first) and self._breaker.state(self._seconds()) != "open"

    async def read(self, text: str, situation: Situation, first: Reading, patience: float) -> Reading:
        """At most `patience` seconds; `first` is the offline reading."""
        if not self._breaker.allows(self._seconds()):
            return first
        begun = self._seconds()
        try:
            async with asyncio.timeout(patience):
                answer = await self._model.ask(question(text, situation, self._kinds))
        except Refused:
            self._breaker.succeeded()
            log.info("model refused to read")
            return first
        except Exception as exc:
            self._breaker.failed(self._seconds())
            log.warning("model did not read", error=type(exc).__name__, status=getattr(exc, "status_code", None))
            return first
        self._breaker.succeeded()
        reading = ground(answer, text, situation, first, self._kinds)
        log.info("model read", act=answer.act, used=reading is not None, ms=round((self._seconds() - begun) * 1000))
        return reading or first

    async def close(self) -> None:
        await self._model.close()
