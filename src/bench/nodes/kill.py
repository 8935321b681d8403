"""Kills a node again and again and looks what is left: kill.py KILLS. See node-kill.sh."""
import json
import random
import subprocess
import sys
import time

from nodes import DEADLINE, SEEDBANK, Lab, Node, count, digests, load, until

SEEDED = 10
FETCHED_MB = 300
LONGEST = 6
"""Seconds to a kill, at most: mostly from when the node was ready, else from when its process was started."""
FROM_READY = 0.75
LONG_EVERY = 25
"""A drop folder's item is published after a minute of quiet, so now and then the node lives that long."""
LONG = (60, 72)


class Trial:

    def __init__(self, lab, kills, seed):
        self.lab, self.kills, self.dice = lab, kills, random.Random(seed)
        self.source, self.node = Node(lab, "source"), Node(lab, "node")
        self.faults, self.ready = [], []
        self.before, self.furthest_back = 0, 0
        self.publisher, self.tried = None, 0

    def prepare(self):
        self.lab.fill("field/large.bin", FETCHED_MB * 10**6 - 10**6)
        self.lab.fill("field/small.bin", 10**6)
        self.source.start()
        self.source.command("publish", "--quiet", self.lab.folder / "field")
        rate = FETCHED_MB * 10**6 / (self.kills * (LONGEST / 2))
        self.source.ask("/limits", {"up": int(max(rate, 300_000))}, "PUT")
        self.node.start()
        for i in range(SEEDED):
            self.lab.fill(f"seeded{i}/a.bin", 3_000_000 + i)
            self.node.command("publish", "--quiet", self.lab.folder / f"seeded{i}")
        (self.lab.folder / "drop").mkdir()
        self.node.command("node", "drop", self.lab.folder / "drop")
        self.lab.fill("drop/first/item.bin", 100_000)
        self.node.command("get", self.source.torrents()[0], "-d", self.lab.folder / "copy",
                          "--peer", self.source.address())
        self.node.kill()

    def fault(self, round, text):
        self.faults.append(f"round {round}: {text}")
        print("  FAULT", self.faults[-1], flush=True)

    def look(self, round, started, until_when):
        """All that was seeded is seeded again, nothing is damaged, and the fetch has not lost much."""
        seconds = None
        while time.monotonic() < until_when and seconds is None:
            views = self.node.datasets()
            self.judge(round, views)
            ours = [view for view in views if "/seeded" in view["path"]]
            if all(view["state"] == "seeding" for view in ours):
                seconds = time.monotonic() - started
            time.sleep(0.1)
        if seconds is not None:
            self.ready.append(seconds)

    def judge(self, round, views):
        ours = [view for view in views if "/seeded" in view["path"]]
        if len(ours) != SEEDED or len({view["key"] for view in views}) != len(views):
            self.fault(round, f"{len(ours)} of {SEEDED} are there, {len(views)} in all")
        for view in views:
            if view["state"] in ("damaged", "not there", "failed", "paused", "checking") and "/copy/" not in view["path"]:
                self.fault(round, f"{view['name']} is {view['state']}: {view.get('why')}")
            if view["state"] in ("damaged", "not there", "failed", "no room") and "/copy/" in view["path"]:
                self.fault(round, f"the fetch is {view['state']}: {view.get('why')}")

    def fetched(self):
        views = [view for view in self.node.datasets() if "/copy/" in view["path"]]
        return views[0] if views else None

    def publish(self):
        """Publishes the next dataset; one whose publication failed is published again."""
        if self.publisher is None:
            name = f"new{self.tried}"
            if not (self.lab.folder / name).exists():
                self.lab.fill(f"{name}/a.bin", 30_000_000)
            self.publisher = self.lab.start(
                [SEEDBANK, "publish", "--quiet", str(self.lab.folder / name)], env=self.node.environment(),
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def end_publisher(self, now):
        if self.publisher is not None:
            if now:
                self.publisher.kill()
            if self.publisher.wait(DEADLINE) == 0:
                self.tried += 1
            self.publisher = None

    def round(self, round):
        long = round % LONG_EVERY == 0
        if long:
            self.lab.fill(f"drop/item{round}/item.bin", 20_000_000)
        lifetime = self.dice.uniform(*LONG) if long else self.dice.uniform(0.1, LONGEST)
        both, from_ready = self.dice.random() < 0.3, self.dice.random() < FROM_READY
        started = time.monotonic()
        end = started + lifetime
        self.node.launch()
        said = "not ready yet"
        while (from_ready or time.monotonic() < end) and b"ready" not in self.node.log.read_bytes()[self.node.said:]:
            time.sleep(0.05)
        if from_ready or time.monotonic() < end:
            self.node.await_ready()
            end = time.monotonic() + lifetime if from_ready else end
            self.publish()
            self.look(round, started, end)
            time.sleep(max(0, end - time.monotonic()))
            view = self.fetched()
            if view is None:
                self.fault(round, "the fetch is gone")
            else:
                back = self.before - view["amounts"]["bytesDone"] if view["state"] == "fetching" else 0
                self.furthest_back = max(self.furthest_back, back)
                if view["state"] == "fetching":
                    self.before = view["amounts"]["bytesDone"]
                said = f"{view['state']} {view['amounts']['bytesDone'] / 1e6:.0f} MB"
        self.node.kill()
        self.end_publisher(both)
        # A command that finds no node starts one.
        self.node.kill_others()
        since = "it was ready" if from_ready else "its start"
        print(f"kill {round:3d}, {lifetime:5.2f} s after {since}: {said}, {self.tried} published", flush=True)

    def finish(self):
        self.source.ask("/limits", {}, "PUT")
        started = time.monotonic()
        self.node.start()
        self.look("end", started, started + 60)
        self.publish()
        self.end_publisher(False)
        drops = len(list((self.lab.folder / "drop").iterdir()))
        expected = SEEDED + 1 + self.tried + drops
        until(lambda: count(self.node.datasets()).get("seeding") == expected, 1)
        views = self.node.datasets()
        self.judge("end", views)
        if digests(self.lab.folder / "field") != digests(self.lab.folder / "copy/field"):
            self.fault("end", "the copy differs")
        listed = json.loads(self.node.command("list", "--json"))["catalogs"][0]["entries"]
        for field in ("serial", "digest", "title"):
            values = [entry.get(field) for entry in listed]
            if len(set(values)) != len(values) or None in values:
                self.fault("end", f"{field} is not unique: {sorted(map(str, values))}")
        if len(listed) != SEEDED + self.tried + drops:
            self.fault("end", f"{len(listed)} are listed, not {SEEDED + self.tried + drops}")
        return len(listed)


def main():
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    print(f"{kills} kills, seed {seed}, {load()}", flush=True)
    with Lab() as lab:
        trial = Trial(lab, kills, seed)
        trial.prepare()
        for round in range(1, kills + 1):
            trial.round(round)
        listed = trial.finish()
        ready = sorted(trial.ready)
        print(f"\nkills                                  {kills}")
        print(f"published meanwhile                    {trial.tried}, listed once each: {listed} in all")
        print(f"seconds from start to all ten seeding  {ready[len(ready) // 2]:.1f}, at most {ready[-1]:.1f}")
        print(f"largest step back of the fetch         {trial.furthest_back / 1e6:.1f} MB")
        print(f"faults                                 {len(trial.faults)}")
        print(load())
        sys.exit(1 if trial.faults else 0)


main()
