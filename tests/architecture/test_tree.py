"""House rules on the tree itself, each executable."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "ringback"
LONGEST, LONGEST_PURE = 400, 250
PURE = [
    "manner.py",
    "engine/task.py",
    "engine/scene.py",
    "engine/lookup.py",
    "engine/situation.py",
    "engine/wishes.py",
    "engine/allowance.py",
    "engine/reading.py",
    "engine/dialogue.py",
    "engine/recall.py",
    "engine/calls.py",
    "engine/analytics.py",
    "engine/history.py",
    "engine/search.py",
    "engine/others.py",
    "engine/interpreters/llm_certainty.py",
    "engine/interpreters/llm_grounding.py",
    "kit/breaker.py",
    "engine/kept.py",
    "engine/learned.py",
    "engine/mandate.py",
    "engine/doubts.py",
    "engine/order_words.py",
    "engine/notes.py",
    "engine/peaks.py",
    "engine/conversation.py",
    "engine/matching.py",
    "engine/sensitive.py",
    "engine/turn.py",
    "engine/outcome.py",
    "engine/call_events.py",
    "engine/task_types/phone_call.py",
    "engine/task_types/booking.py",
    "engine/task_types/order.py",
    "engine/task_types/appointment.py",
    "engine/task_types/inquiry.py",
    "engine/task_types/message.py",
    "engine/task_types/lines.py",
    "call_handler/call.py",
    "call_handler/bridge.py",
    "call_handler/voice.py",
    "call_handler/ear.py",
    "call_handler/fast_lane.py",
    "call_handler/playback.py",
    "call_handler/replies.py",
    "call_handler/transcript.py",
    "call_handler/claims.py",
    "call_handler/limits.py",
    "call_handler/briefing.py",
    "call_handler/answering.py",
    "call_handler/evidence.py",
    "call_handler/statements.py",
    "call_handler/bounds.py",
    "call_handler/charges.py",
    "call_handler/dates.py",
    "call_handler/occasions.py",
    "call_handler/asked.py",
    "call_handler/plain.py",
    "call_handler/plain_words.py",
    "call_handler/figures.py",
    "call_handler/word_forms.py",
    "call_handler/vocabulary.py",
    "call_handler/other_side.py",
    "call_handler/never_again.py",
    "call_handler/dtmf.py",
    "call_handler/beep.py",
    "call_handler/tools.py",
    "call_handler/sentences.py",
    "call_handler/scene.py",
    "call_handler/farewell.py",
    "call_handler/consult.py",
    "call_handler/steering.py",
    "call_handler/recovery.py",
    "call_handler/voicemail.py",
    "call_handler/turns.py",
    "call_handler/toolbox.py",
    "call_handler/numerals.py",
    "call_handler/report.py",
    "sandbox/people/callee.py",
    "sandbox/mind/mind.py",
    "sandbox/mind/message.py",
    "sandbox/mind/consult.py",
    "sandbox/mind/endings.py",
    "sandbox/mind/menu.py",
]


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    return [ROOT / name for name in listed if "/vendor/" not in name and (ROOT / name).is_file()]


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    too_long = {str(file.relative_to(ROOT)): lines(file) for file in tracked("*.py", "*.js", "*.css")}
    assert {name: count for name, count in too_long.items() if count > LONGEST} == {}


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_is_short_and_never_waits(name: str) -> None:
    source = (PACKAGE / name).read_text(encoding="utf-8")
    waits = [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith)
    ]
    assert waits == []
    assert lines(PACKAGE / name) <= LONGEST_PURE


@pytest.mark.parametrize("file", tracked("src/*.py"), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_every_module_says_what_it_is(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))), "a module begins with one line that says it"


def test_settings_are_built_only_at_the_edge() -> None:
    """`Settings()` reads the environment; only entry points may."""
    edge = {"app.py", "__main__.py", "main.py", "network.py", "cli"}
    built = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in tracked("src/*.py", "main.py")
        if not edge & set(file.relative_to(ROOT).parts)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id.endswith("Settings")
        and not node.args
        and not node.keywords
    ]
    assert built == []


def test_no_host_of_a_registry_and_no_path_of_a_machine_is_committed() -> None:
    marks = ["python" + "hosted.", "py" + "pi.org", "registry.npm" + "js", "deb.deb" + "ian.org", "/wo" + "rk/"]
    found = [
        f"{file.relative_to(ROOT)}: {mark}"
        for file in tracked()
        if file.suffix not in {".woff2", ".png", ".wav"}
        for mark in marks
        if mark in file.read_text(encoding="utf-8", errors="ignore")
    ]
    assert found == []
