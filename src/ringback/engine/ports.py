"""What the engine needs from outside, as Protocols. Adapters and fakes pass one contract suite a port."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from ringback.engine.conversation import Dialogue
from ringback.engine.facts import Fact as Fact
from ringback.engine.reading import Reading, Situation
from ringback.engine.task import Language, Task
from ringback.kit.errors import RingbackError
from ringback.wire import CallEvent, CallView, InboundCalls, Line, Listening, Permission


class StoreDown(RingbackError):
    """The store cannot be read or written now; nothing of the unit was kept."""

    code = "store_down"
    status = 503
    recoverable = True


class HandlerDown(RingbackError):
    """The call-handler could not be reached: it did nothing of what was asked."""

    code = "handler_down"
    status = 503
    recoverable = True


class CallUnknown(RingbackError):
    """The call-handler may have placed the call; asking again with the same key is safe."""

    code = "call_unknown"
    status = 504
    recoverable = True


class ErasedLater(RingbackError):
    """The call-handler has noted it: this is erased as soon as the call is over."""

    code = "erased_later"
    status = 409


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the journal, the envelope of `/events` and `/ws`. `seq` counts each user from 1, without gaps."""

    seq: int
    id: str
    ts: datetime
    user: str
    type: str
    data: dict[str, Any] = field(default_factory=dict)
    conversation: str | None = None
    task: str | None = None
    v: int = 1


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a conversation stands, and what is known of its user: all facts, and some tasks, newest first."""

    dialogue: Dialogue | None
    facts: list[Fact]
    tasks: list[Task]


class Unit(Protocol):
    """One user's data inside one transaction. Units of the same user run one after another."""

    @property
    def changed(self) -> bool:
        """True when something was written."""
        ...

    async def standing(self, conversation_id: str, tasks: int) -> Standing:
        """All that a turn begins with, in one go; so many tasks at most."""
        ...

    async def dialogue(self, conversation_id: str) -> Dialogue | None: ...
    async def dialogues(self) -> list[Dialogue]:
        """Last saved first."""
        ...

    async def save_dialogue(self, dialogue: Dialogue) -> None: ...

    async def task(self, task_id: str) -> Task | None: ...
    async def tasks(self, limit: int | None = None) -> list[Task]:
        """Newest first, all or so many."""
        ...

    async def save_task(self, task: Task) -> None: ...

    async def facts(self) -> list[Fact]: ...
    async def save_fact(self, fact: Fact) -> None:
        """Insert, or replace the fact of the same section and key."""
        ...

    async def forget(self, section: str, key: str) -> bool:
        """True when there was such a fact."""
        ...

    async def append(
        self, kind: str, data: dict[str, Any], *, conversation: str | None = None, task: str | None = None
    ) -> Entry:
        """Write the next journal entry of this user."""
        ...

    async def entries(
        self, after: int = 0, limit: int = 1000, task: str | None = None, conversation: str | None = None
    ) -> list[Entry]:
        """Oldest first, those with `seq > after`; with `task` only that task's, else with `conversation` only its."""
        ...

    async def claim(self, key: str) -> bool:
        """True for the first caller of `key` ever, False for all later ones (one notice a task)."""
        ...

    async def erase(self) -> dict[str, int]:
        """Delete everything of this user; how many of each kind there were.

        Only the journal's counter stays, so that readers who resume after an erasure miss nothing.
        """
        ...

    async def erase_task(self, task_id: str, seqs: Collection[int]) -> int:
        """Delete one task, its journal entries, those numbered `seqs`, and the dialogues that no entry is left of.

        How many entries that were.
        """
        ...

    async def expire(self, before: datetime, kinds: Collection[str] | None = None) -> int:
        """Delete what is older; how much that was. Nothing of a task that has not ended.

        With `kinds` only journal entries of these types. Without: the tasks to which nothing happened since and that
        owe their user no message, with their entries; all entries of no task; the dialogues that no entry is left of.
        """
        ...


class Store(Protocol):
    """Where users' data live: memory, a readable file a user, or SQL."""

    def unit(self, user_id: str) -> AbstractAsyncContextManager[Unit]:
        """Commits when the block ends, rolls back when it raises."""
        ...

    async def entries(self, user_id: str, after: int = 0, limit: int = 200) -> list[Entry]:
        """Committed entries with `seq > after`, oldest first; waits for no unit."""
        ...

    async def last(self, user_id: str) -> int:
        """The number of this user's newest committed entry, 0 when there is none."""
        ...

    async def users(self) -> list[str]:
        """Everybody of whom something is stored."""
        ...

    async def running(self) -> list[tuple[str, str]]:
        """(user_id, task_id) of every task that is confirmed and has not ended."""
        ...

    async def lease(self, owner: str, now: float, until: float, limit: int) -> list[tuple[str, str]]:
        """Take up to `limit` tasks that are due (`schedule.due_at`) and that no living owner has: (user_id, task_id).

        They are the owner's until `until`. Of several that ask at once, one gets a task. A lease that ends implausibly
        far ahead (`schedule.implausible`) has ended.
        """
        ...

    async def renew(self, owner: str, task_ids: Collection[str], until: float) -> set[str]:
        """Prolong what of these is the owner's; the ids of those tasks."""
        ...

    async def stopping(self, owner: str) -> set[str]:
        """Ids of the owner's tasks whose user wants them stopped."""
        ...

    async def release(self, owner: str, task_ids: Collection[str]) -> None:
        """Others may take these; those that are not the owner's stay with whom they are."""
        ...

    def listening(self, hear: Callable[[str | None], None]) -> AbstractAsyncContextManager[None]:
        """Until the block ends `hear` is told whose entries another process committed; None: anybody's, perhaps."""
        ...

    async def open(self) -> None: ...
    async def close(self) -> None: ...
    async def check(self) -> None:
        """Raises when the store cannot be written now."""
        ...


