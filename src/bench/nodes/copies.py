"""How often a publisher sends its dataset until all have it: copies.py FETCHERS MEGABYTES RATE. See swarm-copies.sh."""
import pathlib
import subprocess
import sys
import time

from nodes import Lab, Node, digests, load, until

PEER = pathlib.Path(__file__).resolve().parents[1] / "peers/copies.py"


def nodes(lab, publisher, torrent, fetchers):
    others = [Node(lab, f"fetcher{number}").start() for number in range(fetchers)]
    started = time.monotonic()
    for node in others:
        (node.home / "copies").mkdir(parents=True, exist_ok=True)
        node.add(torrent, node.home / "copies",
                 peers=[other.address() for other in [publisher, *others] if other is not node])
    times = {}

    def ended():
        for node in others:
            view = node.datasets()[0]
            if view["state"] == "seeding" and node.home.name not in times:
                times[node.home.name] = time.monotonic() - started
        return len(times) == fetchers

    until(ended, 0.2, 600)
    same = sum(digests(lab.folder / "field") == digests(node.home / "copies/field") for node in others)
    for node in others:
        node.stop()
    return min(times.values()), max(times.values()), same


def main():
    fetchers = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    size = (int(sys.argv[2]) if len(sys.argv) > 2 else 100) * 10**6
    rate = int(float(sys.argv[3] if len(sys.argv) > 3 else 5) * 10**6)
    print(f"{fetchers} fetch {size / 1e6:.0f} MB from one that sends {rate / 1e6:g} MB/s, {load()}", flush=True)
    print("                                 first s   last s   sent / size")
    with Lab() as lab:
        publisher = Node(lab, "publisher").start()
        lab.fill("field/large.bin", size - 10**6)
        lab.fill("field/small.bin", 10**6)
        publisher.command("publish", "--quiet", lab.folder / "field")
        if rate:
            publisher.command("limit", "--up", f"{rate}")
        torrent = publisher.torrents()[0].read_bytes()
        first, last, same = nodes(lab, publisher, torrent, fetchers)
        sent = publisher.datasets()[0]["traffic"]["uploaded"] / size
        print(f"  seedbank                       {first:7.1f}  {last:7.1f}   {sent:.2f}   {same} copies the same", flush=True)
        publisher.stop()
        file = lab.folder / "field.torrent"
        file.write_bytes(torrent)
        for offers, name in ((0, "libtorrent"), (1, "libtorrent, super-seeding")):
            folder = lab.folder / f"python-{offers}"
            folder.mkdir()
            said = subprocess.run(
                ["/usr/bin/python3", PEER, str(fetchers), str(size), str(rate), str(offers), folder, file,
                 lab.folder / "field"], capture_output=True, text=True, timeout=700)
            if said.returncode != 0:
                raise SystemExit(said.stderr)
            theirs = said.stdout.split()
            print(f"  {name:30} {theirs[0]:>7}  {theirs[1]:>7}   {theirs[2]}", flush=True)
    print(load())
    sys.exit(0 if same == fetchers and (rate == 0 or sent <= 1.1) else 1)


main()
