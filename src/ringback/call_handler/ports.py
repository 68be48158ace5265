"""What the call-handler needs from outside, as Protocols, and the words it uses with them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from starlette.requests import HTTPConnection

from ringback.call_handler.briefing import Briefing
from ringback.call_handler.call import Call, Reported
from ringback.call_handler.events import CarrierAction, CarrierEvent, Claim, ModelAction, ModelEvent, Past
from ringback.kit.errors import RingbackError
from ringback.wire import CallEvent, InboundCalls, Language, Report


class OrderState(StrEnum):
    """`PLACING`, `UNCONFIRMED`, `GIVEN_UP`: the carrier was asked, a call may exist. `WITHDRAWN`: none, for ever."""

    INTENDED = "intended"
    PLACING = "placing"
    PLACED = "placed"
    NOT_DIALLED = "not_dialled"
    UNCONFIRMED = "unconfirmed"
    GIVEN_UP = "given_up"
    WITHDRAWN = "withdrawn"


INBOUND = "i_"
"""How the ids of orders begin that are calls to our number."""


@dataclass(frozen=True, slots=True)
class Order:
    """One wish to call. `digest` is its content; `tried_at` (seconds since 1970) when the carrier was last asked.

    A call that came in is an order too: `phone_number` is the caller's (empty when withheld), `instructions` those of
    the errand they ring back about (empty for a stranger).
    """

    id: str
    key: str
    digest: str
    phone_number: str
    instructions: str
    language: Language
    created_at: float
    task_id: str | None = None
    state: OrderState = OrderState.INTENDED
    call_sid: str | None = None
    tried_at: float | None = None

    @property
    def inbound(self) -> bool:
        return self.id.startswith(INBOUND)


@dataclass(frozen=True, slots=True)
class StoredCall:
    """All that is kept of a call."""

    order: Order
    call: Call
    claim: Claim | None = None
    report: Report | None = None
    cost: Mapping[str, float] = field(default_factory=dict)
    """Of the voice model, so far."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new about a call: its state, and further events."""

    call: Call
    claim: Claim | None
    events: Sequence[CallEvent] = ()
    cost: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that the engine has not acknowledged; `tries` counts this one."""

    report: Report
    tries: int


DAY_SECONDS = 86_400.0

Permit = Callable[[int, int], None]


class Store(Protocol):
    """Orders, calls and their events. Writes are durable when they return."""

    async def open(self) -> None: ...
    async def close(self) -> None: ...
    async def check(self) -> None:
        """Raises when it cannot be written now."""
        ...

    async def intend(self, order: Order) -> Order:
        """Insert it, or return the order that has its key already."""
        ...

    async def order(self, order_id: str) -> Order | None: ...
    async def order_by_key(self, key: str) -> Order | None: ...
    async def mark(self, order_id: str, state: OrderState) -> None:
        """Does nothing once the order has a call or is withdrawn."""
        ...

    async def withdraw(self, order_id: str) -> bool:
        """Withdraw it unless the carrier may have been asked; whether it is withdrawn."""
        ...

    async def begin(self, order: Order, at: float, permit: Permit) -> bool:
        """Write down that the carrier is about to be asked, `at` seconds since 1970. False: it must not be.

        `permit` is told how many others were `dialled`; when it raises nothing is written.
        """
        ...

    async def dialled(self, phone_number: str, at: float) -> tuple[int, int]:
        """How many orders were dialled within a day before `at`, to this number and in all."""
        ...

    async def open_rivals(self, order: Order) -> bool:
        """May another order to the same number own a call that nobody claims?"""
        ...

    async def place(self, order_id: str, call: Call) -> Order | None:
        """Bind the call to an order that has none and was not given up; the order as it now is, None if unknown."""
        ...

    async def claim_stream(self, order_id: str) -> bool:
        """True once."""
        ...

    async def call(self, call_sid: str) -> StoredCall | None: ...
    async def known(self, call_sids: Sequence[str]) -> set[str]:
        """Those of them that belong to an order."""
        ...

    async def unfinished(self) -> list[StoredCall]:
        """Calls without a report."""
        ...

    async def latest_call(self, phone_number: str, since: float) -> StoredCall | None:
        """The newest call of ours to this number, ordered at `since` or later."""
        ...

    async def inbound(self, after: int, limit: int) -> InboundCalls:
        """Ended calls to our number, by the order in which their reports came."""
        ...

    async def record(self, news: Sequence[News]) -> None:
        """All of it or nothing."""
        ...

    async def events(self, call_sid: str, after: int = 0) -> list[CallEvent]: ...
    async def finish(self, call: Call, report: Report, event: CallEvent) -> bool:
        """The report and the event that tells it, in one; False when there is a report already."""
        ...

    async def owed(self, now: float, until: float, limit: int) -> list[Owed]:
        """Reports that are due at the engine; nobody else is given them before `until`."""
        ...

    async def owe_until(self, call_sid: str, due: float) -> None:
        """It was not acknowledged: it is due again then."""
        ...

    async def settle_debt(self, call_sid: str) -> None:
        """It was acknowledged."""
        ...

    async def price(self, call_sid: str, usd: float) -> None:
        """The carrier's price of a reported call, in place of what was estimated."""
        ...

    async def orders_of(self, task_id: str) -> list[Order]: ...
    async def old(self, before: float, limit: int) -> list[Order]:
        """Orders made before, whose call has its report or that have none; oldest first."""
        ...

    async def erase_order(self, order: Order) -> bool:
        """One without a call, if it is still in the state it was read in. A withdrawn one of a task leaves its key."""
        ...

    async def erase(self, call_sid: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Barred:
    """A number whose owner asked not to be called, since when (seconds since 1970) and how we know."""

    phone_number: str
    at: float
    why: str


class Guard(Protocol):
    """What stands between an order and a dial, and who has which call, across processes and restarts."""

    async def hold(self, phone_number: str, owner: str, *, now: float, until: float) -> bool:
        """Keep others from dialling this number until then; again to prolong it. False while another one holds it."""
        ...

    async def release(self, phone_number: str, owner: str) -> None: ...
    async def forget_holds(self, now: float) -> None:
        """Numbers that nobody holds any longer, because their owner died."""
        ...

    async def lease(self, call_sid: str, owner: str, *, now: float, until: float, address: str = "") -> bool:
        """Keep others from taking up this call until then. False while another one has it.

        `address` is where the owner is reached by the others.
        """
        ...

    async def leased_to(self, call_sid: str, now: float) -> tuple[str, str] | None:
        """Who has the call now: (owner, address)."""
        ...

    async def renew(self, owner: str, call_sids: Collection[str], until: float) -> set[str]:
        """Prolong this owner's leases of these calls; those it still has."""
        ...

    async def unlease(self, call_sid: str, owner: str) -> None: ...
    async def adrift(self, now: float) -> set[str]:
        """Calls whose lease was not prolonged in time."""
        ...

    async def bar(self, phone_number: str, why: str, at: float) -> None:
        """Never to be dialled again; the first reason stays."""
        ...

    async def unbar(self, phone_number: str) -> bool:
        """False: it was not barred."""
        ...

    async def barred(self, phone_number: str) -> bool: ...
    async def all_barred(self) -> list[Barred]:
        """Newest first."""
        ...

    async def erase_later(self, one: str) -> None:
        """Remember that this call (its sid) or order (its id) is to be erased when it is over."""
        ...

    async def erasures(self) -> set[str]: ...
    async def erased(self, one: str) -> None: ...


# --- the carrier


class NotDialled(RingbackError):
    """The carrier surely placed no call; the same may work a moment later."""

    code = "provider_busy"
    status = 503
    recoverable = True


class Refused(RingbackError):
    """The carrier surely placed no call, and will not."""

    code = "provider_refused"
    status = 502


class Ambiguous(RingbackError):
    """A call may have been placed."""

    code = "unconfirmed"
    status = 504


class Unreachable(RingbackError):
    """The carrier does not answer a question about a call."""

    code = "provider_down"
    status = 503
    recoverable = True


@dataclass(frozen=True, slots=True)
class CarrierCall:
    """A call as the carrier lists it; `created_at` None while it says nothing."""

    sid: str
    word: Reported
    created_at: float | None = None


class Carrier(Protocol):
    async def place(self, order: Order) -> CarrierCall:
        """Raises NotDialled, Refused or Ambiguous."""
        ...

    async def find(self, phone_number: str) -> list[CarrierCall]:
        """The latest calls from us to this number, newest first. Raises Unreachable."""
        ...

    async def fetch(self, call_sid: str) -> CarrierCall:
        """Raises Unreachable, or NotFound: the carrier itself says that it has no such call."""
        ...

    async def hang_up(self, call: Call, last_words: str | None = None, language: Language = "he") -> CarrierCall:
        """End the call, answered or not; a call that ended by itself is fine. Raises Unreachable, or NotFound.

        An answered one hears the `last_words` first, in the carrier's own voice: then it is still on in the answer.
        """
        ...

    async def erase(self, call_sid: str) -> None: ...
    async def check(self) -> None: ...
    async def close(self) -> None: ...


# --- the voice model


class ModelSession(Protocol):
    """`alive` until it ends by itself; `send_sound` is for a `SendAudio`, fifty times a second."""

    @property
    def alive(self) -> bool: ...
    async def ended(self) -> None:
        """Returns when it is alive no more."""
        ...

    def listen(self, hear: Callable[[ModelEvent], None]) -> None:
        """Tells what came so far and then everything; a session that ends by itself tells a ModelFailed at last."""
        ...

    def send(self, action: ModelAction) -> None: ...
    def send_sound(self, payload: str) -> None: ...
    async def leave(self) -> None:
        """Tells nothing more; closed when it returns, half a second later at most."""
        ...


class VoiceModel(Protocol):
    async def open(self, briefing: Briefing, history: Sequence[Past] = ()) -> ModelSession:
        """A session that is being configured, and told of a talk that is on; `ModelReady` comes as event.

        Raises ModelUnreachable.
        """
        ...

    def admit(self) -> None:
        """May a call be placed that will need a session? Raises ModelUnreachable while sessions keep failing."""
        ...

    async def check(self) -> None: ...
    async def close(self) -> None: ...


class ModelUnreachable(RingbackError):
    code = "model_down"
    status = 503
    recoverable = True


class MediaCodec(Protocol):
    """The messages of the carrier's media stream; `encode_sound` is for a `Play`, fifty times a second."""

    def decode(self, text: str) -> CarrierEvent | None:
        """None for what says nothing, or cannot be read."""
        ...

    def encode(self, action: CarrierAction, stream_sid: str) -> str: ...
    def encode_sound(self, payload: str, stream_sid: str) -> str: ...


class StreamTokens(Protocol):
    """One-time tokens of media streams, and the order that a genuine one is for."""

    def order_of_token(self, token: str) -> str | None: ...


class Handshakes(Protocol):
    """Did the carrier open this WebSocket?"""

    def present(self, connection: HTTPConnection) -> bool: ...
    def valid_handshake(self, socket: HTTPConnection) -> bool: ...


class Clock(Protocol):
    def now(self) -> float:
        """Seconds since 1970."""
        ...

    async def sleep(self, seconds: float) -> None: ...