class Interpreter(Protocol):
    """Text to a `Reading`, at once: it waits for nothing outside, so it may read within a unit.

    Only reads; only `dialogue` decides.
    """

    async def read(self, text: str, situation: Situation) -> Reading: ...


class SecondReader(Protocol):
    """May read better what the first reader was not sure of, and takes its time: never asked within a unit."""

    def is_wanted(self, text: str, first: Reading) -> bool:
        """Whether asking is worth the wait; `first` is the interpreter's reading."""
        ...

    async def read(self, text: str, situation: Situation, first: Reading, patience: float) -> Reading:
        """Within `patience` seconds; never raises: when it has nothing better it gives `first`."""
        ...

    async def close(self) -> None: ...


class CallHandler(Protocol):
    """The call-handler as the engine sees it; errors are `RingbackError`s with `recoverable` set truly.

    `HandlerDown`: it was not reached. `CallUnknown`: it may have done what was asked. Status 404: it has no such call.
    """

    async def order(self, *, key: str, task_id: str, instructions: str, phone_number: str, language: Language) -> str:
        """One attempt; the call_sid. The same `key` never dials twice."""
        ...

    async def withdraw(self, *, key: str, task_id: str) -> str | None:
        """The call_sid of the order with this `key`; None when it surely has no call, and never will have one."""
        ...

    async def permission(self, phone_number: str, at: datetime | None = None) -> Permission:
        """Whether an order to this number would be dialled now, or `at` another hour; nothing is dialled."""
        ...

    def follow(self, call_sid: str, after: int = 0) -> AsyncGenerator[CallEvent, None]:
        """Events after `after`, then live; raises when the connection is lost.

        Ends after `call.report`, and at once when the call is over and has no event after `after`.
        """
        ...

    async def call(self, call_sid: str, wait: float = 0) -> CallView:
        """The call as it is now, or when it has its report, `wait` seconds later at most."""
        ...

    async def hangup(self, call_sid: str) -> None:
        """Returns when the phone service has acknowledged."""
        ...

    async def steer(self, call_sid: str, text: str, mode: Literal["guide", "say"]) -> None:
        """Tell the assistant, or have it say exactly this; 409 `too_late` when the call is over."""
        ...

    async def answer(self, call_sid: str, question_id: str, text: str) -> None:
        """Answer a question of the call; 409 `question_closed` when it is not, or no longer, asked."""
        ...

    async def listen(self, call_sid: str) -> Listening:
        """What opens the sound of a call that is on; 409 `too_late` when nobody is on the line."""
        ...

    def audio(self, call_sid: str, token: str) -> AsyncGenerator[bytes, None]:
        """The sound as it is heard, to the end of the talk; 403 `bad_token`, 409 `too_late`."""
        ...

    async def recording(self, call_sid: str) -> bytes | None: ...
    async def inbound(self, after: int, wait: float) -> InboundCalls:
        """Ended calls to our number, those numbered after `after`; waits up to `wait` seconds for the first."""
        ...

    async def erase_recording(self, call_sid: str) -> None:
        """Delete the sound of an ended call; fine when there is none."""
        ...

    async def erase(self, call_sids: Sequence[str]) -> int:
        """Delete what the handler and the provider keep of these calls; `ErasedLater` when one is on: it is hung up."""
        ...

    async def erase_orders(self, task_id: str) -> int:
        """Delete every order of a task, also those that were never dialled; `ErasedLater` when one may yet be."""
        ...

    async def voice(self, voice: str, language: Language) -> bytes:
        """A sentence in this voice (empty: the usual one) as WAV; 503 when the voice service does not speak."""
        ...

    async def line(self, *, check: bool) -> Line:
        """What is in force on the line; with `check` also whether all is there for a call, which takes seconds."""
        ...

    async def check(self) -> None: ...


class Runner(Protocol):
    """Carries confirmed tasks to their end, whatever dies in between."""

    async def start(self, user_id: str, task_id: str) -> None:
        """A task was stored that may be due now; returns at once. A task under way is not started twice."""
        ...

    async def cancel(self, user_id: str, task_id: str, patience: float | None = None) -> bool:
        """End a running task: not ordered yet → cancelled, in a call → hung up. The wish is stored first.

        True when the handler has agreed, or need not; False when it has not within `patience` seconds (None: as long
        as a turn of the chat may wait) and will be asked until it agrees.
        """
        ...


class PhoneBook(Protocol):
    """Names that can be looked up besides the user's own contacts: the practice network's people."""

    async def people(self) -> list[Person]: ...


@dataclass(frozen=True, slots=True)
class Person:
    """`also` are the same person's names in other languages."""

    name: str
    phone_number: str
    language: Language
    about: str = ""
    also: tuple[str, ...] = ()


class Channel(Protocol):
    """Where a notice reaches the user."""

    async def deliver(self, user_id: str, task: Task, text: str, *, key: str) -> None:
        """Returns when it was taken, raises `RingbackError` to be tried again. A `key` taken before is dropped."""
        ...


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC."""
        ...


class Ids(Protocol):
    def task_id(self) -> str: ...
    def conversation_id(self) -> str: ...
    def event_id(self) -> str: ...
    def code(self) -> str:
        """Four digits shown on the card."""
        ...
