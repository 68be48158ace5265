"""A voice to be heard before a call is made with it: one sentence, spoken by the voice model into a WAV file.

Rules:
1. Nobody is called. What is asked for at once or again is spoken once: one session a voice and language.
2. A session that says nothing in time is left, and what failed is tried anew when it is asked for again.
"""

import asyncio
from dataclasses import replace

import structlog

from ringback.call_handler import events as ev
from ringback.call_handler.briefing import Briefing, brief
from ringback.call_handler.ports import ModelSession, ModelUnreachable, VoiceModel
from ringback.call_handler.recording import wav
from ringback.wire import Language

log = structlog.get_logger()

_SECONDS = 15.0


class Samples:
    """`usual` is the voice of calls for which none is named."""

    def __init__(self, model: VoiceModel, usual: str, *, seconds: float = _SECONDS) -> None:
        self._model = model
        self._usual = usual
        self._seconds = seconds
        self._spoken: dict[tuple[str, Language], asyncio.Task[bytes]] = {}

    async def wav(self, voice: str, language: Language) -> bytes:
        """The voice as a mono WAV file. Raises ModelUnreachable."""
        wanted = (voice or self._usual, language)
        speaking = self._spoken.get(wanted)
        if speaking is None or (speaking.done() and speaking.exception()):
            self._model.admit()
            speaking = self._spoken[wanted] = asyncio.create_task(self._speak(*wanted))
        return await asyncio.shield(speaking)

    async def close(self) -> None:
        for speaking in self._spoken.values():
            speaking.cancel()
        await asyncio.gather(*self._spoken.values(), return_exceptions=True)

    async def _speak(self, voice: str, language: Language) -> bytes:
        briefing = replace(brief("", language), voice=voice)
        try:
            async with asyncio.timeout(self._seconds):
                session = await self._model.open(briefing)
                try:
                    sound = await _said(session, briefing)
                finally:
                    await session.leave()
        except TimeoutError as error:
            raise ModelUnreachable("The voice service did not speak in time.") from error
        if not sound:
            raise ModelUnreachable("The voice service answered without a sound.")
        return await asyncio.to_thread(wav, sound, channels=1)


async def _said(session: ModelSession, briefing: Briefing) -> bytes:
    """The µ-law sound of the sentence."""
    sound = bytearray()
    over = asyncio.get_running_loop().create_future()

    def hear(event: ev.ModelEvent) -> None:
        match event:
            case ev.ModelReady():
                session.send(ev.CreateResponse(briefing.exactly(briefing.sentences.sample)))
            case ev.ModelAudio():
                sound.extend(event.sound)
            case ev.Used():
                log.info("voice sample", usd=event.usd)
            case ev.ResponseDone() | ev.ModelFailed() if not over.done():
                over.set_result(event)
            case _:
                pass

    session.listen(hear)
    end = await over
    if isinstance(end, ev.ModelFailed) or end.failed:
        raise ModelUnreachable("The voice service did not speak.")
    return bytes(sound)
