"""Datasets on object stores, and on a Ray cluster that loses workers and nodes."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine import pools
from pipeline.engine.assets import Run
from pipeline.engine.build import Report
from pipeline.engine.local import InProcess
from pipeline.steps import FLOW
from pipeline.store import Store
from schemas import TABLES
from tests import corpora

ROOT = Path(__file__).parent.parent
SIZE = 8


def build(run: Run) -> None:
    for name in ("intake", *FLOW):
        assert not run.asset(name, lambda _: None).broken


def contents(store: Store) -> dict[str, bytes | None]:
    return {
        f"{table}/{name}": store.read(store.path(table, name))
        for table in TABLES
        for name in store.names(store.table(table))
    }


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes | None]]:
    folder = tmp_path_factory.mktemp("local")
    source = corpora.write(folder / "rows.jsonl", corpora.rows(20))
    store = Store(str(folder / "out"))
    build(Run(str(source), store, InProcess(), None, SIZE))
    return source, contents(store)


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    pytest.importorskip("s3fs", reason="needs s3fs")
    server = pytest.importorskip("moto.server", reason="needs moto[server]").ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "FSSPEC_S3_ENDPOINT_URL": f"http://{host}:{port}",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    import boto3

    boto3.client("s3", endpoint_url=f"http://{host}:{port}").create_bucket(Bucket="winnow")
    yield "s3://winnow/dataset"
    server.stop()


def test_an_s3_server_gets_the_same_bytes(local: tuple[Path, dict[str, bytes | None]], bucket: str) -> None:
    store = Store(bucket)
    build(Run(str(local[0]), store, InProcess(), None, SIZE))
    assert contents(store) == local[1]
    build(Run(str(local[0]), store, InProcess(), None, SIZE))
    assert contents(store) == local[1]


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Two nodes of one core each on this machine."""
    pytest.importorskip("ray", reason="needs ray")
    for name, value in {
        "PYTHONPATH": str(ROOT), "RAY_USAGE_STATS_ENABLED": "0", "RAY_DEDUP_LOGS": "0",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    from ray.cluster_utils import Cluster

    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    nodes.add_node(num_cpus=1)
    monkeypatch.setenv("RAY_ADDRESS", nodes.address)
    yield nodes
    nodes.shutdown()


def kill_a_worker() -> bool:
    """SIGKILL one of Ray's worker processes; whether there was one."""
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if process.read_bytes().startswith((b"ray::attempt", b"ray::IDLE")):
                os.kill(int(process.parent.name), signal.SIGKILL)
                return True
        except OSError:
            continue
    return False


def test_a_cluster_that_loses_a_worker_and_a_node_gives_the_same_bytes(
    local: tuple[Path, dict[str, bytes | None]], cluster: Any, tmp_path: Path
) -> None:
    lost: list[str] = []

    def disturb(report: Report) -> None:
        if report.step.name == "repair" and not lost:
            lost.append("worker")
            assert kill_a_worker()
        elif report.step.name == "segment" and len(lost) == 1:
            lost.append("node")
            cluster.remove_node(cluster.list_all_nodes()[-1], allow_graceful=False)

    store = Store(str(tmp_path / "out"))
    with pools.open_pool("ray", 1) as pool:
        assert pool.n_workers == 2
        run = Run(str(local[0]), store, pool, None, SIZE)
        for name in ("intake", *FLOW):
            assert not run.asset(name, disturb).broken
    assert lost == ["worker", "node"]
    assert contents(store) == local[1]
