"""A real cluster of two raylets: the same bytes as on one machine, also when a node is killed in mid-run."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

import layouts
from instructcv.backends.base import JobFailedError, backend
from instructcv.errors import UserError
from instructcv.evaluation.painters import Spec
from instructcv.evaluation.run import EvaluationPlan, run
from instructcv.pairs.build import build
from instructcv.pairs.config import BuildConfig, SourceConfig

ray = pytest.importorskip("ray", reason="needs Ray: pip install 'instructcv[ray]'")

pytestmark = pytest.mark.slow
TESTS = Path(__file__).parents[1]
SECONDS = 0.3
"""Each job takes so long at least, so that both nodes have work when one dies."""


def work(folder: Path, job: int) -> int:
    """Sleep, and leave a mark that names the node."""
    import ray

    node = ray.get_runtime_context().get_node_id()
    (folder / f"{job}.started.{node}").touch()
    time.sleep(SECONDS)
    if job == 99:
        raise UserError("photo 99 is damaged")
    if job == 98:
        raise RuntimeError("the disk hiccuped")
    return 10 * job


class Cluster:
    """Raylets as `ray start` makes them, each in a session of its own, so that one can be killed like a machine.

    They are started in `folder`: whoever logs in to start a node is rarely where the data are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"127.0.0.1:{port}"
        self.raylets: list[subprocess.Popen[bytes]] = []
        self.start("--head", "--port", str(port), "--include-dashboard", "false")

    def start(self, *role: str) -> subprocess.Popen[bytes]:
        """A node of one processor, ready for work."""
        command = [sys.executable, "-m", "ray.scripts.scripts", "start", *role]
        common = ["--num-cpus", "1", "--object-store-memory", "80000000", "--disable-usage-stats", "--block"]
        raylet = subprocess.Popen(
            [*command, *common],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(TESTS)},  # its workers unpickle what this file hands them
        )
        self.raylets.append(raylet)
        return raylet

    def join(self) -> subprocess.Popen[bytes]:
        """Another node."""
        return self.start("--address", self.address)

    def wait_for(self, nodes: int) -> None:
        """Until so many nodes are alive."""
        ask = (
            f"import ray; ray.init({self.address!r}, log_to_driver=False); print(sum(n['Alive'] for n in ray.nodes()))"
        )
        for _ in range(120):
            said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False).stdout
            if said.strip() == str(nodes):
                return
            time.sleep(0.5)
        raise TimeoutError(f"{nodes} nodes did not come up")

    def kill(self, raylet: subprocess.Popen[bytes]) -> None:
        """As a power cut would."""
        os.killpg(raylet.pid, signal.SIGKILL)
        raylet.wait()
        self.raylets.remove(raylet)

    def stop(self) -> None:
        for raylet in list(self.raylets):
            self.kill(raylet)


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    nodes = Cluster(tmp_path_factory.mktemp("elsewhere"))
    try:
        nodes.wait_for(1)
        yield nodes
    finally:
        nodes.stop()


def test_a_cluster_builds_the_same_bytes_and_outlives_a_node(cluster: Cluster, tmp_path: Path) -> None:
    doomed = cluster.join()
    cluster.wait_for(2)
    marks = tmp_path / "marks"
    marks.mkdir()

    def kill_when_busy() -> None:
        while len({mark.name.split(".")[-1] for mark in marks.iterdir()}) < 2:
            time.sleep(0.02)
        cluster.kill(doomed)

    killer = threading.Thread(target=kill_when_busy, daemon=True)
    killer.start()
    done = dict(backend("ray")(partial(work, marks), range(12), workers=2, address=cluster.address))
    killer.join(timeout=60)
    assert not killer.is_alive(), "both nodes were given work, and one was killed in mid-run"
    assert done == {job: 10 * job for job in range(12)}
    started = [mark.name.split(".")[0] for mark in marks.iterdir()]
    assert len(started) > len(set(started)), "a job of the killed node was run again on the other"

    cluster.join()
    cluster.wait_for(2)
    layouts.oxford_pet(tmp_path / "pets")
    source = SourceConfig(dataset="oxford_pet", root=tmp_path / "pets", split="train")
    config = BuildConfig(sources=(source,), photos_per_shard=1)
    build(config, tmp_path / "ray", workers=2, backend_name="ray", address=cluster.address)
    build(config, tmp_path / "here")
    shards = [{p.name: p.read_bytes() for p in (tmp_path / n / "data").iterdir()} for n in ("ray", "here")]
    assert shards[0] == shards[1] and len(shards[0]) == 2

    with pytest.raises(UserError, match="photo 99 is damaged"):
        list(backend("ray")(partial(work, marks), [99], workers=1, address=cluster.address))
    with pytest.raises(JobFailedError, match="job 98 failed 2 times"):
        list(backend("ray")(partial(work, marks), [98], workers=1, address=cluster.address, attempts=2))


def test_relative_folders_are_those_of_whoever_asks(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    layouts.oxford_pet(Path("data/oxford-iiit-pet"))
    source = SourceConfig(dataset="oxford_pet", root=Path("data/oxford-iiit-pet"), split="train")
    built = build(BuildConfig(sources=(source,)), Path("pairs"), backend_name="ray", address=cluster.address)
    assert built.pairs > 0 and list((tmp_path / "pairs" / "data").iterdir())

    plan = EvaluationPlan(dataset="oxford_pet", data="data", painter=Spec(checkpoint="random"))
    there = run(plan, Path("there"), backend="ray", address=cluster.address)
    here = run(plan, Path("here"))
    assert [(one.key, one.figures) for one in there] == [(one.key, one.figures) for one in here]
    assert len(there) > 0 and list((tmp_path / "there" / "strips").iterdir())
    assert (tmp_path / "there/plan.json").read_text() == (tmp_path / "here/plan.json").read_text()
    assert not list(cluster.folder.iterdir()), "nothing is left where the node was started"


def test_a_cluster_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no Ray cluster at 127\.0\.0\.1:1"):
        list(backend("ray")(partial(work, tmp_path), [0], workers=1, address="127.0.0.1:1"))
