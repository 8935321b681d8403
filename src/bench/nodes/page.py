"""Opens the page of a node with many datasets: page.py COUNT... See page.sh."""
import json
import os
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from many import AT_ONCE, dataset, row
from nodes import Lab, Node, count, load, until

ROUNDS = 5
IDLE = 30


class Window:
    """The page of a node in a browser of its own, from begin to end; what it measured is in `found`."""

    def __init__(self, node, datasets):
        address = node.command("open", "--print").strip()
        self.process = subprocess.Popen(
            ["node", os.environ["PAGE"] + "/measure.mjs", "/usr/bin/chromium", address, str(datasets)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.found = json.loads(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(60)


def idle(node, what):
    before = node.proc()["cpu"]
    time.sleep(IDLE)
    row(what, (node.proc()["cpu"] - before) / IDLE * 100, "%")


def measure(wanted):
    print(f"{wanted} datasets, {load()}", flush=True)
    with Lab() as lab:
        node = Node(lab, "node").start()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            def add(number):
                path, torrent = dataset(lab, number)
                node.add(torrent, path, published=True)
            for _ in pool.map(add, range(wanted)):
                pass
        until(lambda: count(node.datasets()).get("seeding") == wanted, 1, 900)
        rounds = []
        for _ in range(ROUNDS):
            with Window(node, wanted) as window:
                rounds.append(window.found)
        for what, unit, scale in (("paint", "s", 1000), ("drawn", "s", 1000), ("search", "s", 1000),
                                  ("documents", "kB", 1000), ("answers", "kB", 1000), ("events", "kB", 1000)):
            row(what, statistics.median(each[what] for each in rounds) / scale, unit)
        idle(node, "idle without the page, of one core")
        with Window(node, wanted):
            idle(node, "idle with the page, of one core")
    print(load(), flush=True)


for each in sys.argv[1:] or ["1000"]:
    measure(int(each))
