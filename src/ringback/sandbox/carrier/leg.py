"""The life of one call: queued, initiated, ringing, in progress, and one of the ways to end.

Rules:
1. The record is changed before the callback about it is sent; callbacks go out in their order.
2. An answered call runs its TwiML; when that ends, or the person leaves, or the limit is reached, it is completed.
3. Times are those of the call and pass `speed` times faster than the wall clock; only webhooks have real time.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import assert_never
from urllib.parse import urljoin

import structlog

from ringback.sandbox.carrier import twiml
from ringback.sandbox.carrier.callbacks import Callbacks, Webhooks
from ringback.sandbox.carrier.line import Line
from ringback.sandbox.carrier.orders import Change, Detection, Order, Program, Webhook
from ringback.sandbox.carrier.records import CallRecord, Status, minutes, rfc2822
from ringback.sandbox.carrier.stream import MediaStream
from ringback.sandbox.people.handset import Handset, Senses
from ringback.sandbox.people.phone_book import Person
from ringback.sandbox.voice import tones

log = structlog.get_logger()

DIALLING_S = 0.3
_MOST_REDIRECTS = 10
_SIP = {
    Status.COMPLETED: "200",
    Status.BUSY: "486",
    Status.NO_ANSWER: "487",
    Status.CANCELED: "487",
    Status.FAILED: "404",
}


@dataclass(frozen=True, slots=True)
class Network:
    """What all legs share."""

    account_sid: str
    token: str
    speed: float
    senses: Senses
    webhooks: Webhooks
    behind: Callable[[], bool] = lambda: False
    """The voices and ears are late, and every line waits for them."""


class Leg:
    """`run` is the whole call; `change` acts on it while it lives."""

    def __init__(
        self, record: CallRecord, order: Order, person: Person, network: Network, twin: Person | None = None
    ) -> None:
        self.record = record
        self._order = order
        self._person = person
        self._twin = twin
        self._network = network
        self._status_callback = order.status_callback
        self._callbacks = Callbacks(network.webhooks)
        self._sequence = 0
        self._stopped = asyncio.Event()
        self._new_program: Program | None = None
        self._program: asyncio.Task[None] | None = None
        self._line: Line | None = None
        self._stream: MediaStream | None = None
        self._handset: Handset | None = None
        self._asks_as = "ringing" if record.direction == "inbound" else "in-progress"
        """The status of the next request for TwiML: a call that comes in is picked up by the first document."""

    @property
    def said(self) -> list[str]:
        """The person's words so far."""
        return self._handset.said if self._handset else []

    @property
    def heard(self) -> list[list[str]]:
        """What the person made out, turn by turn."""
        return self._handset.heard if self._handset else []

    @property
    def pressed(self) -> str:
        """Keys the person heard."""
        return "".join(self._handset.pressed) if self._handset else ""

    async def run(self) -> None:
        delivery = asyncio.create_task(self._callbacks.deliver())
        try:
            await self._live()
        except asyncio.CancelledError:
            delivery.cancel()
            raise
        except Exception as error:
            log.error("practice call failed", call_sid=self.record.sid, exc_info=error)
            self._end(Status.FAILED)
        self._callbacks.finish()
        await delivery

    def change(self, change: Change) -> None:
        """What `POST Calls/{Sid}` asks for; the caller has checked that the call is in a state for it."""
        if change.status_callback is not None:
            self._status_callback = change.status_callback
        if change.time_limit is not None and self._line is not None:
            self._line.limit(change.time_limit * 1000)
        if change.status is not None:
            self._stopped.set()
        elif change.program is not None and self._program is not None:
            self._new_program = change.program
            self._program.cancel()

    async def _live(self) -> None:
        self._announce("initiated", "initiated")
        if await self._stopped_within(DIALLING_S):
            return self._end(Status.CANCELED)
        self._update(started=_now())
        person, timeout = self._person, float(self._order.timeout)
        rings = person.rings_ms / 1000
        if person.answers in {"busy", "fails"}:
            stopped = await self._stopped_within(rings)
            return self._end(Status.CANCELED if stopped else _UNANSWERED[person.answers])
        self._update(status=Status.RINGING)
        self._announce("ringing", "ringing")
        answers = person.answers != "nobody" and rings <= timeout
        if await self._stopped_within(rings if answers else timeout):
            return self._end(Status.CANCELED)
        if not answers:
            return self._end(Status.NO_ANSWER)
        self._update(status=Status.IN_PROGRESS)
        self._announce("answered", "in-progress")
        await self._talk()
        return self._end(Status.COMPLETED)

    async def _stopped_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds / self._network.speed):
                await self._stopped.wait()
        except TimeoutError:
            return False
        return True

    async def _talk(self) -> None:
        async with asyncio.TaskGroup() as work:
            handset = self._handset = Handset(self._person, self._network.senses, work, self._twin)
            line = self._line = Line(handset, self._network.speed, behind=self._network.behind)
            line.limit(self._order.time_limit * 1000)
            clock = work.create_task(line.run())
            stopped = work.create_task(self._stopped.wait())
            detection = self._order.detection
            detecting = work.create_task(self._detect(detection, handset, line)) if detection else None
            waits_for = None if detection is None or detection.background else detecting
            self._program = work.create_task(self._first_program(waits_for, line))
            while True:
                done, _ = await asyncio.wait({clock, stopped, self._program}, return_when=asyncio.FIRST_COMPLETED)
                if clock in done or stopped in done or self._new_program is None:
                    break
                program, self._new_program = self._new_program, None
                self._program = work.create_task(self._run(program, line))
            if handset.ending == "drop" and self._stream is not None:
                self._stream.drop()
            handset.gone()
            for task in (self._program, clock, stopped, detecting):
                if task is not None:
                    task.cancel()
        self._update(seconds=-(-line.now_ms // 1000))

    async def _first_program(self, detecting: asyncio.Task[None] | None, line: Line) -> None:
        if detecting is not None:
            await asyncio.wait([detecting])
        if self._order.send_digits:
            await line.play(tones.keys(self._order.send_digits))
        await self._run(self._order.program, line)

    async def _run(self, program: Program, line: Line) -> None:
        """The verbs of the document and of those it leads to; returns when the call should be hung up."""
        following: Program | None = program
        for _ in range(_MOST_REDIRECTS):
            if following is None:
                return
            following = await self._perform(await self._document(following), following, line)

    async def _document(self, program: Program) -> tuple[twiml.Verb, ...]:
        """The verbs of a program, of its fallback when they cannot be had, else none."""
        text = program.twiml
        if program.webhook is not None:
            answer = await self._network.webhooks.send(program.webhook, self._form(self._asks_as))
            self._asks_as = "in-progress"
            text = answer.text if answer is not None and answer.is_success else None
        if text is not None:
            try:
                return twiml.parse(text)
            except twiml.TwimlError as error:
                log.warning("TwiML refused", call_sid=self.record.sid, code=error.code, reason=str(error))
        if program.fallback is not None:
            return await self._document(Program(program.fallback, None, None))
        return ()

    async def _perform(self, verbs: tuple[twiml.Verb, ...], source: Program, line: Line) -> Program | None:
        for verb in verbs:
            match verb:
                case twiml.Say(text, language):
                    await line.play(await asyncio.to_thread(self._network.senses.voice.say, text, language, "alto"))
                case twiml.Pause(seconds):
                    await line.wait(int(seconds * 1000))
                case twiml.PlayDigits(digits):
                    await line.play(tones.keys(digits))
                case twiml.Hangup():
                    return None
                case twiml.Redirect(url, method):
                    return _next(source, url, method)
                case twiml.Connect(stream, action, method):
                    await self._connect(stream, line)
                    if action is not None:
                        return _next(source, action, method)
                case _:
                    assert_never(verb)
        return None

    async def _connect(self, verb: twiml.Stream, line: Line) -> None:
        webhook = Webhook(verb.status_callback, verb.status_method) if verb.status_callback else None

        def report(event: str, error: str) -> None:
            form = {
                "AccountSid": self.record.account_sid,
                "CallSid": self.record.sid,
                "StreamSid": stream.sid,
                "StreamName": verb.name or stream.sid,
                "StreamEvent": event,
                "Timestamp": _now().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            }
            self._callbacks.add(webhook, form | ({"StreamError": error} if error else {}))

        stream = MediaStream(
            verb,
            account_sid=self.record.account_sid,
            call_sid=self.record.sid,
            token=self._network.token,
            line=line,
            report=report,
        )
        self._stream = stream
        await stream.run()

    async def _detect(self, detection: Detection, handset: Handset, line: Line) -> None:
        asking = asyncio.create_task(self._who_answered(detection, handset, line))
        patience = asyncio.create_task(line.wait(detection.timeout_ms))
        try:
            await asyncio.wait({asking, patience}, return_when=asyncio.FIRST_COMPLETED)
            answered_by = asking.result() if asking.done() else "unknown"
        finally:
            asking.cancel()
            patience.cancel()
        self._update(answered_by=answered_by)
        if detection.background:
            form = {
                "CallSid": self.record.sid,
                "AccountSid": self.record.account_sid,
                "AnsweredBy": answered_by,
                "MachineDetectionDuration": str(line.now_ms),
            }
            self._callbacks.add(detection.callback, form)

    async def _who_answered(self, detection: Detection, handset: Handset, line: Line) -> str:
        if self._person.answers != "machine":
            await handset.greeted.wait()
            await line.wait(detection.speech_end_ms)
            return "human"
        if detection.wait_for_beep:
            await handset.beeped.wait()
            return "machine_end_beep"
        await line.wait(detection.speech_ms)
        return "machine_start"

    def _form(self, status: str) -> dict[str, str]:
        answered_by = self.record.answered_by
        background = self._order.detection is not None and self._order.detection.background
        return self.record.form(status) | ({"AnsweredBy": answered_by} if answered_by and not background else {})

    def _announce(self, event: str, status: str, extra: Mapping[str, str] | None = None) -> None:
        log.info("practice call changed", call_sid=self.record.sid, status=status)
        if self._status_callback is None or event not in self._order.events:
            return
        form = {
            **self._form(status),
            "Timestamp": rfc2822(_now()) or "",
            "CallbackSource": "call-progress-events",
            "SequenceNumber": str(self._sequence),
            **(extra or {}),
        }
        self._sequence += 1
        self._callbacks.add(self._status_callback, form)

    def _end(self, status: Status) -> None:
        self._update(status=status, ended=_now())
        seconds = self.record.seconds or 0
        extra = {"CallDuration": str(seconds), "Duration": str(minutes(seconds)), "SipResponseCode": _SIP[status]}
        self._announce("completed", status.value, extra)

    def _update(self, **changes: object) -> None:
        self.record = replace(self.record, updated=_now(), **changes)  # type: ignore[arg-type]  # fields by name


_UNANSWERED = {"busy": Status.BUSY, "fails": Status.FAILED}


def _next(source: Program, url: str, method: str) -> Program:
    base = source.webhook.url if source.webhook else ""
    return Program(Webhook(urljoin(base, url), method), None, None)


def _now() -> datetime:
    return datetime.now(UTC)
