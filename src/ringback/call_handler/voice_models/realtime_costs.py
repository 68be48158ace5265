"""What OpenAI Realtime charges for: tokens of responses and seconds of transcription, and their price. Pure.

Rules:
1. Every response is charged with the whole talk it reads; the cached part is cheaper, by its own price. Tokens that are
   not told, or told as no number, count as none; nothing is ever negative.
2. A model whose price is not known is taken to cost what the dearest does, and told as estimated.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from ringback.call_handler import events as ev


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    text_in: float
    text_cached: float
    text_out: float
    audio_in: float
    audio_cached: float
    audio_out: float


_BIG = Price(4.00, 0.40, 24.00, 32.00, 0.40, 64.00)
PRICES: Mapping[str, Price] = {
    "gpt-realtime-2.1": _BIG,
    "gpt-realtime-2": _BIG,
    "gpt-realtime-1.5": Price(4.00, 0.40, 16.00, 32.00, 0.40, 64.00),
    "gpt-realtime-2.1-mini": Price(0.60, 0.06, 2.40, 10.00, 0.30, 20.00),
}
PER_MINUTE: Mapping[str, float] = {
    "gpt-transcribe": 0.0045,
    "gpt-live-transcribe": 0.017,
}
"""US dollars for a minute of transcribed speech."""
_DEAREST_MINUTE = max(PER_MINUTE.values())
_TOKENS_A_SECOND = 10
"""Of speech that was heard."""


def of_response(usage: object, model: str) -> Iterator[ev.Used]:
    """`usage` of a `response.done`; nothing for one that used nothing."""
    into, out = _part(usage, "input_token_details"), _part(usage, "output_token_details")
    cached = _part(into, "cached_tokens_details")
    text_in, audio_in = _count(into, "text_tokens"), _count(into, "audio_tokens")
    text_cached = min(text_in, _count(cached, "text_tokens"))
    audio_cached = min(audio_in, _count(cached, "audio_tokens"))
    counts = {
        "text_in_tokens": text_in,
        "audio_in_tokens": audio_in,
        "cached_tokens": _count(into, "cached_tokens"),
        "text_out_tokens": _count(out, "text_tokens"),
        "audio_out_tokens": _count(out, "audio_tokens"),
    }
    if not any(counts.values()):
        return
    price = PRICES.get(model)
    each = price or _BIG
    usd = (
        (text_in - text_cached) * each.text_in
        + text_cached * each.text_cached
        + (audio_in - audio_cached) * each.audio_in
        + audio_cached * each.audio_cached
        + counts["text_out_tokens"] * each.text_out
        + counts["audio_out_tokens"] * each.audio_out
    ) / 1_000_000
    yield ev.Used(counts, usd, estimated=price is None)


def of_transcription(usage: object, transcription: str) -> Iterator[ev.Used]:
    """`usage` of a transcription: a duration, or tokens with older models."""
    heard = _count(_part(usage, "input_token_details"), "audio_tokens") / _TOKENS_A_SECOND
    seconds = _count(usage, "seconds") or heard
    price = PER_MINUTE.get(transcription)
    if seconds:
        usd = seconds / 60 * (_DEAREST_MINUTE if price is None else price)
        yield ev.Used({"transcribed_seconds": seconds}, usd, estimated=price is None)


def _part(usage: object, name: str) -> Mapping[str, Any]:
    part = usage.get(name) if isinstance(usage, Mapping) else None
    return part if isinstance(part, Mapping) else {}


def _count(usage: object, name: str) -> float:
    count = usage.get(name) if isinstance(usage, Mapping) else None
    if not isinstance(count, int | float) or isinstance(count, bool) or not 0 <= count < 1e12 or not isfinite(count):
        return 0.0
    return float(count)
