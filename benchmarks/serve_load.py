"""Two hundred clients at once for a minute, on this machine: does the server lose, mix up or refuse what it should not?

    python benchmarks/serve_load.py --out results/serve_load.json

`instructcv serve` runs in a process of its own. First one client asks one by one; then many, each in a loop. Every answer is
compared with what the model says here to the same photo, to the last digit. Photos are windows of the example photos, so that
everybody asks about one of `--photos` different ones.
"""

import argparse
import asyncio
import io
import os
import re
import shlex
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx2
import numpy as np
from PIL import Image

from instructcv import InstructCV
from instructcv.evaluation.results import Figure, write
from instructcv.photos import open_photo

EXAMPLES = Path(__file__).parents[1] / "examples"
ASKED = ("segment the person and the wall", "box the chairs", "how far away is everything?", "is there a cat?")
SERVER_ONLY = ("seconds", "id", "size", "files", "probabilities")
Question = tuple[bytes, str, Any]
"""A photo's bytes, an instruction, and the right answer."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("results/serve_load.json"))
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--photos", type=int, default=8)
    asked = parser.parse_args()
    questions = right_answers(asked.photos)
    process, address = started()
    try:
        figures = asyncio.run(measured(address, process.pid, questions, asked.clients, asked.seconds))
    finally:
        process.terminate()
        code = process.wait(60)
    busy = f"{os.getloadavg()[0]:.0f} other programs ran beside it"
    figures.append(Figure(name="exit code after SIGTERM", value=float(code in (0, -15)), note="1 = as it should be"))
    for figure in figures:
        print(f"{figure.name}: {figure.value:.3f} {figure.unit} {figure.note}")
    write(figures, asked.out, command=f"{shlex.join(['python', *sys.argv])}  # {busy}: compare ratios, not times")


def right_answers(photos: int) -> list[Question]:
    """What the model says here."""
    model, found = InstructCV.from_pretrained(), list[Question]()
    names = ("office", "bedroom", "cat", "coffee")
    for number in range(photos):
        with Image.open(EXAMPLES / f"{names[number % 4]}.jpg") as image:
            left = 7 * (number // 4)
            stream = io.BytesIO()
            image.crop((left, 0, image.width - left, image.height)).save(stream, "JPEG", quality=92)
        for instruction in ASKED:
            told = model(open_photo(stream.getvalue()), instruction, photo_name="p.jpg").to_json()
            found.append((stream.getvalue(), instruction, told))
    return found


def started() -> tuple[subprocess.Popen[str], str]:
    """A server on a free port, and where it is."""
    command = [sys.executable, "-m", "instructcv", "serve", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"http://\S+", line):
            return process, found.group()
    raise RuntimeError("the server did not start")


async def measured(address: str, pid: int, questions: list[Question], clients: int, seconds: float) -> list[Figure]:
    """Throughput, memory and mistakes, alone and together."""
    limits = httpx2.Limits(max_connections=clients)
    async with httpx2.AsyncClient(base_url=address, timeout=120, limits=limits) as http:
        await ask(http, questions[0])  # warm
        alone = Counter[str]()
        begun = time.monotonic()
        await client(http, questions, 0, begun + seconds / 2, alone)
        alone_s, alone_mb = time.monotonic() - begun, memory_mb(pid)
        many = Counter[str]()
        begun = time.monotonic()
        await asyncio.gather(*(client(http, questions, k, begun + seconds, many) for k in range(clients)))
        many_s, many_mb = time.monotonic() - begun, memory_mb(pid)
    one, all_ = alone["right"] / alone_s, many["right"] / many_s
    errors = sum(count for name, count in (alone + many).items() if name not in ("right", "429"))
    return [
        Figure(name="answers a second, one client", value=one, unit="1/s"),
        Figure(name=f"answers a second, {clients} clients", value=all_, unit="1/s"),
        Figure(name="throughput together over alone", value=all_ / one, target=1.5, note="twice the time for many"),
        Figure(
            name="answers that were checked", value=float(alone["right"] + many["right"]), note="each against its photo"
        ),
        Figure(name="wrong, lost or mixed up", value=float(errors), target=0, better="lower", note=str(dict(many))),
        Figure(name="refused with 429 and Retry-After", value=float(many["429"])),
        Figure(
            name="memory, most, beyond one client's", value=many_mb - alone_mb, unit="MB", target=300, better="lower"
        ),
    ]


async def client(http: Any, questions: list[Question], number: int, until: float, seen: Counter[str]) -> None:
    """Ask, check, ask again."""
    rng = np.random.default_rng(number)
    while time.monotonic() < until:
        kind, wait = await ask(http, questions[int(rng.integers(len(questions)))])
        seen[kind] += 1
        await asyncio.sleep(min(wait, max(0.0, until - time.monotonic())))


async def ask(http: Any, question: Question) -> tuple[str, float]:
    """What came of it, and how long to wait before the next."""
    photo, instruction, wanted = question
    try:
        files = {"photo": ("p.jpg", photo, "image/jpeg")}
        answer = await http.post("/v1/predict", files=files, data={"instruction": instruction})
    except httpx2.HTTPError as error:
        return type(error).__name__, 0.0
    if answer.status_code == 429:
        return "429", float(answer.headers["retry-after"])
    if answer.status_code != 200:
        return str(answer.status_code), 0.0
    return ("right" if without(answer.json()["answers"][0]) == without(wanted) else "another answer"), 0.0


def without(told: dict[str, Any]) -> dict[str, Any]:
    """What must be equal; JSON knows no tuples."""
    kept = {key: value for key, value in told.items() if key not in SERVER_ONLY}
    return kept | {"also": [without(other) for other in kept.get("also", [])]}


def memory_mb(pid: int) -> float:
    """The most that the process has held so far."""
    told = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", told)
    return int(found.group(1)) / 1000 if found else float("nan")


if __name__ == "__main__":
    main()
