"""A node whose libtorrent hangs: hang.py. See node-hang.sh."""
import ctypes
import json
import os
import pathlib
import subprocess
import sys
import time

from nodes import Lab, Node, SEEDBANK, until

PTRACE_SEIZE, PTRACE_INTERRUPT = 0x4206, 0x4207
WALL = 0x40000000
LIMIT = 240
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


def network_thread(pid):
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        name = (task / "comm").read_text().strip()
        if name.startswith(("Network", "libtorrent-net")):
            return int(task.name)
    raise SystemExit("no network thread among: " + ", ".join(
        sorted({(each / "comm").read_text().strip() for each in pathlib.Path(f"/proc/{pid}/task").iterdir()})))


def freeze(thread):
    for request in (PTRACE_SEIZE, PTRACE_INTERRUPT):
        if libc.ptrace(request, thread, None, None) != 0:
            raise SystemExit(f"ptrace is not allowed here: errno {ctypes.get_errno()}")


def let_end(thread):
    """A traced thread that has ended counts as there until its tracer has asked."""
    try:
        os.waitpid(thread, os.WNOHANG | WALL)
    except ChildProcessError:
        pass


def status(node):
    done = subprocess.run([SEEDBANK, "node", "status", "--json"], env=node.environment(), capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=120)
    return json.loads(done.stdout) if done.returncode == 0 else None


def main():
    with Lab() as lab:
        node = Node(lab, "node")
        node.command("node", "start")
        first = status(node)
        thread = network_thread(first["pid"])
        freeze(thread)
        frozen = time.monotonic()
        since = lambda: f"{time.monotonic() - frozen:6.1f} s"
        told = until(lambda: (status(node) or {"warnings": []})["warnings"], 1, LIMIT)
        print(f"{since()}  'node status' tells: {told[0]}", flush=True)
        log = node.home / "state/node/log"
        until(lambda: let_end(thread) or "starting it again" in log.read_text(), 0.5, LIMIT)
        print(f"{since()}  {[line for line in log.read_text().splitlines() if 'starting it again' in line][-1]}", flush=True)
        def other():
            now = status(node)
            return now and now["pid"] != first["pid"] and now
        second = until(other, 0.5, LIMIT)
        print(f"{since()}  another process answers, and tells: {second['warnings'][0]}", flush=True)
        node.command("node", "stop")


if __name__ == "__main__":
    main()
