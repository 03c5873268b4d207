"""The same rows on engines of others, whatever is lost on the way."""

from __future__ import annotations

import contextlib
import os
import pickle
import socket
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from helpers_audit import write

from termcheck import Checker, UsageError
from termcheck.audit.cluster import ray_stream
from termcheck.audit.schema import TABLES
from termcheck.batch import Auditor
from termcheck.glossary.files import shipped_folder
from termcheck.run.workers import Task, Workshop

PROMISES = shipped_folder() / "examples" / "promises.yml"
NAMES = ("Paperplane", "Parlour", "Whisperbird", "Doorbell 1")


def documents(count: int) -> pa.Table:
    texts = [f"# Page {n}\n\n{NAMES[n % 4]} is end-to-end encrypted.\n" for n in range(count)]
    return pa.table(
        {
            "path": [f"pages/{n:04}.md" for n in range(count)],
            "content": texts,
            "owner": [f"team {n % 3}" for n in range(count)],
        }
    )


def test_documents_in_claims_out() -> None:
    auditor = pickle.loads(pickle.dumps(Auditor(PROMISES)))
    table = auditor(documents(4))
    assert table.schema.equals(auditor.schema)
    assert table["outcome"].to_pylist()[:2] == ["contradicted", "unsupported"]
    assert table["owner"].to_pylist() == ["team 0", "team 1", "team 2", "team 0"]
    one = pa.Table.from_batches(auditor.batches(documents(4).to_batches(max_chunksize=1)))
    assert one.equals(table)


def test_every_document_is_a_row() -> None:
    paths, contents = ["a.md", "b.bin", "c.md", "d.md"], [b"Plain.", b"\0", b"\xff", None]
    table = pa.table(
        {"path": paths, "content": contents, "date": ["lately", "2026-02-31", "", None]}
    )
    rows = Auditor(PROMISES, "documents")(table)
    assert not any(rows["date"].to_pylist())
    assert rows["outcome"].to_pylist() == ["nothing", "unread", "unread", "unread"]
    assert rows["reason"][3].as_py() == "its `content` is null"


def test_a_table_without_documents_is_told() -> None:
    with pytest.raises(UsageError, match="a document has no `content`"):
        Auditor(PROMISES)(pa.table({"path": ["a.md"]}))


def free_ports() -> dict[str, int]:
    """Return ports for the agents of a node: one that is told none gives its agents 15 seconds to
    find some, which is too little on a busy machine."""
    names = ("metrics_agent", "runtime_env_agent", "metrics_export", "dashboard_agent_listen")
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in names]
        for listener in sockets:
            listener.bind(("127.0.0.1", 0))
        numbers = [listener.getsockname()[1] for listener in sockets]
    return {f"{name}_port": number for name, number in zip(names, numbers, strict=True)}


@pytest.fixture
def two_nodes(monkeypatch: pytest.MonkeyPatch):
    """A cluster of two nodes, each at an address of its own that only this machine reaches.

    None is 127.0.0.1, which a driver takes for the machine's address in the network.
    """
    ray = pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("RAY_AUTH_MODE", "disabled")
    here = {"num_cpus": 1, "node_ip_address": "127.0.0.2", "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args={**here, **free_ports()})
    cluster.add_node(**{**here, "node_ip_address": "127.0.0.3"}, **free_ports())
    ray.init(address=cluster.address, log_to_driver=False, _node_ip_address="127.0.0.2")
    yield cluster
    ray.shutdown()
    cluster.shutdown()


@pytest.mark.slow
def test_a_lost_worker_loses_nothing(two_nodes, checker: Checker, tmp_path: Path) -> None:
    """Two nodes, one of them killed in the middle: the tables of one process."""
    pages = tmp_path / "pages"
    for row in documents(120).to_pylist():
        write(pages, {row["path"]: row["content"]})
    whole = checker.audit([str(pages)], tmp_path / "whole")
    other = next(node for node in two_nodes.worker_nodes)
    killed = []

    def progress(done: int, total: int) -> None:
        if done >= 20 and not killed:
            killed.append(done)
            two_nodes.remove_node(other, allow_graceful=False)

    on_ray = Checker(PROMISES).audit(
        [str(pages)], tmp_path / "ray", engine="ray", progress=progress
    )
    assert killed
    for table in TABLES.values():
        assert (on_ray.folder / table.file).read_bytes() == (whole.folder / table.file).read_bytes()


@pytest.mark.slow
def test_what_kills_its_worker_each_time_is_told(two_nodes) -> None:
    def look(task: Task, _workshop: Workshop) -> str:
        if task.path == "deadly":
            os._exit(1)
        return "read"

    batches = [["a", "deadly", "b"], ["c"]]
    found = ray_stream(
        [[(path, Task(path, path, 0, 0)) for path in paths] for paths in batches],
        look,
        lambda _task: "died",
        Workshop((), (), 0),
    )
    assert sorted(found) == [("a", "read"), ("b", "read"), ("c", "read"), ("deadly", "died")]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_ray_data_maps_batches(two_nodes) -> None:
    import ray

    auditor = Auditor(PROMISES)
    dataset = ray.data.from_arrow(documents(40)).map_batches(
        auditor, batch_format="pyarrow", batch_size=8
    )
    rows = sorted(dataset.take_all(), key=lambda row: row["path"])
    assert [row["outcome"] for row in rows] == auditor(documents(40))["outcome"].to_pylist()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_dask_maps_partitions(tmp_path: Path) -> None:
    frames = pytest.importorskip("dask.dataframe")
    pq.write_table(documents(40), tmp_path / "documents.parquet")
    auditor = Auditor(PROMISES)
    frame = frames.read_parquet(tmp_path / "documents.parquet").repartition(npartitions=3)
    rows = frame.map_partitions(auditor.frame).compute().sort_values("path")
    assert rows["outcome"].tolist() == auditor(documents(40))["outcome"].to_pylist()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_spark_maps_in_arrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    pq.write_table(documents(40), tmp_path / "documents.parquet")
    auditor = Auditor(PROMISES)
    spark = sql.SparkSession.builder.master("local[2]").appName("audit").getOrCreate()
    try:
        frame = spark.read.parquet(str(tmp_path / "documents.parquet"))
        rows = frame.mapInArrow(auditor.batches, auditor.columns).orderBy("path").collect()
    finally:
        spark.stop()
    assert [row["outcome"] for row in rows] == auditor(documents(40))["outcome"].to_pylist()
    assert (
        rows[0]["verdicts"]
        == auditor(documents(1)).to_pylist(maps_as_pydicts="strict")[0]["verdicts"]
    )
