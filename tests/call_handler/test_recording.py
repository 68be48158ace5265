"""The recording: both sides where they were, and only what was played."""

import io
import wave
from pathlib import Path

import numpy as np

from ringback.call_handler.recording import Recordings, Tracks, wav

LOUD, QUIET = b"\x10", b"\xff"


def loud(ms: int) -> bytes:
    return LOUD * 8 * ms


def samples(sound: bytes) -> bytes:
    """Of the WAV of two interleaved µ-law channels."""
    with wave.open(io.BytesIO(sound)) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, 8000, 2)
        return bytes(file.readframes(file.getnframes()))


def channels(sound: bytes) -> tuple[list[int], list[int]]:
    """The ms at which each side of interleaved µ-law is loud."""
    table = np.abs(np.frombuffer(samples(wav(sound)), "<i2").reshape(-1, 8, 2)).max(axis=1) > 1000
    return [int(ms) for ms in np.flatnonzero(table[:, 0])], [int(ms) for ms in np.flatnonzero(table[:, 1])]


def test_mu_law_is_decoded_as_g711_says() -> None:
    known = {0xFF: 0, 0x7F: 0, 0x80: 32124, 0x00: -32124, 0xF0: 120, 0x70: -120, 0x8F: 16764, 0x0F: -16764}
    assert list(np.frombuffer(samples(wav(bytes(known))), "<i2")) == list(known.values())


def test_each_side_lies_where_it_was_heard() -> None:
    tracks = Tracks()
    tracks.heard(loud(20), 0)
    tracks.played(loud(40), 100)
    tracks.played(loud(20), 110)
    tracks.heard(loud(20), 300)
    agent, callee = channels(tracks.take(320).interleaved())
    assert agent == list(range(100, 160)), "what is sent while something plays is played after it"
    assert callee == [*range(20), *range(300, 320)], "silence where frames are missing"


def test_what_a_clear_dropped_is_not_in_it() -> None:
    tracks = Tracks()
    tracks.played(loud(1000), 0)
    tracks.cleared(250)
    tracks.played(loud(50), 400)
    assert channels(tracks.take(500).interleaved())[0] == [*range(250), *range(400, 450)]


def test_taking_it_in_pieces_changes_nothing() -> None:
    tracks = Tracks()
    tracks.played(loud(300), 0)
    first = tracks.take(100).interleaved()
    tracks.cleared(200)
    tracks.heard(loud(20), 60)
    second = tracks.take(400).interleaved()
    assert channels(first + second) == (list(range(200)), [])
    assert len(first + second) == 400 * 8 * 2
    assert tracks.take(400).interleaved() == b""


async def test_a_recording_is_a_stereo_wav_until_it_is_erased(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path / "recordings")
    recording = recordings.start("CA1")
    recording.tracks.heard(loud(20), 0)
    await recording.write(20)
    recording.tracks.played(loud(500), 20)
    assert await recording.close(60)
    [path] = (tmp_path / "recordings").iterdir()
    assert path.stat().st_mode & 0o077 == 0, "nobody else may read it"
    loaded = await recordings.load("CA1")
    assert loaded is not None
    table = np.abs(np.frombuffer(samples(loaded), "<i2").reshape(-1, 8, 2)).max(axis=1) > 1000
    assert (list(np.flatnonzero(table[:, 0])), list(np.flatnonzero(table[:, 1]))) == ([*range(20, 60)], [*range(20)])
    await recordings.erase("CA1")
    await recordings.erase("CA1")
    assert await recordings.load("CA1") is None


async def test_a_call_without_sound_leaves_no_file(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    assert not await recordings.start("CA1").close(0)
    assert await recordings.load("CA1") is None
