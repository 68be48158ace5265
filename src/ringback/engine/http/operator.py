"""For whoever runs Ringback: the calls that are on, and how the errands of the last time went."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from ringback.engine.analytics import Figures, analyse, live
from ringback.engine.history import Kind, Record
from ringback.engine.http.user import User, language_of
from ringback.engine.past import Past
from ringback.engine.phrases import Phrases
from ringback.engine.task import Language


class LiveCall(BaseModel):
    """An errand whose call is being placed or talked through; the events `call.*` carry it on from `seq`."""

    task_id: str
    callee: str
    phone_number: str
    status: str = Field(description="as in the event `call.status`; queued before the first")
    confirmed_at: datetime
    answered_at: datetime | None
    who: str = Field(description="agent or callee: whose the last words are; empty before the first")
    last: str
    asks: str = Field(description="the question that waits for the user, or empty")
    seq: int

    @classmethod
    def of(cls, record: Record) -> "LiveCall":
        assert record.task is not None
        assert record.confirmed is not None
        newest = max(record.turns.values(), key=lambda line: line.seq, default=None)
        return cls(
            task_id=record.task,
            callee=record.callee,
            phone_number=record.phone_number,
            status=record.status.data["status"] if record.status else "queued",
            confirmed_at=record.confirmed.ts,
            answered_at=record.answered.ts if record.answered else None,
            who=newest.who if newest else "",
            last=newest.text if newest else "",
            asks=record.asks,
            seq=record.last.seq,
        )


class FiguresView(BaseModel):
    """Of the errands that ended from `at` on."""

    at: datetime
    succeeded: int
    unconfirmed: int
    failed: int
    cancelled: int
    success_rate: float | None = Field(description="of those that were not cancelled; null when there was none")
    cost_usd: float
    answer_p50_ms: int | None = Field(description="silence before a word of ours; null when nothing was measured")
    answer_p95_ms: int | None
    answers: int = Field(description="how many of those silences there were")

    @classmethod
    def of(cls, figures: Figures) -> "FiguresView":
        return cls(
            at=datetime.fromtimestamp(figures.at, UTC),
            succeeded=figures.succeeded,
            unconfirmed=figures.unconfirmed,
            failed=figures.failed,
            cancelled=figures.cancelled,
            success_rate=figures.success_rate,
            cost_usd=figures.cost_usd,
            answer_p50_ms=figures.answer_p50,
            answer_p95_ms=figures.answer_p95,
            answers=figures.answers,
        )


class FailuresView(BaseModel):
    status: Kind
    reason: str
    label: str = Field(description="the reason in the user's language")
    count: int
    tasks: list[str] = Field(description="the newest of them, three at most")


class AnalyticsView(BaseModel):
    """`steps` follow one another every `step_seconds`, oldest first."""

    total: FiguresView
    steps: list[FiguresView]
    step_seconds: int
    failures: list[FailuresView]


def create_router(past: Past, default_language: Language, now: Callable[[], datetime]) -> APIRouter:
    router = APIRouter(tags=["operator"])

    @router.get("/calls")
    async def calls(user: User) -> list[LiveCall]:
        """The calls that are on, the longest first."""
        return [LiveCall.of(record) for record in live(await past.records(user))]

    @router.get("/analytics")
    async def analytics(
        user: User,
        request: Request,
        hours: Annotated[int, Query(ge=1, le=24 * 92, description="how far back; over 48 the steps are days")] = 24,
    ) -> AnalyticsView:
        """How the errands went that ended within the last hours: success, failures, answer time, cost."""
        found = analyse(await past.records(user), now=now().timestamp(), hours=hours)
        phrases = Phrases(language_of(request, default_language))
        return AnalyticsView(
            total=FiguresView.of(found.total),
            steps=[FiguresView.of(step) for step in found.steps],
            step_seconds=found.step,
            failures=[
                FailuresView(
                    status=one.kind,
                    reason=one.reason,
                    label=_label(phrases, one.kind, one.reason),
                    count=one.count,
                    tasks=list(one.examples),
                )
                for one in found.failures
            ],
        )

    return router


def _label(phrases: Phrases, kind: Kind, reason: str) -> str:
    """Of what is uncertain without a cause on the line, only that."""
    key = f"failed.{reason}"
    return phrases.text(key if phrases.has(key) else "failed.unsure" if kind == "unconfirmed" else "failed.other")
