"""A node that works for honest peers while everybody else attacks it: attack.py MINUTES. See attack.sh."""
import json
import multiprocessing
import os
import pathlib
import re
import statistics
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "nodes"))

import libtorrent as lt

import hostile
from nodes import SEEDBANK, Lab, Node, load, until

PHASE = 30
SIZE = 48_000_000
# What honest peers give and take at most, so that the attackers' own use of the processor decides nothing.
RATE = 6_000_000
STATUS_LIMIT = 30.0
NAMES = ["threads", "fds", "rss", "anon", "heap"]
# What may be more in the last third of the run than in the first: a part of it, and an amount.
GROWTH = {"threads": (0.1, 8), "fds": (0.1, 64), "rss": (0.15, 48), "anon": (0.15, 48), "heap": (0.25, 16)}


def session():
    """A session whose limits hold for peers of this machine too, which libtorrent otherwise frees from them."""
    opened = lt.session({
        "listen_interfaces": "127.0.0.1:0", "enable_dht": False, "enable_lsd": False, "enable_upnp": False,
        "enable_natpmp": False, "enable_outgoing_utp": False, "enable_incoming_utp": False,
        "allow_multiple_connections_per_ip": True, "upload_rate_limit": RATE, "download_rate_limit": RATE,
        "min_reconnect_time": 1, "alert_mask": 0})
    limited = lt.ip_filter()
    limited.add_rule("0.0.0.0", "255.255.255.255", 1)
    opened.set_peer_class_filter(limited)
    return opened


def torrent_of(path):
    files = lt.file_storage()
    lt.add_files(files, str(path))
    torrent = lt.create_torrent(files, 64 << 10)
    lt.set_piece_hashes(torrent, str(path.parent))
    return lt.bencode(torrent.generate())


def key_of(info):
    return str(info.info_hashes().v1)


class Seed:
    """Gives the node a dataset, which the node fetches again and again."""

    def __init__(self, lab, node):
        self.lab, self.node, self.rounds, self.trouble = lab, node, 0, []
        path = lab.fill("given/given.bin", SIZE, 1)
        self.torrent = torrent_of(path)
        self.info = lt.torrent_info(lt.bdecode(self.torrent))
        self.session = session()
        self.handle = self.session.add_torrent({"ti": self.info, "save_path": str(path.parent), "flags":
                                                lt.torrent_flags.seed_mode | lt.torrent_flags.upload_mode})
        (lab.folder / "copies").mkdir()

    def moved(self):
        return self.handle.status().total_payload_upload

    def round(self):
        key = key_of(self.info)
        self.node.add(self.torrent, self.lab.folder / "copies", peers=[f"127.0.0.1:{self.session.listen_port()}"])
        def ended():
            view = next((each for each in self.node.datasets() if each["key"] == key), None)
            if view is not None and view["state"] not in ("waiting", "checking", "fetching", "verifying", "seeding"):
                self.trouble.append(f"{view['state']}: {view.get('why')}")
                return "stopped"
            return view is not None and view["state"] == "seeding" and "seeding"
        ended_as = until(ended, 0.2, 240)
        self.node.ask(f"/datasets/{key}?deleteData=true", method="DELETE")
        self.rounds += ended_as == "seeding"


class Leech:
    """Fetches from the node a dataset that the node publishes, again and again."""

    def __init__(self, lab, node):
        self.lab, self.node, self.rounds, self.before, self.trouble = lab, node, 0, 0, []
        path = lab.fill("asked/asked.bin", SIZE, 2)
        torrent = torrent_of(path)
        self.info = lt.torrent_info(lt.bdecode(torrent))
        node.add(torrent, path, published=True)
        key = key_of(self.info)
        until(lambda: any(view["key"] == key and view["state"] == "seeding" for view in node.datasets()), 0.2, 60)
        self.session, self.handle = session(), None
        (lab.folder / "leech").mkdir()

    def moved(self):
        handle = self.handle
        return self.before + (handle.status().total_payload_download if handle else 0)

    def round(self):
        self.handle = self.session.add_torrent({"ti": self.info, "save_path": str(self.lab.folder / "leech")})
        self.handle.connect_peer(("127.0.0.1", self.node.port))
        deadline = time.monotonic() + 240
        while not self.handle.status().is_seeding:
            if time.monotonic() > deadline:
                self.trouble.append("the node sent too little within 240 s")
                break
            if self.handle.status().num_peers == 0:
                self.handle.connect_peer(("127.0.0.1", self.node.port))
            time.sleep(0.2)
        ended, self.handle = self.handle, None
        self.before += ended.status().total_payload_download
        self.rounds += 1
        self.session.remove_torrent(ended, lt.session.delete_files)
        until(lambda: not self.session.get_torrents(), 0.05, 30)


