"""What the doctor finds, in the terminal's language."""

from dataclasses import replace

from ringback.call_handler.line_checks import Finding
from ringback.engine.check_words import said
from ringback.engine.phrases import Phrases


def translated(finding: Finding, phrases: Phrases) -> Finding:
    if phrases.language == "en":
        return finding
    return replace(
        finding,
        name=said(finding.name, phrases),
        detail=said(finding.detail, phrases),
        cure=said(finding.cure, phrases),
    )
