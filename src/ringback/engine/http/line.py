"""The phone line as the call-handler tells of it: limits in force, and whether all is there for a call."""

from typing import Annotated

from fastapi import APIRouter, Query

from ringback.engine.http.user import User
from ringback.engine.ports import CallHandler
from ringback.wire import Line


def create_router(handler: CallHandler) -> APIRouter:
    router = APIRouter(tags=["line"])

    @router.get("/line")
    async def line(
        user: User, check: Annotated[bool, Query(description="make the checks, which takes seconds")] = False
    ) -> Line:
        """The limits in force and, with `check`, what `ringback doctor --live` finds on the way out."""
        return await handler.line(check=check)

    return router