class Work(threading.Thread):
    """Repeats the rounds of one honest peer until the end; what fails is kept for the verdict."""

    def __init__(self, peer):
        super().__init__(daemon=True)
        self.peer, self.ending = peer, False

    def run(self):
        while not self.ending:
            try:
                self.peer.round()
            except (SystemExit, Exception) as e:
                self.peer.trouble.append(f"{type(e).__name__}: {e}")
                time.sleep(1)


def jcmd(pid, *words):
    try:
        return subprocess.run(["jcmd", str(pid), *words], capture_output=True, text=True, check=True, timeout=60).stdout
    except (OSError, subprocess.SubprocessError):
        return ""


def heap(pid):
    """Megabytes of live objects; none without the JDK's jcmd."""
    jcmd(pid, "GC.run")
    told = jcmd(pid, "GC.heap_info")
    return sum(int(line.split("used ")[1].split("K")[0]) for line in told.splitlines() if "generation" in line) / 1024


def own_threads(pid):
    """Names of the threads that have to live, by what Java says; their count may grow and shrink by work."""
    lasting = ("seedbank-swarm-alerts", "seedbank-swarm-control", "seedbank-node-keeper", "seedbank-node-orders",
               "seedbank-node-changes", "seedbank-node-watch", "seedbank-node-control", "seedbank-node-health",
               "seedbank-node-schedule")
    dump = jcmd(pid, "Thread.print")
    return {name for name in re.findall(r'^"([^"]+)"', dump, re.M) if name.startswith(lasting)}


class Status:
    """Asks 'seedbank status' now and then, and keeps how long it took."""

    def __init__(self, node):
        self.node, self.times, self.failed, self.faults = node, {True: [], False: []}, [], set()

    def ask(self, attacked):
        started = time.monotonic()
        done = subprocess.run([SEEDBANK, "node", "status", "--json"], env=self.node.environment(), capture_output=True,
                              text=True, stdin=subprocess.DEVNULL, timeout=120)
        self.times[attacked].append(time.monotonic() - started)
        if done.returncode != 0:
            self.failed.append(done.stderr.strip().replace("\n", " | "))
            return None
        told = json.loads(done.stdout)
        self.faults.update(text for text in told["warnings"] if re.search(r"has ended|at one thing|not answered|started again", text))
        return told


