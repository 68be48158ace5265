"""A media stream: the carrier's WebSocket to the customer, with the messages of Twilio Media Streams.

Rules:
1. `connected`, `start`, then one `media` every tick; `sequenceNumber`, `chunk` and `timestamp` are strings.
2. The customer's `media`, `mark` and `clear` act on the line's playback, in the order they came.
3. A binary, unreadable or unknown message ends the stream with Twilio's code; the call goes on with the next verb.
4. When the call ends the customer hears `stop`, then the socket closes; a dropped line says nothing at all.
"""

import asyncio
import base64
import binascii
import json
from collections.abc import Callable
from secrets import token_hex

import structlog
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI

from ringback.sandbox.carrier import signature, twiml
from ringback.sandbox.carrier.line import Line

log = structlog.get_logger()

HANDSHAKE = 31920
CLOSED = 31921
UNSUPPORTED = 31924
BINARY = 31950
INVALID = 31951

_HANDSHAKE_S = 10.0
_CLOSE_S = 2.0
_LARGEST = 4 * 1024 * 1024
_MOST_WAITING = 3000
"""Messages that may wait for a customer who does not read: a minute of sound."""


class StreamError(Exception):
    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class MediaStream:
    """One `<Stream>` of one call; `run` connects it, carries the sound, and returns when it has ended.

    `report(event, error)` is told `stream-started`, `stream-error` and `stream-stopped`.
    """

    def __init__(
        self,
        verb: twiml.Stream,
        *,
        account_sid: str,
        call_sid: str,
        token: str,
        line: Line,
        report: Callable[[str, str], None],
    ) -> None:
        self.sid = "MZ" + token_hex(16)
        self._verb = verb
        self._account_sid = account_sid
        self._call_sid = call_sid
        self._token = token
        self._line = line
        self._report = report
        self._outgoing: asyncio.Queue[str | None] = asyncio.Queue(_MOST_WAITING)
        self._sequence = 0
        self._chunk = 0
        self._socket: ClientConnection | None = None
        self._dropped = False

    async def run(self) -> None:
        """Cancel it to end the stream from the carrier's side: `stop` is then sent."""
        try:
            socket = await self._connect()
        except StreamError as error:
            log.warning("stream refused", call_sid=self._call_sid, code=error.code)
            self._report("stream-error", f"{error.code} {error}")
            return
        self._socket = socket
        self._open()
        self._report("stream-started", "")
        try:
            await self._carry(socket)
        except StreamError as error:
            log.warning("stream failed", call_sid=self._call_sid, code=error.code)
            self._report("stream-error", f"{error.code} {error}")
        finally:
            self._line.detach()
            await self._close(socket)
            self._report("stream-stopped", "")

    def drop(self) -> None:
        """The network is gone: the socket breaks without a word."""
        self._dropped = True
        if self._socket is not None:
            self._socket.transport.abort()

    def media(self, frame: bytes) -> None:
        self._sequence += 1
        self._chunk += 1
        self._put(
            f'{{"event":"media","sequenceNumber":"{self._sequence}","media":{{"track":"inbound",'
            f'"chunk":"{self._chunk}","timestamp":"{(self._chunk - 1) * 20}",'
            f'"payload":"{base64.b64encode(frame).decode()}"}},"streamSid":"{self.sid}"}}'
        )

    def mark(self, name: str) -> None:
        self._send("mark", mark={"name": name})

    def key(self, digit: str) -> None:
        self._send("dtmf", dtmf={"track": "inbound_track", "digit": digit})

    async def _connect(self) -> ClientConnection:
        url = self._verb.url
        try:
            return await connect(
                url,
                additional_headers={signature.HEADER: signature.sign(self._token, url)},
                user_agent_header="Twilio.TmeWs/1.0",
                compression=None,
                proxy=None,
                ping_interval=None,
                open_timeout=_HANDSHAKE_S,
                close_timeout=_CLOSE_S,
                max_size=_LARGEST,
            )
        except (InvalidHandshake, InvalidURI, OSError, TimeoutError) as error:
            raise StreamError(HANDSHAKE, f"Stream - WebSocket - Handshake Error ({type(error).__name__})") from error

    def _open(self) -> None:
        self._put(json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"}))
        start = {
            "accountSid": self._account_sid,
            "streamSid": self.sid,
            "callSid": self._call_sid,
            "tracks": ["inbound"],
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
            "customParameters": dict(self._verb.parameters),
        }
        self._send("start", start=start)
        self._line.attach(self)

    async def _carry(self, socket: ClientConnection) -> None:
        """Until the customer closes the socket, or an error."""
        writing = asyncio.create_task(self._write(socket))
        try:
            async for message in socket:
                self._take(message)
        except ConnectionClosed as closed:
            if not self._dropped:
                raise StreamError(CLOSED, "Stream - WebSocket - Connection closed without a goodbye") from closed
        finally:
            if not self._dropped and socket.close_code is None:
                self._send("stop", stop={"accountSid": self._account_sid, "callSid": self._call_sid})
                self._put(None)
                await asyncio.wait([writing], timeout=_CLOSE_S)
            writing.cancel()
            await asyncio.wait([writing])

    async def _write(self, socket: ClientConnection) -> None:
        try:
            while (text := await self._outgoing.get()) is not None:
                await socket.send(text)
        except ConnectionClosed:
            return

    async def _close(self, socket: ClientConnection) -> None:
        if not self._dropped:
            await socket.close()

    def _take(self, message: str | bytes) -> None:
        if isinstance(message, bytes):
            raise StreamError(BINARY, "Stream - Protocol - Malformed message: binary frames are not allowed")
        try:
            data = json.loads(message)
            event = data["event"]
            if data["streamSid"] != self.sid:
                raise ValueError("streamSid")
            match event:
                case "media":
                    self._line.playback.add(base64.b64decode(data["media"]["payload"], validate=True))
                case "mark":
                    self._line.playback.mark(_text(data["mark"]["name"]))
                case "clear":
                    self._line.playback.clear()
                case _:
                    raise StreamError(UNSUPPORTED, "Stream - Protocol - Unsupported message")
        except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
            raise StreamError(INVALID, f"Stream - Protocol - Invalid message ({type(error).__name__})") from error

    def _send(self, event: str, **body: object) -> None:
        self._sequence += 1
        message = {"event": event, "sequenceNumber": str(self._sequence), **body, "streamSid": self.sid}
        self._put(json.dumps(message, ensure_ascii=False))

    def _put(self, text: str | None) -> None:
        if self._outgoing.full():
            self._outgoing.get_nowait()
        self._outgoing.put_nowait(text)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value
