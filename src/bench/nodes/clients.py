"""Other clients fetch from seedbank, and seedbank from them: clients.py [MEGABYTES]. See clients.sh.

Each cell is "same" when every file has arrived byte for byte, else what happened. With MEGABYTES it is a rate in MB/s, from the start of the
program until it has all by its own word; that of seedbank takes its start and the verification in.
"""
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from nodes import Lab, SEEDBANK, digests, load

ROOT = pathlib.Path(__file__).resolve().parents[3]
LT = ROOT / "swarm/src/test/resources/libtorrent_peer.py"
HERE = ROOT / "src/bench/peers"
HOST = os.environ.get("HOST", "127.0.0.1")
LIMIT = float(os.environ.get("LIMIT", "60"))


def free():
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        return each.getsockname()[1]


def contents(path):
    if path.is_file():
        return digests(path.parent)
    return {name: digest for name, digest in digests(path).items() if ".pad" not in name}


class Client:
    """Fetches into a folder, or seeds what lies in one; both return their process."""

    styles = ("v1", "hybrid", "v2")
    makes_empty_files = True

    def __init__(self, lab):
        self.lab = lab

    def done(self, process):
        """Whether it has all, by its own word."""
        return process.poll() == 0

    def run(self, command, **options):
        log = open(self.lab.folder / "client.log", "ab")
        return self.lab.start([str(each) for each in command], stdout=log, stderr=log, **options)

    def ask(self, url, body=None):
        try:
            with urllib.request.urlopen(url, data=body, timeout=10) as answer:
                return json.load(answer)
        except OSError:
            return None  # It does not listen yet.


class Python(Client):
    name = "libtorrent 2.0.8"
    port = 0

    def fetch(self, torrent, folder, port):
        return self.run(["/usr/bin/python3", LT, "fetch", torrent, folder, port])

    def seed(self, torrent, folder):
        process = subprocess.Popen(["/usr/bin/python3", LT, "seed", torrent, folder, "0.0.0.0", str(self.port)], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, text=True)
        self.lab.processes.append(process)
        return process, int(process.stdout.readline() or 0)

    def seeds(self, process):
        return True


class Aria(Client):
    name = "aria2 1.36"
    styles = ("v1",)
    OPTIONS = ["aria2c", "--no-conf", "--quiet", "--allow-overwrite=true", "--enable-dht=false", "--enable-dht6=false",
               "--bt-enable-lpd=false", "--enable-peer-exchange=false", "--follow-torrent=false",
               "--file-allocation=none", "--bt-tracker-connect-timeout=3"]

    def fetch(self, torrent, folder, port):
        return self.run([*self.OPTIONS, f"--listen-port={free()}", f"--dir={folder}", "--seed-time=0", torrent])

    def seed(self, torrent, folder):
        port, self.control = free(), free()
        return self.run([*self.OPTIONS, f"--listen-port={port}", f"--dir={folder}", "--check-integrity=true",
                         "--seed-ratio=0.0", "--enable-rpc", f"--rpc-listen-port={self.control}", torrent]), port

    def seeds(self, process):
        asked = {"jsonrpc": "2.0", "id": "1", "method": "aria2.tellActive", "params": [["seeder"]]}
        answer = self.ask(f"http://127.0.0.1:{self.control}/jsonrpc", json.dumps(asked).encode())
        return bool(answer) and [each["seeder"] for each in answer["result"]] == ["true"]


class Transmission(Client):
    name = "Transmission 3.00"
    styles = ("v1",)
    makes_empty_files = False

    def start(self, torrent, folder):
        config, port, control = self.lab.folder / f"transmission{free()}", free(), free()
        self.control = control
        config.mkdir()
        process = self.run(["transmission-daemon", "-f", "-g", config, "-w", folder, "-p", control, "-P", port, "-M",
                            "-O", "-Y", "-T", "--no-incomplete-dir"])
        for _ in range(100):
            done = subprocess.run(["transmission-remote", f"127.0.0.1:{control}", "-a", torrent, "-w", folder],
                                  capture_output=True, text=True)
            if "success" in done.stdout or "Error" in done.stdout:
                break
            time.sleep(0.1)
        if "success" not in done.stdout:
            raise ValueError(f"refused: {(done.stdout + done.stderr).strip()[-60:]}")
        return process, port

    def done(self, process):
        return " 100% " in subprocess.run(["transmission-remote", f"127.0.0.1:{self.control}", "-l"],
                                          capture_output=True, text=True).stdout

    seeds = done

    def fetch(self, torrent, folder, port):
        return self.start(torrent, folder)[0]

    def seed(self, torrent, folder):
        return self.start(torrent, folder)


