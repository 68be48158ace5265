"""The agent's side of the talk: what it says, what the callee hears of it, and what is left when the callee interrupts.

Rules:
1. An item's turn ends when its last mark came back, or where it was cut.
2. The disclosure counts as heard when the greeting was played to its end, or so much of it that the sentence is in it.
3. Items of a session that is gone are played out and not cut in the model; one that broke off there does not count.
"""

from ringback.call_handler import events as ev
from ringback.call_handler.audio import encoded
from ringback.call_handler.playback import Playback
from ringback.call_handler.replies import Purpose, Replies
from ringback.call_handler.transcript import Transcript


class Voice:
    """`last_sound` is the media time of the last audio sent or played; `disclosed` as in rule 2.

    `greetings` counts those that were begun and interrupted.
    """

    def __init__(self, transcript: Transcript, replies: Replies, disclosure: str) -> None:
        self._transcript = transcript
        self._replies = replies
        self._disclosure = disclosure
        self._playback = Playback()
        self._items: dict[str, tuple[str, bool]] = {}
        self._voiced: set[str] = set()
        self._finished: set[Purpose] = set()
        self._foreign: set[str] = set()
        self._broken: set[str] = set()
        self._presses = 0
        self.disclosed = False
        self.greetings = 0
        self.last_sound = 0

    @property
    def playing(self) -> bool:
        return self._playback.playing

    @property
    def _keys(self) -> str:
        return f"keys {self._presses}"

    def voiced(self, response_id: str) -> bool:
        """Some of this response was sent to the callee."""
        return response_id in self._voiced

    def begun(self, purpose: Purpose) -> int:
        """How many responses for this were sent to the callee, in whole or in part."""
        return sum(self._replies.purpose(response_id) is purpose for response_id in self._voiced)

    @property
    def greets(self) -> bool:
        """A greeting is asked for, or is being heard."""
        whole = [response for item, (response, _) in self._items.items() if item not in self._broken]
        playing = any(self._replies.purpose(response) is Purpose.GREETING for response in whole)
        return playing or self._replies.awaits(Purpose.GREETING)

    @property
    def presses(self) -> bool:
        """Keys are being played."""
        return self._playback.holds(self._keys)

    def finished(self, purpose: Purpose) -> bool:
        """A response for this was played to its end."""
        return purpose in self._finished

    def forget_disclosure(self) -> None:
        """Somebody else is on the line."""
        self.disclosed, self.greetings = False, 0

    def press(self, sound: bytes, now: int) -> list[ev.Action]:
        """Keys, after what is being played."""
        self._presses += 1
        self.last_sound = now
        return [*self._playback.play(self._keys, encoded(sound), sound, now), *self._playback.finish()]

    def model_lost(self) -> None:
        """The model's session is gone: what was sent is all of it, and nobody is told where it was cut."""
        self._foreign |= self._items.keys()
        self._broken |= {item_id for item_id, (_, complete) in self._items.items() if not complete}
        self._items = {item_id: (response, True) for item_id, (response, _) in self._items.items()}

    def speak(self, event: ev.ModelAudio, now: int) -> list[ev.Action]:
        response_id, item_id = event.response_id, event.item_id
        if not self._begin(response_id, item_id, now):
            return []
        if not self._playback.sent_ms(item_id):
            self._transcript.sounds(item_id, self._playback.starts_at(now))
            self._voiced.add(response_id)
        self._replies.since = self.last_sound = now
        return self._playback.play(item_id, event.payload, event.sound, now)

    def goes_on(self, event: ev.ModelAudio, now: int) -> bool:
        """`speak`, if this is no more than the next bytes of what is being said; else False, and nothing was done."""
        item_id = event.item_id
        if item_id not in self._items or self._replies.muted(event.response_id):
            return False
        if not self._playback.goes_on(item_id, len(event.sound), now):
            return False
        self._replies.since = self.last_sound = now
        return True

    def word(self, event: ev.AgentSaid, now: int) -> list[ev.Action]:
        if not self._begin(event.response_id, event.item_id, now):
            return []
        return [*self._transcript.said(event.item_id, event.text, final=event.final)]

    def audio_done(self, item_id: str, now: int) -> list[ev.Action]:
        if item_id not in self._items:
            return []
        self._items[item_id] = (self._items[item_id][0], True)
        return [*self._playback.finish(), *self._settle(now)]

    def response_done(self, response_id: str, now: int) -> list[ev.Action]:
        """No more audio of any item of this response."""
        open_items = [i for i, (response, complete) in self._items.items() if response == response_id and not complete]
        return [action for item_id in open_items for action in self.audio_done(item_id, now)]

    def marked(self, name: str, now: int) -> list[ev.Action]:
        self._playback.marked(name, now)
        return self._settle(now)

    def overdue(self, now: int, grace: int) -> list[ev.Action]:
        """A carrier that returns no marks: what should have been played `grace` ms ago was."""
        return self._settle(now) if self._playback.overdue(now, grace) else []

    def interrupt(self, now: int) -> list[ev.Action]:
        """The callee speaks: nothing more of what was sent, or still comes, is heard. Keys are played to their end."""
        if self.presses:
            return [*self._replies.cancel()]
        cuts = self.stop(now)
        cleared: list[ev.Action] = [ev.ClearPlayback()] if self._playback.clear(now) else []
        return [*cleared, *self._replies.cancel(), *cuts]

    def stop(self, now: int) -> list[ev.Action]:
        """Every item ends where it was heard to."""
        actions = [action for item_id in self._items for action in self._cut(item_id, now)]
        self._items.clear()
        return actions

    def _begin(self, response_id: str, item_id: str, now: int) -> bool:
        """False for what must not be heard any more."""
        if self._replies.muted(response_id):
            return False
        if item_id not in self._items:
            self._items[item_id] = (response_id, False)
            self._transcript.began(item_id, "agent", self._playback.starts_at(now))
        return True

    def _cut(self, item_id: str, now: int) -> list[ev.Action]:
        response_id, complete = self._items[item_id]
        heard, sent = self._playback.heard_ms(item_id, now), self._playback.sent_ms(item_id)
        greeting = self._replies.purpose(response_id) is Purpose.GREETING
        if greeting and heard:
            self.greetings += 1
            self.disclosed |= self._transcript.heard_letters(item_id, heard, sent) >= len(self._disclosure)
        known = item_id not in self._foreign and not (complete and heard == sent)
        truncate: list[ev.Action] = [ev.TruncateModel(item_id, heard)] if known else []
        return [*truncate, *self._transcript.cut(item_id, now, heard, sent)]

    def _settle(self, now: int) -> list[ev.Action]:
        """Turns that were heard to their end."""
        heard = [i for i, (_, complete) in self._items.items() if complete and not self._playback.holds(i)]
        actions: list[ev.Action] = []
        for item_id in heard:
            response_id, _ = self._items.pop(item_id)
            if item_id not in self._broken and self._playback.sent_ms(item_id):
                self._finished.add(self._replies.purpose(response_id))
                self.disclosed |= self._replies.purpose(response_id) is Purpose.GREETING
            self.last_sound = now
            actions += self._transcript.ended(item_id, now)
        return actions
