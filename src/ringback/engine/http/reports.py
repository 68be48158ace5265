"""What the call-handler posts to us."""

import time
from typing import Any

from fastapi import APIRouter, Depends, Request
from pydantic import SecretStr

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


def create_router(reports: Reports, key: SecretStr) -> APIRouter:
    router = APIRouter(tags=["reports"])

    async def signed(request: Request) -> None:
        webhooks.check(key, request.headers, time.time(), await request.body())

    @router.post(PATH, status_code=204, responses=_ERRORS, dependencies=[Depends(signed)])
    async def take(report: Report) -> None:
        """The report of an ended call, signed as Standard Webhooks are; 204 means that it need not be posted again."""
        await reports.take(report)

    return router
