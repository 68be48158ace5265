"""The floor of interpreter and libraries: uvloop and picows from callback to callback, audio cut out and sent on.

python bench/bridge_bare.py PORT MODEL_PORT
"""

import asyncio
import json
import sys

import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, WSUpgradeRequest, ws_connect, ws_create_server

_, PORT, MODEL_PORT = sys.argv
CONFIGURE = '{"type":"session.update","session":{"type":"realtime"}}'


class Phone(WSListener):
    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport, self.sid = transport, ""
        self.model: Model | None = None
        self._opening = asyncio.create_task(self._open())

    async def _open(self) -> None:
        url = f"ws://127.0.0.1:{MODEL_PORT}/v1/realtime?model=m"
        _, self.model = await ws_connect(lambda _request, _response: Model(self), url)  # type: ignore[assignment]  # its stubs name the base class

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type is not WSMsgType.TEXT:
            transport.disconnect()
            return
        text = frame.get_payload_as_utf8_text()
        if text.startswith('{"event":"media"'):
            if self.model is not None:
                self.model.do(f'{{"type":"input_audio_buffer.append","audio":"{field(text, "payload")}"}}')
        elif text.startswith('{"event":"start"'):
            self.sid = json.loads(text)["start"]["streamSid"]
        elif text.startswith('{"event":"stop"'):
            transport.disconnect()

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        if self.model is not None:
            self.model.transport.disconnect()


class Model(WSListener):
    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._sent = 0

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport = transport
        self.do(CONFIGURE)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type is not WSMsgType.TEXT:
            return
        text, phone = frame.get_payload_as_utf8_text(), self._phone
        if text.startswith('{"type":"response.output_audio.delta"'):
            media = f'{{"event":"media","streamSid":"{phone.sid}","media":{{"payload":"{field(text, "delta")}"}}}}'
            phone.transport.send(WSMsgType.TEXT, media)
            self._sent += 1
            if self._sent % 10 == 0:
                mark = f'{{"event":"mark","streamSid":"{phone.sid}","mark":{{"name":"m{self._sent}"}}}}'
                phone.transport.send(WSMsgType.TEXT, mark)
        elif text.startswith(('{"type":"session.updated"', '{"type":"input_audio_buffer.committed"')):
            self.do('{"type":"response.create"}')

    def do(self, message: str) -> None:
        self.transport.send(WSMsgType.TEXT, message)


def field(text: str, name: str) -> str:
    begins = text.index(f'"{name}":"') + len(name) + 4
    return text[begins : text.index('"', begins)]


async def main() -> None:
    def phone(_request: WSUpgradeRequest) -> Phone:
        return Phone()

    async with await ws_create_server(phone, "127.0.0.1", int(PORT)) as server:
        await server.serve_forever()


uvloop.run(main())
