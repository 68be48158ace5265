"""A call as the carrier's REST API shows it.

Rules:
1. The resource has Twilio's published fields and no others; everything is a string or null.
2. `initiated` is a word of the callbacks only: the resource says `queued` until it rings.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from enum import StrEnum
from typing import Literal

API_VERSION = "2010-04-01"
PRICE_A_MINUTE = 0.03

_SUBRESOURCES = (
    ("events", "Events"),
    ("notifications", "Notifications"),
    ("payments", "Payments"),
    ("recordings", "Recordings"),
    ("siprec", "Siprec"),
    ("streams", "Streams"),
    ("transcriptions", "Transcriptions"),
    ("user_defined_message_subscriptions", "UserDefinedMessageSubscriptions"),
    ("user_defined_messages", "UserDefinedMessages"),
)


Direction = Literal["outbound-api", "inbound"]


class Status(StrEnum):
    QUEUED = "queued"
    RINGING = "ringing"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    BUSY = "busy"
    FAILED = "failed"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"

    @property
    def terminal(self) -> bool:
        return self not in {Status.QUEUED, Status.RINGING, Status.IN_PROGRESS}


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call leg; a change is a new record."""

    sid: str
    account_sid: str
    to: str
    from_: str
    created: datetime
    updated: datetime
    status: Status = Status.QUEUED
    started: datetime | None = None
    """When it was dialled."""
    ended: datetime | None = None
    seconds: int | None = None
    """Talking time of a completed call."""
    answered_by: str | None = None
    direction: Direction = "outbound-api"

    @property
    def path(self) -> str:
        return f"/{API_VERSION}/Accounts/{self.account_sid}/Calls/{self.sid}"

    def resource(self) -> dict[str, object]:
        """The JSON body of a call."""
        completed = self.status is Status.COMPLETED and self.seconds is not None
        return {
            "sid": self.sid,
            "account_sid": self.account_sid,
            "to": self.to,
            "to_formatted": formatted(self.to),
            "from": self.from_,
            "from_formatted": formatted(self.from_),
            "phone_number_sid": "PN" + self.sid[2:],
            "parent_call_sid": None,
            "status": self.status.value,
            "start_time": rfc2822(self.started),
            "end_time": rfc2822(self.ended),
            "duration": str(self.seconds) if completed else None,
            "price": f"-{minutes(self.seconds or 0) * PRICE_A_MINUTE:.5f}" if completed else None,
            "price_unit": "USD",
            "direction": self.direction,
            "answered_by": self.answered_by,
            "api_version": API_VERSION,
            "forwarded_from": None,
            "group_sid": None,
            "caller_name": None,
            "queue_time": "0",
            "trunk_sid": None,
            "date_created": rfc2822(self.created),
            "date_updated": rfc2822(self.updated),
            "uri": f"{self.path}.json",
            "subresource_uris": {key: f"{self.path}/{name}.json" for key, name in _SUBRESOURCES},
        }

    def form(self, status: str) -> dict[str, str]:
        """The fields every request of the carrier about this call has; `status` may be `initiated`."""
        return {
            "CallSid": self.sid,
            "AccountSid": self.account_sid,
            "ApiVersion": API_VERSION,
            "Direction": self.direction,
            "CallStatus": status,
            "From": self.from_,
            "Caller": self.from_,
            "To": self.to,
            "Called": self.to,
            **{f"{side}{part}": "" for side in _SIDES for part in ("City", "State", "Zip", "Country")},
        }


_SIDES = ("From", "Caller", "To", "Called")


def rfc2822(moment: datetime | None) -> str | None:
    return None if moment is None else format_datetime(moment.astimezone(UTC))


def minutes(seconds: int) -> int:
    """Minutes that are billed."""
    return -(-seconds // 60)


def formatted(number: str) -> str:
    """North American numbers as people write them there, others as they are."""
    found = re.fullmatch(r"\+1(\d{3})(\d{3})(\d{4})", number)
    return f"({found[1]}) {found[2]}-{found[3]}" if found else number


def page(
    calls: list[CallRecord], *, account_sid: str, number: int, size: int, query: Mapping[str, str]
) -> dict[str, object]:
    """One page of a list of calls, newest first; `number` counts from 0, `query` holds the filters, encoded."""
    first = number * size
    shown = calls[first : first + size]
    path = f"/{API_VERSION}/Accounts/{account_sid}/Calls.json"
    filters = "".join(f"&{name}={value}" for name, value in query.items())

    def address(at: int, token: str = "") -> str:
        return f"{path}?PageSize={size}&Page={at}{filters}{token}"

    return {
        "calls": [call.resource() for call in shown],
        "first_page_uri": address(0),
        "next_page_uri": address(number + 1, f"&PageToken=PA{shown[-1].sid}") if first + size < len(calls) else None,
        "previous_page_uri": address(number - 1, f"&PageToken=PB{shown[0].sid}") if number and shown else None,
        "page": number,
        "page_size": size,
        "start": first,
        "end": first + len(shown) - 1 if shown else first,
        "uri": address(number),
    }
