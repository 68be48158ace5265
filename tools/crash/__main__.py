"""Confirms errands over HTTP, kills engines, call-handler and database at random meanwhile, and judges what became.

python -m tools.crash [--postgres] [--sound] [--tasks 100] [--kills 50] [--engines 2] [--once] [--seed 1]

Lines are silent and quick; with --sound a pizza place speaks and is heard on every one, in real time (for few errands).

Exits 1 when an errand has not ended, ended or was told twice, or was dialled more often than it was attempted; then the
folder with the databases and the logs is kept.
"""

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from pydantic import SecretStr
from tools.crash.errands import Errand, User
from tools.crash.processes import House, house
from tools.crash.verdict import Verdict, entries_of, judge

from ringback.engine.stores.sql import SqlStore
from ringback.engine.system import RandomIds, SystemClock
from ringback.kit.database import with_driver

TOGETHER = 0.3
"""How often several die at the same moment."""
CALM_SECONDS, CALM_SECONDS_WITH_SOUND = (0.0, 1.5), (5.0, 20.0)
"""Between two kills, at any moment of an errand."""
ROSES, PIZZA = "ask if they have roses", "order a large margherita for seven"
IN_A_START = 0.2
"""How often somebody is killed while others are still starting; else all have answered before."""
END_LOOKS = 1200
"""Looks, two a second, within which all errands must end once nobody is killed any more."""
RETRIED = 5
"""Every so manieth errand is tried again when the line is busy."""


async def keep_up(home: House) -> None:
    """Whatever is dead is begun again, the database first, as a supervisor would."""
    while True:
        for each in reversed(home.killed):
            if not each.lives:
                await asyncio.to_thread(each.start)
        await asyncio.sleep(0.05)


async def run(home: House, *, tasks: int, kills: int, once: bool, sound: bool, chance: random.Random) -> Verdict:
    supervisor = asyncio.create_task(keep_up(home))
    user = User(home.engines, PIZZA if sound else ROSES)
    await user.ready()
    errands: list[asyncio.Task[Errand]] = []
    died = 0
    begun = time.monotonic()
    while died < kills or len(errands) < tasks:
        while len(errands) * max(kills, 1) < tasks * (died + 1) and len(errands) < tasks:
            errands.append(asyncio.create_task(user.errand(len(errands), once=once or len(errands) % RETRIED != 0)))
        if chance.random() >= IN_A_START:
            await user.all_answer(home.services)
        await asyncio.sleep(chance.uniform(*(CALM_SECONDS_WITH_SOUND if sound else CALM_SECONDS)))
        if died < kills:
            living = [each for each in home.killed if each.lives]
            several = chance.randint(2, max(2, len(living))) if chance.random() < TOGETHER else 1
            for victim in chance.sample(living, min(several, len(living))):
                victim.kill()
                died += 1
    print(f"{died} kills in {time.monotonic() - begun:.0f} s", flush=True)
    confirmed = list(await asyncio.gather(*errands))
    begun = time.monotonic()
    store = SqlStore(with_driver(SecretStr(home.database)).get_secret_value(), SystemClock(), RandomIds())
    for _ in range(END_LOOKS):
        if all(each.lives for each in home.killed) and not await store.running():
            break
        await asyncio.sleep(0.5)
    print(f"all ended {time.monotonic() - begun:.0f} s after the last kill", flush=True)
    await asyncio.sleep(2)
    async with store.unit("me") as unit:
        found = {task.id: task for task in await unit.tasks()}
    verdict = judge(confirmed, found, await entries_of(store, "me"), home.dialled.read_text().split())
    await store.close()
    await user.close()
    supervisor.cancel()
    return verdict


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.crash", description=__doc__)
    parser.add_argument("--postgres", action="store_true", help="everything in PostgreSQL, which is killed too")
    parser.add_argument("--sound", action="store_true", help="calls with real audio, in real time")
    parser.add_argument("--tasks", type=int, default=100)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--engines", type=int, default=2)
    parser.add_argument("--once", action="store_true", help="no errand is tried again when the line is busy")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="crash-"))
    with house(folder, postgres=given.postgres, engines=given.engines, sound=given.sound) as home:
        wanted = {name: getattr(given, name) for name in ("tasks", "kills", "once", "sound")}
        verdict = asyncio.run(run(home, **wanted, chance=random.Random(given.seed)))
    print(verdict)
    if verdict.violations:
        print(f"kept: {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
