"""The vendor's own types as referee: every Realtime event is looked up by its type, read strictly, without extras."""

import typing
from collections.abc import Iterator, Mapping
from typing import Any

from openai.types.realtime import RealtimeClientEvent, RealtimeServerEvent
from openai.types.realtime.response_create_event_with_references_param import ResponseCreateEventWithReferencesParam
from pydantic import BaseModel, TypeAdapter

KNOWN_EXTRAS = {".session.object", ".session.id", ".session.expires_at"}
"""In the vendor's captured `session.created`, and not in its type."""


def _by_type(union: Any) -> dict[str, type[BaseModel]]:
    members = typing.get_args(typing.get_args(union)[0])
    return {typing.get_args(member.model_fields["type"].annotation)[0]: member for member in members}


SERVER = _by_type(RealtimeServerEvent)
CLIENT = _by_type(RealtimeClientEvent)
_WITH_REFERENCES: TypeAdapter[Any] = TypeAdapter(ResponseCreateEventWithReferencesParam)


def check_server(event: Mapping[str, Any]) -> None:
    _check(SERVER[event["type"]], event)


def check_client(event: Mapping[str, Any]) -> None:
    items = (event.get("response") or {}).get("input") or []
    if any(item["type"] == "item_reference" for item in items):
        _WITH_REFERENCES.validate_python(event)
    else:
        _check(CLIENT[event["type"]], event)


def _check(model: type[BaseModel], event: Mapping[str, Any]) -> None:
    unknown = set(_extras(model.model_validate(event, strict=True))) - KNOWN_EXTRAS
    assert not unknown, f"{event['type']} has fields the vendor does not know: {unknown}"


def _extras(value: object, path: str = "") -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield f"{path}.{name}"
        for name in type(value).model_fields:
            yield from _extras(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _extras(part, f"{path}[{index}]")
