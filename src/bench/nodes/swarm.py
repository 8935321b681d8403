"""One node publishes slowly, eight fetch from it and from each other: swarm.py FETCHERS MEGABYTES. See node-swarm.sh."""
import sys
import time

from nodes import Lab, Node, digests, load, until

RATE = 10_000_000


def main():
    fetchers = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    size = (int(sys.argv[2]) if len(sys.argv) > 2 else 200) * 10**6
    print(f"{fetchers} fetch {size / 1e6:.0f} MB from one that sends {RATE / 1e6:.0f} MB/s, {load()}", flush=True)
    with Lab() as lab:
        publisher = Node(lab, "publisher").start()
        lab.fill("field/large.bin", size - 10**6)
        lab.fill("field/small.bin", 10**6)
        publisher.command("publish", "--quiet", lab.folder / "field")
        publisher.command("limit", "--up", f"{RATE}")
        torrent = publisher.torrents()[0].read_bytes()
        nodes = [Node(lab, f"fetcher{i}").start() for i in range(fetchers)]
        started = time.monotonic()
        for node in nodes:
            (lab.folder / node.home.name / "copies").mkdir()
            node.add(torrent, node.home / "copies",
                     peers=[other.address() for other in [publisher, *nodes] if other is not node])
        times = {}

        def ended():
            for node in nodes:
                view = node.datasets()[0]
                if view["state"] == "seeding" and node.home.name not in times:
                    times[node.home.name] = time.monotonic() - started
                elif view["state"] not in ("waiting", "checking", "fetching", "verifying", "seeding"):
                    raise SystemExit(f"{node.home.name} is {view['state']}: {view.get('why')}")
            return len(times) == fetchers

        until(ended, 0.5, 600)
        sent = until(lambda: publisher.datasets()[0]["traffic"]["uploaded"])
        between = sum(node.datasets()[0]["traffic"]["uploaded"] for node in nodes)
        same = sum(digests(lab.folder / "field") == digests(node.home / "copies/field") for node in nodes)
        print(f"  seconds until the first and the last has verified its copy  {min(times.values()):.1f} {max(times.values()):.1f}")
        print(f"  at the publisher's rate one copy alone takes                {size / RATE:.1f}")
        print(f"  sent by the publisher, MB                                   {sent / 1e6:.0f}")
        print(f"  sent by the fetchers to each other, MB                      {between / 1e6:.0f}")
        print(f"  sent by the publisher / size (goal < 2)                     {sent / size:.2f}")
        print(f"  copies that are what was published, by sha256               {same} of {fetchers}")
    print(load())
    sys.exit(0 if sent < 2 * size and same == fetchers else 1)


main()
