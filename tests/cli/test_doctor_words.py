"""Every sentence of the checks has its words in the catalogue."""

import ast
from collections.abc import Iterator
from pathlib import Path

from ringback.call_handler.line_checks import bad
from ringback.cli.doctor_words import translated
from ringback.engine.check_words import said
from ringback.engine.phrases import Phrases

SOURCE = Path(__file__).parents[2] / "src" / "ringback"
CHECKS = [SOURCE / "call_handler" / "line_checks.py", SOURCE / "cli" / "doctor.py"]
HE = Phrases("he")


def text(node: ast.expr) -> str | None:
    """A literal sentence, with something in the place of what varies."""
    match node:
        case ast.Constant(value=str(words)):
            return words
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in parts)
        case _:
            return None


def sentences() -> Iterator[str]:
    for file in CHECKS:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="good" | "bad" | "left_out"), args=args):
                    yield from filter(None, map(text, args))
                case ast.Assign(targets=[ast.Name(id="cure" | "why" | "_WITHOUT_LIVE")], value=value):
                    yield from filter(None, [text(value)])
                case _:
                    pass


def test_what_the_checks_say_is_said_in_hebrew() -> None:
    found = {sentence for sentence in sentences() if " " in sentence}
    assert len(found) > 40
    assert {sentence for sentence in found if said(sentence, HE) == sentence} == set()
    assert {sentence for sentence in found if said(sentence, Phrases("en")) != sentence} == set()


def test_a_finding_is_told_in_hebrew_with_what_varies_in_it() -> None:
    told = translated(bad("engine", "http://x does not answer (ConnectError)", "Start it: ringback up"), HE)
    assert (told.name, told.detail) == ("engine", "\u200fhttp://x לא עונה (ConnectError)")
    assert "ringback up" in told.cure
    assert translated(told, Phrases("en")) == told
