"""What is stored about the user: seen, edited, forgotten, erased."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from starlette.background import BackgroundTask

from ringback.engine import export
from ringback.engine.context import Context, Receipt
from ringback.engine.http.facts import FactView
from ringback.engine.http.user import User, language_of
from ringback.engine.http.views import ContextView, EntryView, KeptView, ReceiptView, Views
from ringback.engine.ports import CallHandler
from ringback.engine.task import Language
from ringback.kit.http import ErrorBody

CHUNK = 65_536


class EditRequest(BaseModel):
    value: str = Field(min_length=1, max_length=200)


class UndoRequest(BaseModel):
    seq: int | None = Field(default=None, ge=1, description="number of the journal's entry; without it the last change")


def create_router(context: Context, handler: CallHandler, views: Views, default_language: Language) -> APIRouter:
    router = APIRouter(prefix="/context", tags=["context"])

    @router.get("")
    async def show(user: User, request: Request) -> ContextView:
        """Everything stored about the user."""
        return views.context(await context.everything(user), language_of(request, default_language))

    @router.delete("")
    async def erase(user: User, request: Request) -> ReceiptView:
        """Erase it all, at the call-handler and the provider too; running calls are hung up first."""
        return _receipt(await context.erase(user, language_of(request, default_language)))

    @router.get("/export", response_class=StreamingResponse, responses={200: {"content": {"application/zip": {}}}})
    async def download(user: User, request: Request) -> StreamingResponse:
        """Everything stored about the user as a ZIP: JSON, recordings and a README."""
        language = language_of(request, default_language)
        everything = await context.everything(user)
        shown = views.context(everything, language).model_dump_json(indent=2)
        readme = views.phrases[language].text("export.readme")
        file = await export.write(shown, everything.entries, everything.tasks, readme, handler)
        name = {"content-disposition": 'attachment; filename="ringback.zip"', "cache-control": "no-store"}
        closing = BackgroundTask(file.close)
        return StreamingResponse(
            iter(lambda: file.read(CHUNK), b""), media_type="application/zip", headers=name, background=closing
        )

    @router.post("/undo", responses={404: {"model": ErrorBody}, 409: {"model": ErrorBody}})
    async def undo(user: User, what: UndoRequest, request: Request) -> EntryView:
        """Take back what was saved or forgotten."""
        return EntryView.of(await context.undo(user, what.seq, language_of(request, default_language)))

    @router.put("/contacts/{name:path}", responses={400: {"model": ErrorBody}})
    async def save_contact(
        user: User, name: Annotated[str, Path(min_length=1, max_length=80)], change: EditRequest, request: Request
    ) -> FactView:
        """Save a number under a name, in place of the one that stood there."""
        language = language_of(request, default_language)
        saved = await context.edit(user, "contacts", name.strip(), change.value.strip(), language, new=True)
        return FactView.of(saved, views.phrases[language])

    @router.patch("/{section}/{key:path}", responses={404: {"model": ErrorBody}})
    async def edit(user: User, section: str, key: str, change: EditRequest, request: Request) -> FactView:
        """Change one thing that is remembered."""
        language = language_of(request, default_language)
        return FactView.of(
            await context.edit(user, section, key, change.value.strip(), language), views.phrases[language]
        )

    @router.delete("/{section}/{key:path}", responses={404: {"model": ErrorBody}})
    async def forget(user: User, section: str, key: str, request: Request) -> ReceiptView:
        """Forget one thing that is remembered; of `tasks` a whole errand, at the call-handler and the provider too."""
        language = language_of(request, default_language)
        if section == "tasks":
            return _receipt(await context.forget_errand(user, key, language))
        return _receipt(await context.forget(user, section, key, language))

    return router


def _receipt(receipt: Receipt) -> ReceiptView:
    kept = [KeptView(kind=kept.kind, id=kept.id, why=kept.why) for kept in receipt.kept]
    return ReceiptView(erased=dict(receipt.erased), kept=kept)
