"""The carrier's REST API, as Twilio publishes it: `/2010-04-01/Accounts/{AccountSid}/Calls`.

Rules:
1. Every request needs HTTP Basic with the account's SID and token; answers and refusals have Twilio's shape.
2. A few numbers make the service itself fail (`faults`).
3. A list is filtered by To, From, Status, StartTime and EndTime (each with `<` and `>`), newest first, in pages.
"""

import base64
import binascii
import hmac
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.datastructures import FormData

from ringback.sandbox.carrier import records
from ringback.sandbox.carrier.exchange import Exchange, Filter, not_found
from ringback.sandbox.carrier.faults import Faults, failed
from ringback.sandbox.carrier.orders import CarrierError, read_change, read_order
from ringback.sandbox.carrier.records import Status

ROOT = f"/{records.API_VERSION}"
_MOST_A_PAGE = 1000
_FILTERS = (
    "To",
    "From",
    "ParentCallSid",
    "Status",
    "StartTime",
    "StartTime<",
    "StartTime>",
    "EndTime",
    "EndTime<",
    "EndTime>",
)


def use_carrier_errors(app: FastAPI) -> None:
    """Refusals of the router below, as Twilio words them."""

    async def refuse(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, CarrierError)
        return JSONResponse(error.body, status_code=error.status)

    app.add_exception_handler(CarrierError, refuse)


def create_router(exchange: Callable[[], Exchange], token: str) -> APIRouter:
    """`exchange` gives the running exchange; `token` is the account's."""
    router = APIRouter()
    faults = Faults()
    calls = ROOT + "/Accounts/{account}/Calls"

    def enter(request: Request, account: str) -> Exchange:
        running = exchange()
        if not knows(request.headers.get("authorization", ""), running.account_sid, token):
            raise CarrierError(20003, "Authenticate", 401)
        if account != running.account_sid:
            raise not_found(request.url.path)
        return running

    @router.post(calls + ".json", status_code=201)
    async def create(request: Request, account: str) -> Response:
        running = enter(request, account)
        return await faults.create(read_order(_form(await request.form())), running.place)

    @router.get(calls + ".json")
    async def listing(request: Request, account: str) -> Response:
        running = enter(request, account)
        query = request.query_params
        if faults.hides(query.get("To", "")):
            return failed()
        size = _whole(query.get("PageSize", "50"), "PageSize", 1, _MOST_A_PAGE)
        number = _whole(query.get("Page", "0"), "Page", 0, 1_000_000)
        kept = {quote(name): quote(query[name]) for name in _FILTERS if query.get(name)}
        found = running.calls(_filter({name: query.get(name, "") for name in _FILTERS}))
        if query.get("ParentCallSid"):
            found = []  # no call here has a parent
        return JSONResponse(records.page(found, account_sid=account, number=number, size=size, query=kept))

    @router.get(calls + "/{sid}.json")
    async def fetch(request: Request, account: str, sid: str) -> JSONResponse:
        return JSONResponse(enter(request, account).find(sid).record.resource())

    @router.post(calls + "/{sid}.json")
    async def update(request: Request, account: str, sid: str) -> JSONResponse:
        running = enter(request, account)
        running.find(sid)
        return JSONResponse(running.change(sid, read_change(_form(await request.form()))).resource())

    @router.delete(calls + "/{sid}.json", status_code=204)
    async def delete(request: Request, account: str, sid: str) -> Response:
        enter(request, account).delete(sid)
        return Response(status_code=204)

    @router.api_route(ROOT + "/{rest:path}", methods=["GET", "POST", "DELETE"], include_in_schema=False)
    async def anything_else(request: Request) -> JSONResponse:
        enter(request, exchange().account_sid)
        raise not_found(request.url.path)

    return router


def knows(header: str, account_sid: str, token: str) -> bool:
    """Is this the account's HTTP Basic header?"""
    scheme, _, encoded = header.partition(" ")
    try:
        given = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return False
    return scheme.lower() == "basic" and hmac.compare_digest(given, f"{account_sid}:{token}".encode())


def _form(form: FormData) -> dict[str, list[str]]:
    return {name: [value for value in form.getlist(name) if isinstance(value, str)] for name in form}


def _filter(query: dict[str, str]) -> Filter:
    status = query["Status"]
    if status and status not in list(Status):
        raise CarrierError(20001, f"'Status' may be one of {', '.join(Status)}, not {status!r}.")
    start_day, end_day = query["StartTime"], query["EndTime"]
    return Filter(
        to=query["To"],
        from_=query["From"],
        status=Status(status) if status else None,
        start_from=_moment(query["StartTime>"] or start_day, "StartTime"),
        start_until=_moment(query["StartTime<"] or start_day, "StartTime", whole_day=True),
        end_from=_moment(query["EndTime>"] or end_day, "EndTime"),
        end_until=_moment(query["EndTime<"] or end_day, "EndTime", whole_day=True),
    )


def _moment(text: str, name: str, *, whole_day: bool = False) -> datetime | None:
    """A date or an ISO 8601 moment in UTC; a date reaches to its last instant when it is the end of a span."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CarrierError(20001, f"'{name}' must be a date or a time in ISO 8601, not {text!r}.") from None
    if len(text) == len("2026-01-01") and whole_day:
        moment = datetime.combine(moment.date(), time.min) + timedelta(days=1, microseconds=-1)
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def _whole(text: str, name: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise CarrierError(20001, f"'{name}' must be a whole number.")
    return min(most, max(least, int(text)))
