"""A real cluster of two raylets: the same bytes as on one machine, also when a node is killed in mid-run."""

import threading
import time
from functools import partial
from pathlib import Path

import pytest

import layouts
from instructcv.backends.base import JobFailedError, backend
from instructcv.errors import UserError
from instructcv.pairs.build import build
from instructcv.pairs.config import BuildConfig, SourceConfig

pytest.importorskip("ray", reason="needs Ray: pip install 'instructcv[ray]'")
from ray.cluster_utils import Cluster  # noqa: E402

pytestmark = pytest.mark.slow
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


@pytest.fixture
def cluster() -> "Cluster":
    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    yield nodes
    nodes.shutdown()


def test_a_cluster_builds_the_same_bytes_and_outlives_a_node(cluster: Cluster, tmp_path: Path) -> None:
    doomed = cluster.add_node(num_cpus=1)
    marks = tmp_path / "marks"
    marks.mkdir()

    def kill_when_busy() -> None:
        while len(list(marks.glob(f"*.{doomed.node_id}"))) < 2:
            time.sleep(0.02)
        cluster.remove_node(doomed, allow_graceful=False)

    killer = threading.Thread(target=kill_when_busy, daemon=True)
    killer.start()
    done = dict(backend("ray")(partial(work, marks), range(12), workers=2, address=cluster.address))
    killer.join(timeout=60)
    assert not killer.is_alive(), "the second node was given work, and was killed in mid-run"
    assert done == {job: 10 * job for job in range(12)}

    layouts.oxford_pet(tmp_path / "pets")
    source = SourceConfig(dataset="oxford_pet", root=tmp_path / "pets", split="train")
    config = BuildConfig(sources=(source,), photos_per_shard=1)
    cluster.add_node(num_cpus=1)
    build(config, tmp_path / "ray", workers=2, backend_name="ray", address=cluster.address)
    build(config, tmp_path / "here")
    shards = [{p.name: p.read_bytes() for p in (tmp_path / n / "data").iterdir()} for n in ("ray", "here")]
    assert shards[0] == shards[1] and len(shards[0]) == 2

    with pytest.raises(UserError, match="photo 99 is damaged"):
        list(backend("ray")(partial(work, marks), [99], workers=1, address=cluster.address))
    with pytest.raises(JobFailedError, match="job 98 failed 2 times"):
        list(backend("ray")(partial(work, marks), [98], workers=1, address=cluster.address, attempts=2))


def test_a_cluster_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no Ray cluster at 127\.0\.0\.1:1"):
        list(backend("ray")(partial(work, tmp_path), [0], workers=1, address="127.0.0.1:1"))
