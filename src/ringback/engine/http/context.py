"""What is stored about the user: seen, edited, forgotten, erased."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from ringback.engine.context import Context, Receipt
from ringback.engine.http.user import User, language_of
from ringback.engine.http.views import ContextView, FactView, KeptView, ReceiptView, Views
from ringback.engine.task import Language
from ringback.kit.http import ErrorBody


class EditRequest(BaseModel):
    value: str = Field(min_length=1, max_length=200)


def create_router(context: Context, views: Views, default_language: Language) -> APIRouter:
    router = APIRouter(prefix="/context", tags=["context"])

    @router.get("")
    async def show(user: User) -> ContextView:
        """Everything stored about the user."""
        return views.context(await context.everything(user))

    @router.delete("")
    async def erase(user: User, request: Request) -> ReceiptView:
        """Erase it all, at the call-handler and the provider too; running calls are hung up first."""
        return _receipt(await context.erase(user, language_of(request, default_language)))

    @router.patch("/{section}/{key:path}", responses={404: {"model": ErrorBody}})
    async def edit(user: User, section: str, key: str, change: EditRequest, request: Request) -> FactView:
        """Change one thing in profile, contacts or preferences."""
        language = language_of(request, default_language)
        return FactView.of(await context.edit(user, section, key, change.value.strip(), language))

    @router.delete("/{section}/{key:path}", responses={404: {"model": ErrorBody}})
    async def forget(user: User, section: str, key: str, request: Request) -> ReceiptView:
        """Forget one thing in profile, contacts or preferences."""
        return _receipt(await context.forget(user, section, key, language_of(request, default_language)))

    return router


def _receipt(receipt: Receipt) -> ReceiptView:
    kept = [KeptView(kind=kept.kind, id=kept.id, why=kept.why) for kept in receipt.kept]
    return ReceiptView(erased=dict(receipt.erased), kept=kept)