class QBittorrent(Client):
    name = "qBittorrent 4.5.2"

    def start(self, torrent, folder):
        profile, port, self.control = self.lab.folder / f"qbittorrent{free()}", free(), free()
        config = profile / "qBittorrent/config"
        config.mkdir(parents=True)
        (config / "qBittorrent.conf").write_text(
            "[LegalNotice]\nAccepted=true\n[BitTorrent]\n"
            f"Session\\Port={port}\nSession\\DHTEnabled=false\nSession\\LSDEnabled=false\nSession\\PeXEnabled=false\n"
            "Session\\MultiConnectionsPerIp=true\nSession\\QueueingSystemEnabled=false\n"
            "Session\\BTProtocol=TCP\nSession\\TorrentContentLayout=Original\n[Network]\nPortForwardingEnabled=false\n"
            f"[Preferences]\nWebUI\\Port={self.control}\nWebUI\\Address=127.0.0.1\nWebUI\\LocalHostAuth=false\n")
        return self.run(["qbittorrent-nox", f"--profile={profile}", f"--save-path={folder}", "--skip-dialog=true",
                         "--add-paused=false", torrent], env={**os.environ, "HOME": str(profile)}), port

    def done(self, process):
        answer = self.ask(f"http://127.0.0.1:{self.control}/api/v2/torrents/info")
        return bool(answer) and answer[0]["progress"] == 1 and answer[0]["state"].endswith("UP") and "checking" not in answer[0]["state"]

    seeds = done

    def fetch(self, torrent, folder, port):
        return self.start(torrent, folder)[0]

    def seed(self, torrent, folder):
        return self.start(torrent, folder)


class WebTorrent(Client):
    name = "WebTorrent 2.8.5"
    styles = ("v1", "hybrid")
    makes_empty_files = False

    def start(self, torrent, folder, port, peer):
        self.log = self.lab.folder / f"webtorrent{port}.log"
        return self.lab.start(["node", f"{os.environ['WEBTORRENT']}/webtorrent.mjs", str(folder), str(port), peer, "no", str(torrent)],
                              stdout=open(self.log, "wb"), stderr=subprocess.STDOUT)

    def done(self, process):
        return "done" in self.log.read_text()

    seeds = done

    def fetch(self, torrent, folder, port):
        return self.start(torrent, folder, free(), f"{HOST}:{port}")

    def seed(self, torrent, folder):
        port = free()
        return self.start(torrent, folder, port, "-"), port


CLIENTS = [Aria, Transmission, QBittorrent, WebTorrent, Python]


def environment(home):
    return {**os.environ, "SEEDBANK_HOME": str(home), "LC_ALL": "C.UTF-8"}


def publisher(lab, dataset, style, tracker, port):
    home = lab.folder / f"publisher-{dataset.name}-{style}"
    log = lab.folder / f"{home.name}.log"
    process = lab.start([SEEDBANK, "publish", "--foreground", "--quiet", "--format", style, "--port", str(port), "--public",
                         "--tracker", tracker, str(dataset)], env=environment(home), stdout=open(log, "wb"),
                        stderr=subprocess.STDOUT)
    end = time.monotonic() + 120
    while not re.search("seeding", log.read_text()):
        if process.poll() is not None or time.monotonic() > end:
            raise SystemExit(log.read_text())
        time.sleep(0.1)
    return process, next((home / "data/catalog").glob("*.torrent"))


def until(reached, process, limit):
    """Seconds until it is so; none when the program ends without, or the time is over."""
    started = time.monotonic()
    while time.monotonic() - started < limit:
        ended = process.poll() is not None
        if reached(process):
            return time.monotonic() - started
        if ended:
            return None
        time.sleep(0.05)
    return None


def end(process):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def compared(client, there, wanted):
    """What is said of a copy: "same", "no empty files", or what is amiss."""
    if there == wanted:
        return "same"

    def whole(files):
        return {name: each for name, each in files.items() if each != empty}

    empty = hashlib.sha256().hexdigest()
    if not client.makes_empty_files and whole(there) == whole(wanted):
        return "same, without empty files"
    return f"{len([each for each in wanted if there.get(each) == wanted[each]])} of {len(wanted)} files"


