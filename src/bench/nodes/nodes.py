"""Nodes with homes of their own in one scratch folder, which ends with them. For the benchmarks of the node."""
import base64
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
SEEDBANK = os.environ.get("SEEDBANK", str(ROOT / "seedbank"))
DEADLINE = 300


class Lab:
    """A scratch folder, and every process that was started in it."""

    def __enter__(self):
        above = pathlib.Path(os.environ.get("BENCH_DIR", "/tmp/seedbank-bench"))
        above.mkdir(parents=True, exist_ok=True)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="nodes-", dir=above))
        self.processes = []
        signal.signal(signal.SIGTERM, lambda *_: exit(143))
        return self

    def __exit__(self, *_):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.wait()
        kill_all(self.folder)
        if "KEEP" in os.environ:
            print("kept:", self.folder)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, command, **options):
        self.processes = [each for each in self.processes if each.poll() is None]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
        self.processes.append(process)
        return process

    def fill(self, name, size, seed=0):
        """A file of bytes that do not repeat and are the same each time."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        source = random.Random(f"{name} {seed}")
        with open(path, "wb") as file:
            while size > 0:
                block = source.randbytes(min(size, 1 << 20))
                file.write(block)
                size -= len(block)
        return path


class Node:
    """A home and the node of it, which runs from start() to stop() or kill(). Its own files stay between."""

    def __init__(self, lab, name):
        self.lab = lab
        self.home = lab.folder / name
        self.log = lab.folder / (name + ".log")
        self.process = None
        self.port = 0

    def environment(self):
        return {**os.environ, "SEEDBANK_HOME": str(self.home), "LC_ALL": "C.UTF-8"}

    def launch(self, *options):
        """Starts the process, and does not wait for it."""
        self.access = None
        self.said = self.log.stat().st_size if self.log.exists() else 0
        with open(self.log, "ab") as log:
            self.process = self.lab.start([SEEDBANK, "node", "run", "--port", str(self.port), *options],
                                          env=self.environment(), stdout=log, stderr=log)
        return self

    def await_ready(self):
        def ready():
            if self.process.poll() is not None:
                raise SystemExit(f"the node ended:\n{self.log.read_text()[-3000:]}")
            with open(self.log, "rb") as log:
                log.seek(self.said)
                return re.search(rb"ready: .* port ([0-9]+), process", log.read())
        self.port = int(until(ready, 0.05)[1])
        return self

    def start(self, *options):
        return self.launch(*options).await_ready()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def kill_others(self):
        """Kills what commands have started in this home and left, such as a node."""
        kill_all(self.home)

    def stop(self):
        self.process.terminate()
        self.process.wait(60)

    def ask(self, path, body=None, method=None):
        """The answer of the control interface."""
        if self.access is None:
            self.access = json.loads((self.home / "state/node/control.json").read_text())
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.access['port']}/v1{path}", method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + self.access["token"], "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                text = answer.read()
        except urllib.error.HTTPError as e:
            raise RuntimeError(f"{path}: {e.code} {e.read().decode()}") from e
        return json.loads(text) if text else None

    def datasets(self):
        return self.ask("/datasets")["datasets"]

    def add(self, torrent, place, published=False, peers=()):
        return self.ask("/datasets", {
            "torrent": base64.b64encode(torrent).decode(), "place": str(place), "published": published, "files": None,
            "peers": list(peers), "seed": True, "paused": False, "origin": "bench"})

    def address(self):
        return f"127.0.0.1:{self.port}"

    def command(self, *arguments):
        """Runs a command of this home; its standard output."""
        done = subprocess.run([SEEDBANK, *map(str, arguments)], env=self.environment(), stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=DEADLINE)
        if done.returncode != 0:
            raise SystemExit(f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def torrents(self):
        return sorted((self.home / "data/catalog").glob("*.torrent"))

    def proc(self):
        """What the kernel says of the process: megabytes, numbers, and seconds of the processor."""
        below = pathlib.Path("/proc") / str(self.process.pid)
        status = dict(re.findall(r"(\w+):\s+(\d+)", (below / "status").read_text()))
        stat = (below / "stat").read_text().rsplit(")", 1)[1].split()
        return {"rss": int(status["VmRSS"]) / 1024, "anon": int(status["RssAnon"]) / 1024,
                "threads": int(status["Threads"]), "fds": len(os.listdir(below / "fd")),
                "cpu": (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")}


def kill_all(home):
    """Kills every process that has its home in this folder of ours, and waits until they are gone."""
    mark = f"SEEDBANK_HOME={home}".encode()

    def found():
        pids = []
        for each in pathlib.Path("/proc").glob("[0-9]*/environ"):
            try:
                if any(text == mark or text.startswith(mark + b"/") for text in each.read_bytes().split(b"\0")):
                    pids.append(int(each.parent.name))
            except OSError:
                continue
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        return pids

    until(lambda: not found(), 0.1, 60)


def until(reached, pause=0.2, limit=DEADLINE):
    """Asks again and again; the first answer that is not empty."""
    deadline = time.monotonic() + limit
    while True:
        answer = reached()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise SystemExit(f"not reached after {limit} s")
        time.sleep(pause)


def count(views):
    """How many there are in each state."""
    states = {}
    for view in views:
        states[view["state"]] = states.get(view["state"], 0) + 1
    return states


def digests(folder):
    """SHA-256 of each file below a folder, by its path there."""
    folder = pathlib.Path(folder)
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with open(path, "rb") as file:
                found[str(path.relative_to(folder))] = hashlib.file_digest(file, "sha256").hexdigest() \
                    if hasattr(hashlib, "file_digest") else digest(file)
    return found


def digest(file):
    sha = hashlib.sha256()
    while block := file.read(1 << 20):
        sha.update(block)
    return sha.hexdigest()


def load():
    return "load " + " ".join(f"{each:.1f}" for each in os.getloadavg())


def median(values):
    values = sorted(values)
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
