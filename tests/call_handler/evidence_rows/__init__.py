"""Rows of evidence: a fact and the talk it cites; each module has those to believe and those not to.

A talk is written as lines, "c: …" the callee's and "a: …" ours; the fact quotes the callee.
"""

Case = tuple[str, str, str, str]
"""Talk, key, value, quote."""


def answers(lines: str) -> tuple[list[Case], list[Case]]:
    """Those to believe and those not to, of lines: "? what we asked | key | value", "+ a plain answer", "- another".

    An answer is a talk of its own, which may go on behind a slash; the fact quotes what stands before it.
    """
    cases: dict[str, list[Case]] = {"+": [], "-": []}
    asked = key = value = ""
    for line in filter(None, lines.splitlines()):
        mark, text = line.split(" ", 1)
        if mark == "?":
            asked, key, value = text.split(" | ")
        else:
            talk = "\n".join((f"a: {asked}", *f"c: {text}".split(" / ")))
            cases[mark].append((talk, key, value, text.partition(" / ")[0]))
    return cases["+"], cases["-"]