def theirs(lab, client, dataset, torrent, port, rate):
    folder = lab.folder / f"theirs-{free()}"
    folder.mkdir()
    started = time.monotonic()
    try:
        process = client.fetch(torrent, folder, port)
    except ValueError as e:
        return str(e)
    took = until(client.done, process, LIMIT)
    took = took and time.monotonic() - started
    end(process)
    said = compared(client, contents(folder / dataset.name) if (folder / dataset.name).exists() else {}, contents(dataset))
    shutil.rmtree(folder)
    return verdict(took, said, rate)


def verdict(took, said, rate):
    if took is None:
        return f"not in {LIMIT:.0f} s: {said}"
    return f"{rate / took:.0f} MB/s" if rate and said == "same" else said


def seeding(lab, client, dataset, torrent, fetch, rate):
    """What is said of a copy that is fetched from a client."""
    try:
        process, port = client.seed(torrent, dataset.parent)
    except ValueError as e:
        return [str(e)]
    if until(client.seeds, process, LIMIT) is None:
        end(process)
        return ["it does not seed"]
    said = [each(lab, dataset, torrent, port, rate) for each in fetch]
    end(process)
    return said


def ours(lab, dataset, torrent, port, rate):
    folder, home = lab.folder / f"ours-{free()}", lab.folder / f"home-{free()}"
    started = time.monotonic()
    done = subprocess.run([SEEDBANK, "get", torrent, "-d", folder, "--foreground", "--peer", f"127.0.0.1:{port}",
                           "--timeout", str(int(LIMIT))], env=environment(home), capture_output=True, text=True)
    took = time.monotonic() - started
    said = "same" if done.returncode == 0 and contents(folder / dataset.name) == contents(dataset) else done.stderr.strip()[-80:]
    shutil.rmtree(folder, ignore_errors=True)
    return verdict(took, said, rate)


def libtorrents(lab, dataset, torrent, port, rate):
    return theirs(lab, Python(lab), dataset, torrent, port, rate)


def datasets(lab, rate):
    if rate:
        lab.fill("large/one.bin", rate * 10**6)
        return [lab.folder / "large"]
    lab.fill("mixed/depth.csv", 700_000)
    lab.fill("mixed/Ä ö/größe #1 100% – 測定 \U0001f9ea.csv", 40_000)
    lab.fill("mixed/empty.csv", 0)
    for number in range(2000):
        lab.fill(f"small/{number}.txt", 100 + number % 50)
    lab.fill("one/x/a b.bin", 600_001)
    lab.fill("lone/lone ü+.bin", 300_000)
    return [lab.folder / "mixed", lab.folder / "small", lab.folder / "one", lab.folder / "lone/lone ü+.bin"]


def main():
    rate = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    styles = ["v1"] if rate else os.environ.get("STYLES", "hybrid v1 v2").split()
    print(f"byte for byte, {load()}", flush=True)
    with Lab() as lab:
        for dataset in datasets(lab, rate):
            for style in styles:
                kinds = [each for each in CLIENTS if style in each.styles]
                port = free()
                tracker = lab.start(["/usr/bin/python3", str(HERE / "tracker.py"), str(port), HOST], stdout=subprocess.PIPE, text=True)
                url = f"http://127.0.0.1:{tracker.stdout.readline().strip()}/announce"
                process, torrent = publisher(lab, dataset, style, url, port)
                row = {each: [theirs(lab, each(lab), dataset, torrent, port, rate)] for each in kinds}
                end(process)
                if rate:
                    seed = Python(lab)
                    seed.port = port
                    process, _ = seed.seed(torrent, dataset.parent)
                    for each in kinds:
                        row[each].append(theirs(lab, each(lab), dataset, torrent, port, rate))
                    end(process)
                end(tracker)
                for each in kinds:
                    row[each] += seeding(lab, each(lab), dataset, torrent, [ours, libtorrents] if rate else [ours], rate)
                    what = ["from seedbank", "from libtorrent", "to seedbank", "to libtorrent"] if rate else ["from seedbank", "to seedbank"]
                    print(f"  {dataset.name:12} {style:7} {each.name:18} "
                          + "  ".join(f"{name}: {cell:26}" for name, cell in zip(what, row[each])), flush=True)
    print(load())


main()
