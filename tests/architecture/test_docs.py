"""What is not in the docs fails here: settings, routes, error codes, reasons, event types."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from ringback.phone import Refusal
from ringback.wire import Reason

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"


def test_what_is_generated_is_up_to_date() -> None:
    """`python tools/reference.py` writes the settings, the routes and `.env.example`."""
    checked = subprocess.run(
        [sys.executable, "tools/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def codes() -> set[str]:
    """Every error code the product can answer with."""
    found = set()
    for file in (ROOT / "src" / "ringback").rglob("*.py"):
        if "sandbox" in file.parts and "realtime" in file.name:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.keyword(arg="code", value=ast.Constant(value=str(code))) if "_" in code:
                    found.add(code)
                case ast.ClassDef(body=body):
                    for line in body:
                        match line:
                            case ast.Assign(targets=[ast.Name("code")], value=ast.Constant(value=str(code))):
                                found.add(code)
    return found


@pytest.mark.parametrize("code", sorted(codes() | {f"number_{refusal}" for refusal in Refusal} - {"number_impossible"}))
def test_every_error_code_is_documented(code: str) -> None:
    assert f"`{code}`" in (REFERENCE / "errors.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("reason", [*Reason])
def test_every_reason_is_documented(reason: Reason) -> None:
    assert f"`{reason}`" in (REFERENCE / "errors.md").read_text(encoding="utf-8")


def test_every_link_of_the_docs_leads_somewhere() -> None:
    broken = []
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for part in page.read_text(encoding="utf-8").split("](")[1:]:
            target = part.split(")")[0].split("#")[0]
            if target and "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []
