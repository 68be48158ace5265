"""What the call-handler posts to us."""

import time
from typing import Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, SecretStr

from ringback.engine.reports import Reports
from ringback.kit import webhooks
from ringback.kit.http import ErrorBody
from ringback.wire import Report

PATH = "/reports"
LARGEST = 4 * 1024 * 1024
"""Bytes; the words of the longest call are less."""

_ERRORS: dict[int | str, dict[str, Any]] = {
    403: {"model": ErrorBody, "description": "not signed with CALL_HANDLER_TOKEN, or too long ago"},
    503: {"model": ErrorBody, "description": "not taken yet; post it again"},
}


class Taken(BaseModel):
    status: Literal["taken"] = "taken"


def create_router(reports: Reports, key: SecretStr) -> APIRouter:
    router = APIRouter(tags=["reports"])

    async def signed(request: Request) -> None:
        webhooks.check(key, request.headers, time.time(), await request.body())

    @router.post(PATH, responses=_ERRORS, dependencies=[Depends(signed)])
    async def take(report: Report) -> Taken:
        """The report of an ended call, signed as Standard Webhooks are; one that is taken need not be posted again."""
        await reports.take(report)
        return Taken()

    return router
