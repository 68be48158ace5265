"""What the command line itself says, of its commands and of how they were called, in the user's language.

Rules:
1. The library writes English. Its headings and sentences are in the catalogue as it writes them, as ids `cli.usage.…`.
2. A sentence that is not in the catalogue stays as it is.
"""

import re
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.exceptions import TyperException

from ringback.cli.render import ltr
from ringback.engine.check_words import said
from ringback.engine.phrases import Phrases

_SENTENCES = "cli.usage."
_NOTE = re.compile(r"  \[([^\[\]]+)\]$")
_NEAR = " (Possible options: "
_BAD = re.compile(r"Invalid value for (?P<what>.+?): (?P<why>.+)", re.DOTALL)


def worded(command: Any, phrases: Phrases) -> Any:
    """The command with all under it, its help headed in the language of `phrases`."""

    class Sheet(typer.Context.formatter_class):  # type: ignore[misc, valid-type]  # the library names it in no other way
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or phrases.text("cli.usage.usage") + " ")

        def write_heading(self, heading: str) -> None:
            super().write_heading(said(heading, phrases, _SENTENCES))

        def write_dl(self, rows: Sequence[tuple[str, str]], *given: Any, **more: Any) -> None:
            super().write_dl([(name, _noted(text, phrases)) for name, text in rows], *given, **more)

    class Here(typer.Context):
        formatter_class = Sheet

    def word(one: Any) -> None:
        one.context_class = Here
        for under in getattr(one, "commands", {}).values():
            word(under)

    word(command)
    return command


def run(command: Any, name: str, phrases: Phrases, words: Sequence[str] | None = None) -> int:
    """Run what the words, or those of the process, ask for; the exit code. What is wrong goes to standard error."""
    try:
        code = command.main(args=words, prog_name=name, standalone_mode=False)
    except typer.Abort:
        sys.stderr.write(phrases.text("cli.usage.aborted") + "\n")
        return 1
    except TyperException as error:
        context = getattr(error, "ctx", None)
        if context is None:
            sys.stderr.write(f"{phrases.text('cli.usage.error')} {_told(error.format_message(), phrases)}\n")
        elif type(error).__name__ == "NoArgsIsHelpError":
            sys.stderr.write(error.format_message() + "\n")
        else:
            hint = phrases.text("cli.usage.try", command=ltr(f"{context.command_path} {context.help_option_names[0]}"))
            told = f"{phrases.text('cli.usage.error')} {_told(error.format_message(), phrases)}"
            sys.stderr.write(f"{context.get_usage()}\n{hint}\n\n{told}\n")
        return error.exit_code
    return code if isinstance(code, int) else 0


def _noted(text: str, phrases: Phrases) -> str:
    """The help of a parameter, with the note that the library puts behind it: `[env var: URL; required]`."""
    found = _NOTE.search(text)
    if found is None:
        return said(text, phrases, _SENTENCES)
    notes = (said(note, phrases, _SENTENCES) for note in found[1].split("; "))
    return f"{text[: found.start()]}  [{'; '.join(notes)}]"


def _told(sentence: str, phrases: Phrases) -> str:
    if bad := _BAD.fullmatch(sentence):
        why = said(bad["why"], phrases, _SENTENCES, ltr)
        return phrases.text("cli.usage.bad", what=ltr(bad["what"]), why=why)
    told, near, others = sentence.partition(_NEAR)
    said_so = said(told, phrases, _SENTENCES, ltr)
    return f"{said_so} {phrases.text('cli.usage.near', others=ltr(others[:-1]))}" if near else said_so
