"""`POST /chat`: one message of the user, one structured answer."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from ringback.engine.chat import Message
from ringback.engine.consult import Consult
from ringback.engine.http.user import User
from ringback.engine.http.views import ChatView, Views
from ringback.engine.metrics import Metrics
from ringback.engine.task import Language


class ChatRequest(BaseModel):
    message: str = Field(examples=["Call Pizza Place and order a large margherita for seven"])
    conversation_id: str | None = Field(default=None, description="left out, a new conversation begins")
    language: Language | None = Field(default=None, description="of the reply; left out, the message's own")
    channel: Literal["web"] = "web"
    task_id: str | None = Field(
        default=None, description="of the plan on the screen; with `plan_version`, a yes starts that plan or none"
    )
    plan_version: int | None = Field(default=None, description="of the plan on the screen")

    @property
    def seen(self) -> tuple[str, int] | None:
        return None if self.task_id is None or self.plan_version is None else (self.task_id, self.plan_version)


def create_router(chat: Consult, views: Views, metrics: Metrics) -> APIRouter:
    router = APIRouter(tags=["chat"])

    @router.post("/chat")
    async def say(request: ChatRequest, user: User) -> ChatView:
        """Asks, shows the plan, or starts the call after a `confirm` of exactly that plan."""
        with metrics.turn():
            said = request.message, request.conversation_id, request.language, request.seen
            answer = await chat.message(Message(user, request.channel, *said))
        return views.chat(answer)

    return router