def growth(samples, name):
    """The median in the first and in the last third; the first sample of all warms up."""
    warm = samples[1:] if len(samples) > 3 else samples
    size = max(1, len(warm) // 3)
    return statistics.median(each[name] for each in warm[:size]), statistics.median(each[name] for each in warm[-size:])


class Verdict:
    def __init__(self):
        self.wrong = []

    def line(self, text, right):
        print(f"  {'ok   ' if right else 'WRONG'} {text}", flush=True)
        if not right:
            self.wrong.append(text)


def attackers(lab, node, war, watch):
    trackers, seeds, catalogs = hostile.Trackers(war), hostile.WebSeeds(war), hostile.Catalogs(war)
    for kind in catalogs.KINDS:
        node.ask("/orders", {"kind": "follow", "catalog": f"{catalogs.url}{kind}/", "match": None, "every": "PT1M",
                             "folder": str(lab.folder / "mirror")})
    return [hostile.Dropper(war, watch, trackers.url, seeds.url), trackers, seeds, catalogs]


def main():
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    print(f"{minutes:g} minutes, {load()}", flush=True)
    war = multiprocessing.Event()
    with Lab() as lab:
        node = Node(lab, "node").start(*(["--allow-private"] if "--allow-private" in subprocess.run(
            [SEEDBANK, "node", "run", "--help"], capture_output=True, text=True).stdout else []))
        pid, verdict = node.process.pid, Verdict()
        for name in ("watch", "target", "mirror"):
            (lab.folder / name).mkdir()
        node.ask("/orders", {"kind": "watch", "folder": str(lab.folder / "watch"), "target": str(lab.folder / "target")})
        enemies = attackers(lab, node, war, lab.folder / "watch")
        seed, leech, status = Seed(lab, node), Leech(lab, node), Status(node)
        hashes = [bytes.fromhex(key_of(each.info)) for each in (seed, leech)]
        control = json.loads((node.home / "state/node/control.json").read_text())["port"]
        enemies += [hostile.Peers(war, node.port, hashes), hostile.Callers(war, control)]
        for enemy in enemies:
            enemy.start()
        works = [Work(seed), Work(leech)]
        for work in works:
            work.start()
        time.sleep(10)
        before = own_threads(pid)
        rates, samples = {True: [], False: []}, []
        print(f"{'minute':>7} {'':7} {'down':>7} {'up':>7}" + "".join(f"{name:>9}" for name in NAMES) + "   status", flush=True)
        started = time.monotonic()
        while time.monotonic() - started < minutes * 60 and node.process.poll() is None:
            for attacked in (False, True):
                war.set() if attacked else war.clear()
                moved, begun = (seed.moved(), leech.moved()), time.monotonic()
                time.sleep(PHASE / 2)
                status.ask(attacked)
                time.sleep(max(0, PHASE - (time.monotonic() - begun)))
                taken = time.monotonic() - begun
                rate = [(now - then) / taken / 1e6 for now, then in zip((seed.moved(), leech.moved()), moved)]
                if node.process.poll() is not None:
                    break
                sample = {**node.proc(), "heap": heap(pid), "attacked": attacked}
                rates[attacked].append(rate)
                samples.append(sample)
                print(f"{(time.monotonic() - started) / 60:7.1f} {'attack' if attacked else 'peace':7} {rate[0]:7.2f} {rate[1]:7.2f}"
                      + "".join(f"{sample[name]:9.1f}" for name in NAMES) + f" {status.times[attacked][-1]:8.1f}", flush=True)
        war.clear()
        for work in works:
            work.ending = True
        print("verdict")
        alive = node.process.poll() is None
        verdict.line(f"the node is still the process {pid}", alive)
        if alive:
            told = status.ask(False)
            lost = before - own_threads(pid)
            verdict.line(f"of its {len(before)} lasting threads none is lost {sorted(lost) or ''}", not lost and len(before) > 5)
            orders = {order["id"]: order.get("problems", []) for order in (told or {"orders": []})["orders"]}
            for each, problems in orders.items():
                print(f"        {each}: {len(problems)} problems, such as {problems[:1]}")
        for index, name in enumerate(("fetched", "sent")):
            peace, attack = (statistics.median(rate[index] for rate in rates[kind]) for kind in (False, True))
            verdict.line(f"{name} {peace:.2f} MB/s in peace and {attack:.2f} under attack: {attack / max(peace, 1e-9):.2f} (at least 0.50)",
                         peace > 0.1 and attack >= peace / 2)
        for name in NAMES:
            part, amount = GROWTH[name]
            for attacked, when in ((False, "in peace"), (True, "under attack")):
                first, last = growth([each for each in samples if each["attacked"] == attacked], name)
                verdict.line(f"{name} {when} {first:.1f} in the first third, {last:.1f} in the last"
                             f" (at most {first * (1 + part) + amount:.1f})", last <= first * (1 + part) + amount)
        both = status.times[False] + status.times[True]
        verdict.line(f"'node status' always answered, in {statistics.median(status.times[True]):.1f} s under attack, {max(both):.1f} at most"
                     f" (limit {STATUS_LIMIT:.0f}) {status.failed[:3] or ''}", not status.failed and max(both) <= STATUS_LIMIT)
        verdict.line(f"'status' told no fault {sorted(status.faults) or ''}", not status.faults)
        log = node.log.read_text(errors="replace")
        print(f"        fetches taken up anew after libtorrent lost a piece that was poisoned: {log.count('was taken up anew')}")
        bugs = re.findall(r".*(?:fault in seedbank|this is a bug|should not have).*", log)
        verdict.line(f"the log tells of {len(bugs)} faults of this program, in {len(log) / 1e6:.1f} MB {bugs[:3] or ''}", not bugs)
        for peer, name in ((seed, "fetched"), (leech, "sent")):
            verdict.line(f"{name} {peer.rounds} times {SIZE / 1e6:.0f} MB; trouble: {peer.trouble[:3] or 'none'}", peer.rounds > 0)
        for enemy in enemies:
            verdict.line(f"{type(enemy).__name__} struck {enemy.count.value} times", enemy.count.value > 0)
        for enemy in enemies:
            enemy.kill()
            enemy.join()
        node.stop()
    print(load())
    sys.exit(1 if verdict.wrong else 0)


main()
