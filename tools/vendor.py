"""Takes the third-party files we serve or test with out of their npm packages, exactly as `vendor.json` pins them.

`python tools/vendor.py` writes every pinned file and fails when a hash differs from the pinned one.
After changing a version in a `vendor.json`, `python tools/vendor.py --update` pins the new hashes.
Needs `npm`; nothing else of the project does.
"""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PINS = (ROOT / "src/ringback/engine/page/static/vendor/vendor.json", ROOT / "tests/vendor/vendor.json")

_SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=\S+\s*\Z")


def unpack(package: str, version: str, into: Path) -> Path:
    """Fetch one package with npm; the folder of its files."""
    command = ["npm", "pack", f"{package}@{version}", "--silent", "--pack-destination", str(into)]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]  # noqa: S603  # our own words
    folder = into / name.removesuffix(".tgz")
    with tarfile.open(into / name) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def as_served(content: bytes, imports: dict[str, str]) -> bytes:
    """A module with its bare imports pointed at our files and without a link to a source map we don't serve."""
    for bare, ours in imports.items():
        content = content.replace(f'from"{bare}"'.encode(), f'from"{ours}"'.encode())
    return _SOURCE_MAP.sub(b"\n", content)


def vendor(pins: Path, update: bool) -> list[str]:
    """Write all files of one `vendor.json`; the names whose hash is not the pinned one."""
    wanted: dict[str, Any] = json.loads(pins.read_text("utf-8"))
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        for pin in wanted["packages"]:
            folder = unpack(pin["package"], pin["version"], Path(scratch))
            for file in pin["files"]:
                content = (folder / file["from"]).read_bytes()
                if file["to"].endswith(".js"):
                    content = as_served(content, file.get("imports", {}))
                found = hashlib.sha256(content).hexdigest()
                if update:
                    file["sha256"] = found
                elif found != file["sha256"]:
                    wrong.append(file["to"])
                    continue
                (pins.parent / file["to"]).write_bytes(content)
    if update:
        pins.write_text(json.dumps(wanted, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return wrong


def main() -> int:
    wrong = [name for pins in PINS for name in vendor(pins, "--update" in sys.argv[1:])]
    for name in wrong:
        sys.stderr.write(f"{name}: not the file that vendor.json pins; left as it was\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
