"""Ten thousand inputs that lie, and what becomes of each: a campaign, seeded, in bounded time and memory.

    python benchmarks/hostile.py --count 10000 --out results/hostile.json

| verdict | is |
|---|---|
| same | what is taught is what the clean input teaches |
| mended | the same, and the mend was counted |
| less | nothing false is taught; some of it is unknown that the clean input says |
| refused | one line that names the file |
| changed, traceback, hang | faults: a label changed without a word, an error of ours, no end |

The inputs, the damage and the judge are those of `tests/hostility`; the tests run a small part of the same campaign.
"""

import argparse
import json
import resource
import shlex
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tqdm import tqdm

from instructcv.evaluation.results import provenance
from instructcv.files import write_text

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from hostility.campaign import every_input, run  # noqa: E402 (from the tests' folder)
from hostility.verdicts import FAULTS  # noqa: E402

MEMORY_BYTES = 6 << 30
"""More than this, and an input is a fault of ours."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="inputs whose name has these letters")
    parser.add_argument("--out", type=Path, default=Path("results/hostile.json"))
    parser.add_argument(
        "--merge", type=Path, nargs="+", help="result files of other seeds, put together instead of a run"
    )
    asked = parser.parse_args()
    if asked.merge:
        return merged(asked.merge, asked.out)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES * 4, MEMORY_BYTES * 4))  # torch reserves far more than it uses
    started = time.monotonic()
    work = Path(tempfile.mkdtemp(prefix="hostile-"))
    try:
        inputs = [each for each in every_input() if asked.only in each.name]
        table: dict[str, Counter[str]] = {each.name: Counter() for each in inputs}
        faults: list[dict[str, object]] = []
        outcomes = run(inputs, work, count=asked.count, seed=asked.seed)
        for one in tqdm(outcomes, total=asked.count, unit="input", disable=None):
            table[one.name][one.outcome.verdict] += 1
            if one.outcome.verdict in FAULTS:
                faults.append({"input": one.name, "file": one.file, "number": one.number, "what": one.outcome.why})
    finally:
        shutil.rmtree(work, ignore_errors=True)
    totals = sum(table.values(), Counter[str]())
    content = provenance(shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])) | {
        "count": totals.total(),
        "seed": asked.seed,
        "seconds": round(time.monotonic() - started, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "totals": dict(sorted(totals.items())),
        "table": {name: dict(sorted(counts.items())) for name, counts in table.items()},
        "faults": faults,
    }
    write_text(asked.out, json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    print(json.dumps(content["totals"]), asked.out)
    for fault in faults[:20]:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def merged(files: Sequence[Path], out: Path) -> int:
    """One result file out of those of several seeds."""
    parts = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    totals = sum((Counter(part["totals"]) for part in parts), Counter[str]())
    table: dict[str, Counter[str]] = {}
    for name, counts in (row for part in parts for row in part["table"].items()):
        table[name] = table.get(name, Counter()) + Counter(counts)
    content = parts[0] | {
        "command": f"benchmarks/hostile.py --count {parts[0]['count']} --seed SEED, for each of the seeds",
        "count": totals.total(),
        "seed": [part["seed"] for part in parts],
        "seconds": round(sum(part["seconds"] for part in parts), 1),
        "peak_mb": max(part["peak_mb"] for part in parts),
        "totals": dict(sorted(totals.items())),
        "table": {name: dict(sorted(counts.items())) for name, counts in table.items()},
        "faults": [fault for part in parts for fault in part["faults"]],
    }
    write_text(out, json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    print(json.dumps(content["totals"]), out)
    return 1 if content["faults"] else 0


if __name__ == "__main__":
    np.seterr(all="ignore")
    sys.exit(main())
