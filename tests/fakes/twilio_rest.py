"""Twilio's call API for one process, with scripted failures; it keeps every call it dialled."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Literal
from urllib.parse import parse_qs

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

Failure = Literal["busy", "error", "error_after_dialling", "slow_after_dialling", "slow", "garbage", "bad_number"]


@dataclass
class FakeTwilio:
    """`failures` are used up by creations, one each; None is a good answer. `list_failures` likewise by lists."""

    failures: deque[Failure | None] = field(default_factory=deque)
    list_failures: deque[bool] = field(default_factory=deque)
    calls: dict[str, dict[str, Any]] = field(default_factory=dict)
    forms: list[dict[str, list[str]]] = field(default_factory=list)
    authorization: str = ""
    hidden_lists: int = 0
    advice: str = "0"
    deleted: list[str] = field(default_factory=list)
    delete_failures: deque[int] = field(default_factory=deque)
    """What each next deletion is answered with."""
    twiml: list[tuple[str, str]] = field(default_factory=list)
    may_update: asyncio.Event | None = None
    """Updates are answered when it is set."""

    @property
    def app(self) -> FastAPI:
        app = FastAPI()
        root = "/2010-04-01/Accounts/{account}/Calls"

        @app.post(root + ".json")
        async def create(request: Request) -> Response:
            self.authorization = request.headers.get("authorization", "")
            form = parse_qs((await request.body()).decode(), keep_blank_values=True)
            failure = self.failures.popleft() if self.failures else None
            match failure:
                case "busy":
                    headers = {"Retry-After": self.advice}
                    return JSONResponse({"code": 20429, "message": "Too many"}, 429, headers)
                case "bad_number":
                    return JSONResponse({"code": 21211, "message": "The 'To' number is not valid."}, 400)
                case "error":
                    return JSONResponse({"code": 20500, "message": "down"}, 500)
                case "slow":
                    await asyncio.sleep(30)
            call = self._dial(form)
            match failure:
                case "error_after_dialling":
                    return JSONResponse({"code": 20500, "message": "down"}, 503)
                case "slow_after_dialling":
                    await asyncio.sleep(30)
                case "garbage":
                    return Response("<html>", 201)
            return JSONResponse(call, 201)

        @app.get(root + ".json")
        async def listing(request: Request) -> Response:
            if self.list_failures and self.list_failures.popleft():
                return JSONResponse({"code": 20500}, 500)
            if self.hidden_lists:
                self.hidden_lists -= 1
                return JSONResponse({"calls": []})
            query = request.query_params
            found = [call for call in self.calls.values() if query.get("To") in (None, call["to"])]
            return JSONResponse({"calls": found[::-1]})

        @app.get(root + "/{sid}.json")
        async def fetch(sid: str) -> Response:
            return JSONResponse(self.calls[sid]) if sid in self.calls else JSONResponse({"code": 20404}, 404)

        @app.post(root + "/{sid}.json")
        async def update(sid: str, request: Request) -> Response:
            form = parse_qs((await request.body()).decode())
            if self.may_update is not None:
                await self.may_update.wait()
            call = self.calls.get(sid)
            if call is None:
                return JSONResponse({"code": 20404}, 404)
            if "Twiml" in form and call["status"] == "in-progress":
                self.twiml.append((sid, form["Twiml"][0]))
                return JSONResponse(call)
            status = form.get("Status", ["twiml"])[0]
            wrong = call["status"] == "in-progress" if status == "canceled" else call["status"] == "queued"
            wrong = wrong or status == "twiml"
            if wrong or call["status"] in ("completed", "canceled", "busy", "no-answer", "failed"):
                return JSONResponse({"code": 21220, "message": "Call is not in a suitable state."}, 400)
            call["status"] = status
            return JSONResponse(call)

        @app.delete(root + "/{sid}.json")
        async def delete(sid: str) -> Response:
            refused = self.delete_failures.popleft() if self.delete_failures else None
            if refused is not None:
                return JSONResponse({"code": 20404 if refused == 404 else 20500}, refused)
            self.deleted.append(sid)
            return Response(status_code=204)

        return app

    def _dial(self, form: dict[str, list[str]]) -> dict[str, Any]:
        self.forms.append(form)
        sid = f"CA{len(self.calls) + 1:032x}"
        self.calls[sid] = {
            "sid": sid,
            "to": form["To"][0],
            "from": form["From"][0],
            "status": "queued",
            "date_created": format_datetime(datetime.now(UTC)),
            "start_time": None,
            "end_time": None,
            "duration": None,
            "price": None,
            "price_unit": "USD",
            "answered_by": None,
        }
        return self.calls[sid]
