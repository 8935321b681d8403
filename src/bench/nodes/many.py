"""Starts a node with many datasets: many.py COUNT... See node-many.sh."""
import os
import resource
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import libtorrent as lt

from nodes import SEEDBANK, Lab, Node, count, load, until

IDLE = 60
ROUNDS = 5
AT_ONCE = 4


def dataset(lab, number):
    """A file of some bytes and its torrent."""
    path = lab.folder / f"data/d{number // 1000:03d}/tiny{number:05d}.bin"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(os.urandom(1000 + number % 3000))
    files = lt.file_storage()
    lt.add_files(files, str(path))
    torrent = lt.create_torrent(files, 16 << 10)
    lt.set_piece_hashes(torrent, str(path.parent))
    return path, lt.bencode(torrent.generate())


def all_seeding(node, wanted):
    """Seconds until all are seeding, and until the first answer; a look now and then costs the node little."""
    started = time.monotonic()
    node.start()
    ready = time.monotonic() - started
    pause = 0.2 if wanted <= 1000 else 1
    until(lambda: count(node.datasets()).get("seeding") == wanted, pause, 900)
    return ready, time.monotonic() - started


def command(node, *words):
    """How long a command takes; the processor's time beside it, as that depends less on what else the machine does."""
    walls, processor = [], []
    for _ in range(ROUNDS):
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        subprocess.run([SEEDBANK, *words], env=node.environment(), stdout=subprocess.DEVNULL, check=True)
        walls.append(time.monotonic() - started)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    row(f"'{' '.join(words)}', wall", statistics.median(walls), "s")
    row(f"'{' '.join(words)}', processor", statistics.median(processor), "s")


def measure(wanted):
    print(f"{wanted} datasets, {load()}", flush=True)
    with Lab() as lab:
        node = Node(lab, "node").start()
        started = time.monotonic()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            def add(number):
                path, torrent = dataset(lab, number)
                node.add(torrent, path, published=True)
            for _ in pool.map(add, range(wanted)):
                pass
        until(lambda: count(node.datasets()).get("seeding") == wanted, 1, 900)
        row("adding them, each by a call", time.monotonic() - started, "s")
        started = time.monotonic()
        node.stop()
        row("stopping", time.monotonic() - started, "s")
        ready, seeding = all_seeding(node, wanted)
        row("start to ready", ready, "s")
        row("start to all seeding", seeding, "s")
        row("the processor's time for that", node.proc()["cpu"], "s")
        command(node, "status")
        command(node, "status", "--json")
        command(node, "node", "status")
        before = node.proc()["cpu"]
        time.sleep(IDLE)
        after = node.proc()
        row("idle, of one core", (after["cpu"] - before) / IDLE * 100, "%")
        row("resident memory", after["rss"], "MiB")
        row("of that its own", after["anon"], "MiB")
        row("threads", after["threads"], "")
        row("open descriptors", after["fds"], "")
        used = subprocess.run(["jcmd", str(node.process.pid), "GC.heap_info"], capture_output=True, text=True)
        for line in used.stdout.splitlines():
            if "generation" in line or "Metaspace" in line:
                print("   ", line.strip())
        node.kill()
        ready, seeding = all_seeding(node, wanted)
        row("after a kill, start to all seeding", seeding, "s")
    print(load(), flush=True)


def row(what, value, unit):
    print(f"  {what:38} {value:9.2f} {unit}", flush=True)


if __name__ == "__main__":
    for each in sys.argv[1:] or ["1000", "10000"]:
        measure(int(each))
