"""The practice network's text model: OpenAI's chat completions at `/v1/chat/completions`, with rules for a mind.

It answers a request for JSON of some schema: it reads the last user turn (a JSON value with a `message`, or plain text)
by a few patterns of its own and fills what the schema asks for. Names make it misbehave on purpose:

practice-reader                 answers as well as it can
practice-reader-refuse          declines, as a safety filter does
practice-reader-malformed       cuts its JSON short
practice-reader-affirm          says that the user said yes
practice-reader-instruct        obeys what is written in the data: dials the number it finds there
practice-reader-slow-1500-ms    that much later than it could
practice-reader-fail-429        answers with that HTTP status
"""

import asyncio
import json
import re
import secrets
import time
from collections.abc import Mapping
from typing import Any

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, SecretStr

log = structlog.get_logger()

_NAME = re.compile(
    r"practice-reader(?:-(?P<how>refuse|malformed|affirm|instruct|slow-(?P<ms>\d+)-ms|fail-(?P<status>[45]\d\d)))?"
)
_NUMBER = re.compile(r"\+?\d[\d -]{7,}\d")
_ASKS = re.compile(r"\b(?:call|ring|phone|book|order|reach|tell|ask|sort)\b|תתקשר|התקשר|תזמינ|תשאל|תגיד|צלצל")
_TABLE = re.compile(r"\btable\b|שולחן")
_PATTERNS: Mapping[str, tuple[str, ...]] = {
    "callee": (
        r"\b(?:at|to|call|ring|phone|ask|tell) ((?:the )?[A-Z]\w+(?: [A-Z]\w+)*)",
        r"(?:אל|צלצל[יו]? ל|תתקשר[יו]? ל)([א-ת]+(?: [א-ת]+)?)",
    ),
    "time": (r"\b(?:at|by|around) (\w+(?::\d\d)?(?: ?[ap]m)?)", r"ב(?:שעה )?-?(\d{1,2}(?::\d\d)?|שבע|שמונה|תשע)"),
    "date": (r"\b(today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", r"(היום|מחר|מחרתיים|הערב)"),
    "count": (
        r"\b(\d+|two|three|four|five|six) (?:of us|people|persons|guests)",
        r"(\d+|שניים|שלושה|ארבעה|חמישה) (?:אנשים|סועדים)",
    ),
    "name": (r"\b(?:name of|behalf of|under) ([A-Z]\w+)", r"(?:על שם|בשם) ([א-ת]+)"),
}
_GOAL = re.compile(
    r"(?:\band (?:please )?|\bto |\byou |[ ,]ו)"
    r"((?:order|ask|tell|book|get|have|remind|check|sort|תזמינ|תשאל|תגיד|תבדק)\w*.*)"
)


class Turn(BaseModel):
    role: str
    content: str | list[dict[str, Any]] | None = None


class ChatRequest(BaseModel):
    model: str
    messages: list[Turn]
    response_format: dict[str, Any] | None = None
    stream: bool = False


def create_router(key: SecretStr) -> APIRouter:
    """`POST /v1/chat/completions`, whole answers only."""
    router = APIRouter()

    @router.post("/v1/chat/completions")
    async def complete(request: Request, body: ChatRequest) -> JSONResponse:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not secrets.compare_digest(given.encode(), key.get_secret_value().encode()):
            return _error(401, "invalid_api_key", "Incorrect API key provided.")
        named = _NAME.fullmatch(body.model)
        if named is None:
            return _error(404, "model_not_found", f"The model `{body.model}` does not exist.")
        if body.stream:
            return _error(400, "unsupported_value", "This model answers as a whole; leave out `stream`.")
        if named["status"]:
            return _error(int(named["status"]), "server_error", "The server had an error.")
        if named["ms"]:
            await asyncio.sleep(int(named["ms"]) / 1000)
        log.info("text model asked", model=body.model, turns=len(body.messages))
        return JSONResponse(_completion(body, named["how"] or ""))

    return router


def _completion(body: ChatRequest, how: str) -> dict[str, Any]:
    schema = ((body.response_format or {}).get("json_schema") or {}).get("schema") or {}
    content: str | None = json.dumps(_conform(read(_last(body.messages), how), schema), ensure_ascii=False)
    refusal = None
    match how:
        case "refuse":
            content, refusal = None, "I'm sorry, I can't help with that."
        case "malformed":
            content = (content or "")[: len(content or "") // 2]
        case _:
            pass
    sent, said = sum(len(str(turn.content)) for turn in body.messages) // 4, len(content or "") // 4
    return {
        "id": f"chatcmpl-{secrets.token_hex(8)}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": body.model,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content, "refusal": refusal},
                "logprobs": None,
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": sent, "completion_tokens": said, "total_tokens": sent + said},
    }


def read(turn: str, how: str = "") -> dict[str, Any]:
    """What a user's turn says: an act and the words for each slot."""
    try:
        given = json.loads(turn)
    except ValueError:
        given = {}
    given = given if isinstance(given, dict) else {}
    message = str(given.get("message", turn))
    if how == "affirm":
        return {"act": "affirm"}
    if how == "instruct" and (number := _NUMBER.search(turn.replace(message, ""))):
        marked = [{"slot": "phone_number", "words": number.group()}, {"slot": "callee", "words": "Somebody Else"}]
        return {"act": "request", "task_type": "phone_call", "slots": marked}
    kinds: dict[str, dict[str, str]] = given.get("task_types") or {}
    if _ASKS.search(message):
        kind = "booking" if _TABLE.search(message) and "booking" in kinds else "phone_call"
        return {"act": "request", "task_type": kind, "slots": _marked(message, kinds.get(kind, {}))}
    in_hand = given.get("errand_in_hand") or {}
    marked = _marked(message, kinds.get(in_hand.get("task_type", ""), {}))
    if not marked and given.get("open_question"):
        marked = [{"slot": given["open_question"], "words": message}]
    return {"act": "inform", "slots": marked} if marked else {"act": "other"}


def _marked(message: str, slots: Mapping[str, str]) -> list[dict[str, str]]:
    marked = []
    for slot, kind in slots.items():
        number = _NUMBER.search(message) if kind == "phone" else None
        goal = _GOAL.search(message) if slot == "goal" else None
        patterns = _PATTERNS.get("callee" if slot == "callee" else kind, ())
        words = next((hit[1] for pattern in patterns if (hit := re.search(pattern, message))), None)
        words = number.group() if number else goal[1] if goal else words
        if words:
            marked.append({"slot": slot, "words": words.strip(" .!?")})
    return marked


def _last(turns: list[Turn]) -> str:
    """The text of the last user turn."""
    for turn in reversed(turns):
        if turn.role == "user":
            parts = turn.content if isinstance(turn.content, list) else [{"text": turn.content}]
            return "".join(str(part.get("text") or "") for part in parts)
    return ""


def _conform(answer: dict[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """The answer with every key the schema requires: null where that is allowed, else nothing of its type."""
    properties: Mapping[str, Any] = schema.get("properties") or {}
    empty = {"array": [], "object": {}, "string": "", "integer": 0, "number": 0, "boolean": False}
    missing = {key: empty.get(properties.get(key, {}).get("type")) for key in schema.get("required") or ()}
    return {**missing, **{key: value for key, value in answer.items() if not properties or key in properties}}


def _error(status: int, code: str, message: str) -> JSONResponse:
    error = {"message": message, "type": "invalid_request_error" if status < 500 else "server_error"}
    headers = {"retry-after": "1"} if status in (429, 503) else {}
    return JSONResponse({"error": error | {"param": None, "code": code}}, status_code=status, headers=headers)
