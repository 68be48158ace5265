"""`ringback`: the command line. Heavy imports wait until the command that needs them.

Help and sentences are ids of the catalogues until `translated` has gone over the commands.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Annotated, Any, Literal

import typer
from typer.main import get_command

from ringback.cli import calls, data, errands, product, records, settings, sound, stored, usage
from ringback.cli.here import Here, language_of, setting
from ringback.engine.phrases import Phrases

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="cli.help",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for group in (product.app, errands.app, calls.app, records.app, sound.app, settings.app):
    app.add_typer(group)

data_app = typer.Typer(no_args_is_help=True, help="cli.help.data", rich_markup_mode=None)
for group in (stored.app, data.app):
    data_app.add_typer(group)
app.add_typer(data_app, name="data")


@app.callback()
def root(
    context: typer.Context,
    url: Annotated[str, typer.Option(envvar="RINGBACK_URL", help="cli.help.url", show_default=False)] = "",
    language: Annotated[Literal["he", "en"] | None, typer.Option(help="cli.help.language", show_default=False)] = None,
    visual: Annotated[bool, typer.Option("--visual", envvar="RINGBACK_VISUAL", help="cli.help.visual")] = False,
) -> None:
    address = url or f"http://127.0.0.1:{setting('ENGINE_PORT', '8000')}"
    context.obj = Here(address, language or language_of(()), chosen=language is not None, visual=visual)


def translated(command: Any, phrases: Phrases) -> Any:
    """The command with all under it, its help in the language of `phrases`."""
    for one in (command, *command.params):
        if getattr(one, "help", None):
            one.help = phrases.text(one.help)
    for under in getattr(command, "commands", {}).values():
        translated(under, phrases)
    return command


def main() -> None:
    phrases = Phrases(language_of(sys.argv[1:]))
    command = usage.worded(translated(get_command(app), phrases), phrases)
    with contextlib.suppress(BrokenPipeError):
        sys.exit(usage.run(command, "ringback", phrases))


if __name__ == "__main__":
    main()
