"""What was, found again: errands and talks by their words, and the journal as it stands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from ringback.engine.history import Hit, Kind, Record, Where
from ringback.engine.http.events import After
from ringback.engine.http.user import User
from ringback.engine.http.views import EntryView
from ringback.engine.journal import Journal
from ringback.engine.past import Past

PAGE = 1000
"""Most entries in one answer."""


class HitView(BaseModel):
    """A line that was found. `turn`, `t` (ms of the recording) and `call` are a call's."""

    where: Where
    who: str = Field(description="user, assistant, agent or callee; empty for a plan or a fact")
    text: str
    marks: list[tuple[int, int]] = Field(description="where the words stand in the text: first, and behind the last")
    seq: int = Field(description="the journal's entry that says it")
    turn: int | None
    t: int | None
    call: int | None

    @classmethod
    def of(cls, hit: Hit) -> "HitView":
        line = hit.line
        return cls(
            where=line.where,
            who=line.who,
            text=line.text,
            marks=list(hit.marks),
            seq=line.seq,
            turn=line.turn,
            t=line.t,
            call=line.call,
        )


class FoundView(BaseModel):
    """An errand, or talk that led to none (`task_id` is null)."""

    conversation_id: str | None
    task_id: str | None
    began_at: datetime
    at: datetime = Field(description="when it last moved")
    status: Kind
    reason: str
    callee: str
    phone_number: str
    summary: str = Field(description="what was to be done; of talk its first words")
    text: str = Field(description="how it ended, in a sentence")
    cost_usd: float | None
    recording: str | None
    hits: list[HitView]

    @classmethod
    def of(cls, record: Record, hits: Sequence[Hit]) -> "FoundView":
        return cls(
            conversation_id=record.conversation,
            task_id=record.task,
            began_at=record.first.ts,
            at=record.last.ts,
            status=record.kind,
            reason=record.reason,
            callee=record.callee,
            phone_number=record.phone_number,
            summary=record.summary or (record.said[0].text if record.said else ""),
            text=record.text,
            cost_usd=record.cost,
            recording=record.recording,
            hits=[HitView.of(hit) for hit in hits],
        )


class SearchView(BaseModel):
    """Last moved first; with `more` there are others, which a larger `limit` or a narrower search shows."""

    results: list[FoundView]
    more: bool


def create_router(journal: Journal, past: Past) -> APIRouter:
    router = APIRouter(tags=["history"])

    @router.get("/search")
    async def search(
        user: User,
        q: Annotated[
            str, Query(max_length=200, description="words, each of which must be there; empty finds all")
        ] = "",
        status: Annotated[list[Kind] | None, Query(description="only these; talk is what led to no errand")] = None,
        since: Annotated[datetime | None, Query(description="moved then or later")] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> SearchView:
        """Errands and talks, last moved first, found by words of messages, plans, transcripts and facts."""
        begin = _aware(since)

        def wanted(record: Record) -> bool:
            return (not status or record.kind in status) and (begin is None or record.last.ts >= begin)

        found = await past.search(user, q, limit + 1, wanted)
        results = [FoundView.of(record, hits) for record, hits in found[:limit]]
        return SearchView(results=results, more=len(found) > limit)

    @router.get("/journal")
    async def entries(
        user: User,
        after: After = 0,
        conversation: Annotated[str | None, Query(max_length=100, description="only what belongs to it")] = None,
        task: Annotated[str | None, Query(max_length=100, description="only what belongs to it")] = None,
        limit: Annotated[int, Query(ge=1, le=PAGE)] = PAGE,
    ) -> list[EntryView]:
        """The journal's entries, oldest first: all, a conversation's or a task's; `/events` has them live."""
        async with journal.unit(user) as unit:
            found = await unit.entries(after or 0, limit, task=task, conversation=conversation)
        return [EntryView.of(entry) for entry in found]

    return router


def _aware(moment: datetime | None) -> datetime | None:
    """A time without a zone is taken as this machine's."""
    return moment.astimezone() if moment and moment.tzinfo is None else moment
