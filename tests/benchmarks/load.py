"""What `termcheck serve` does when many ask at the same time: answers, refusals, times, memory.

    python tests/benchmarks/load.py [--clients N] [--requests N] [--workers N]

Starts a server of its own on a free port of this machine, asks it with drafts of which each has
another name, and stops it. Nothing leaves the machine. An answer that speaks of another draft, or
of none, is counted as wrong.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import statistics
import subprocess
import sys
import time
from collections import Counter

import httpx

DRAFT = "Put it on the whitelist. " + "The list is read by everybody. " * 40


async def one_client(
    address: str, client: int, requests: int, times: list[float], answers: Counter[str]
) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=60) as session:
        for turn in range(requests):
            name = f"draft-{client}-{turn}.md"
            begun = time.perf_counter()
            try:
                answer = await session.post("/api/check", json={"text": DRAFT, "name": name})
            except httpx.HTTPError as error:
                answers[type(error).__name__] += 1
                continue
            times.append(time.perf_counter() - begun)
            answers[str(answer.status_code)] += 1
            if answer.status_code == 200:
                answers["wrong"] += {one["path"] for one in answer.json()["findings"]} != {name}


async def load(
    address: str, clients: int, requests: int
) -> tuple[list[float], Counter[str], float]:
    times: list[float] = []
    answers: Counter[str] = Counter()
    begun = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for client in range(clients):
            group.create_task(one_client(address, client, requests, times, answers))
    return times, answers, time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    command = [sys.executable, "-m", "termcheck", "serve", "--no-open", "--port", "0"]
    command += ["-g", "tech-writing", "--workers", str(given.workers)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        told = server.stderr.readline()
        found = re.search(r"http://\S+", told)
        assert found, told
        times, answers, taken = asyncio.run(
            load(found[0].rstrip("/"), given.clients, given.requests)
        )
    finally:
        server.terminate()
        server.communicate(timeout=20)
    count = given.clients * given.requests
    cuts = statistics.quantiles(times, n=100)
    print(f"{given.clients} clients × {given.requests} requests in {taken:.0f} s")
    print(f"answers: {dict(+answers)}, {count / taken:.0f} a second")
    print(f"p50 {cuts[49]:.2f} s, p95 {cuts[94]:.2f} s, max {max(times):.2f} s")
    sys.exit(0 if +answers == Counter({"200": count}) else 1)


if __name__ == "__main__":
    main()
