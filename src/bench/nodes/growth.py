"""A node that is given and takes leave of datasets all the time: growth.py MINUTES. See node-growth.sh."""
import os
import pathlib
import subprocess
import sys
import time

import libtorrent as lt

from nodes import Lab, Node, load, until

AT_ONCE = 4


def heap(node):
    """Megabytes of live objects; none without the JDK's jcmd."""
    try:
        subprocess.run(["jcmd", str(node.process.pid), "GC.run"], capture_output=True, check=True, timeout=60)
        told = subprocess.run(["jcmd", str(node.process.pid), "GC.heap_info"], capture_output=True, text=True,
                              check=True, timeout=60).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    return sum(int(line.split("used ")[1].split("K")[0]) for line in told.splitlines() if "generation" in line) / 1024


def torrent_of(path):
    files = lt.file_storage()
    lt.add_files(files, str(path))
    torrent = lt.create_torrent(files, 16 << 10)
    lt.set_piece_hashes(torrent, str(path.parent))
    return lt.bencode(torrent.generate())


class Traffic:
    """Publishes on one node, fetches on the other, and removes from both."""

    def __init__(self, lab):
        self.lab, self.rounds = lab, 0
        self.source, self.node = Node(lab, "source").start(), Node(lab, "node").start()
        (lab.folder / "copies").mkdir()

    def round(self):
        given = []
        for i in range(AT_ONCE):
            path = self.lab.fill(f"data/{self.rounds}-{i}.bin", 200_000 + i, self.rounds)
            given.append((path, torrent_of(path)))
        for path, torrent in given[:2]:
            self.source.add(torrent, path, published=True)
            self.node.add(torrent, self.lab.folder / "copies", peers=[self.source.address()])
        for path, torrent in given[2:]:
            self.node.add(torrent, path, published=True)
        until(lambda: all(view["state"] == "seeding" for view in self.node.datasets()), 0.05, 60)
        for each in (self.node, self.source):
            for view in each.datasets():
                each.ask(f"/datasets/{view['key']}?deleteData=true", method="DELETE")
        until(lambda: not self.node.datasets(), 0.05, 60)
        for path, _ in given:
            pathlib.Path(path).unlink(missing_ok=True)
        self.rounds += 1


def slope(samples, name):
    """Growth in an hour, by least squares, over the second half: the first warms up."""
    half = samples[len(samples) // 2:]
    times, values = [each["minute"] for each in half], [each[name] for each in half]
    middle, mean = sum(times) / len(times), sum(values) / len(values)
    spread = sum((time - middle) ** 2 for time in times)
    return 60 * sum((t - middle) * (v - mean) for t, v in zip(times, values)) / spread if spread else 0


def main():
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    names = ["threads", "fds", "rss", "anon", "heap"]
    print(f"{minutes:.0f} minutes, {load()}")
    print(f"{'minute':>7} {'rounds':>7}" + "".join(f"{name:>9}" for name in names), flush=True)
    samples = []
    with Lab() as lab:
        traffic = Traffic(lab)
        started = time.monotonic()
        while time.monotonic() - started < minutes * 60:
            minute_ends = started + 60 * (len(samples) + 1)
            while time.monotonic() < minute_ends:
                traffic.round()
            live = heap(traffic.node)
            sample = {"minute": (time.monotonic() - started) / 60, **traffic.node.proc(), "heap": live}
            samples.append(sample)
            print(f"{sample['minute']:7.1f} {traffic.rounds:7d}" + "".join(f"{sample[name]:9.1f}" for name in names),
                  flush=True)
        kept = sum(len(files) for _, _, files in os.walk(traffic.node.home))
    print(f"{'first':>15}" + "".join(f"{samples[0][name]:9.1f}" for name in names))
    print(f"{'last':>15}" + "".join(f"{samples[-1][name]:9.1f}" for name in names))
    print(f"{'each hour':>15}" + "".join(f"{slope(samples, name):9.1f}" for name in names))
    print(f"{traffic.rounds * AT_ONCE} datasets came and went; files in the node's home now: {kept}; {load()}")


main()
