"""The peer to beat: a plain bridge, as the vendors' samples have it: FastAPI, websockets, json, two tasks a call.

python bench/bridge_plain.py PORT MODEL_PORT
"""

import asyncio
import json
import sys

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from websockets.asyncio.client import ClientConnection, connect

_, PORT, MODEL_PORT = sys.argv
app = FastAPI()


@app.websocket("/media-stream")
async def media_stream(phone: WebSocket) -> None:
    await phone.accept()
    async with connect(f"ws://127.0.0.1:{MODEL_PORT}/v1/realtime?model=m", compression=None) as model:
        await model.send(json.dumps({"type": "session.update", "session": {"type": "realtime"}}))
        stream: dict[str, str] = {}
        speaking = asyncio.create_task(to_phone(model, phone, stream))
        try:
            await to_model(phone, model, stream)
        except WebSocketDisconnect:
            pass
        finally:
            speaking.cancel()


async def to_model(phone: WebSocket, model: ClientConnection, stream: dict[str, str]) -> None:
    async for text in phone.iter_text():
        message = json.loads(text)
        if message["event"] == "media":
            append = {"type": "input_audio_buffer.append", "audio": message["media"]["payload"]}
            await model.send(json.dumps(append))
        elif message["event"] == "start":
            stream["sid"] = message["start"]["streamSid"]
        elif message["event"] == "stop":
            return


async def to_phone(model: ClientConnection, phone: WebSocket, stream: dict[str, str]) -> None:
    sent = 0
    async for text in model:
        event = json.loads(text)
        if event["type"] == "response.output_audio.delta":
            media = {"event": "media", "streamSid": stream["sid"], "media": {"payload": event["delta"]}}
            await phone.send_json(media)
            sent += 1
            if sent % 10 == 0:
                await phone.send_json({"event": "mark", "streamSid": stream["sid"], "mark": {"name": f"m{sent}"}})
        elif event["type"] in ("session.updated", "input_audio_buffer.committed"):
            await model.send(json.dumps({"type": "response.create"}))


uvicorn.run(app, host="127.0.0.1", port=int(PORT), log_level="warning", timeout_graceful_shutdown=1)
