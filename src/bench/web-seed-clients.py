#!/usr/bin/env python3
"""Which other programs fetch which torrents from a node's --serve-http alone: no tracker, no DHT, no peer.

Usage: src/bench/web-seed-clients.py [SECONDS]
Programs that are missing are left out: aria2c, transmission-cli, qbittorrent-nox, python3-libtorrent, and node with webtorrent, which
'npm ci' puts into the folder WEBTORRENT, a copy of cli/src/test/webtorrent. Each torrent is fetched by each program in a folder of its own and is compared byte for byte.
"""
import hashlib, json, os, shutil, socket, subprocess, sys, tempfile, time

TREE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LIMIT = float(sys.argv[1]) if len(sys.argv) > 1 else 30
WORK = tempfile.mkdtemp(prefix="web-seed-clients.")
ENV = dict(os.environ, SEEDBANK_HOME=WORK + "/home")

EMPTY = hashlib.sha256(b"").hexdigest()

LIBTORRENT = """
import sys, time, libtorrent as lt
s = lt.session({'listen_interfaces': '127.0.0.1:0', 'enable_dht': False, 'enable_lsd': False, 'enable_upnp': False, 'enable_natpmp': False})
h = s.add_torrent({'ti': lt.torrent_info(sys.argv[1]), 'save_path': '.'})
while not h.status().is_seeding: time.sleep(0.1)
"""


def seedbank(*words):
    done = subprocess.run([TREE + "/seedbank", *words], env=ENV, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def tree(path):
    if os.path.isfile(path):
        return hashlib.sha256(open(path, "rb").read()).hexdigest()
    found = {}
    for folder, _, names in os.walk(path):
        for name in names:
            file = os.path.join(folder, name)
            found[os.path.relpath(file, path)] = hashlib.sha256(open(file, "rb").read()).hexdigest()
    return found


def write(path, size):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        out.write(os.urandom(size))


def client(name, torrent, folder):
    """The command, and more variables."""
    more = dict(os.environ, HOME=folder)
    if name == "aria2c":
        return ["aria2c", "--no-conf", "--seed-time=0", "--enable-dht=false", "--enable-dht6=false", "--bt-enable-lpd=false", torrent], more
    if name == "transmission-cli":
        return ["transmission-cli", "-g", folder + "/.conf", "-M", "-p", str(free_port()), "-w", folder, torrent], more
    if name == "qbittorrent-nox":
        conf = folder + "/.q/qBittorrent/config"
        os.makedirs(conf)
        with open(conf + "/qBittorrent.conf", "w") as out:
            out.write("[LegalNotice]\nAccepted=true\n[BitTorrent]\nSession\\DHTEnabled=false\nSession\\LSDEnabled=false\n"
                      "Session\\PeXEnabled=false\nSession\\Port=%d\n[Network]\nPortForwardingEnabled=false\n" % free_port())
        return ["qbittorrent-nox", "--profile=" + folder + "/.q", "--webui-port=%d" % free_port(), "--save-path=" + folder, torrent], more
    if name == "libtorrent":
        return ["/usr/bin/python3", "-c", LIBTORRENT, torrent], more
    return ["node", os.environ["WEBTORRENT"] + "/webtorrent.mjs", folder, str(free_port()), "-", "yes", torrent], more


def fetch(name, torrent, wanted, target):
    folder = tempfile.mkdtemp(dir=WORK)
    command, env = client(name, torrent, folder)
    log = open(folder + "/.log", "w")
    process = subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    end = time.time() + LIMIT
    result = "no"
    while time.time() < end:
        at = os.path.join(folder, target)
        found = tree(at) if os.path.exists(at) else {}
        if found == wanted or (isinstance(found, dict) and isinstance(wanted, dict) and wanted.items() <= found.items()):
            result = "yes" if found == wanted else "yes, more files"
            break
        if isinstance(wanted, dict) and isinstance(found, dict) and found and found.items() == {k: v for k, v in wanted.items() if v != EMPTY}.items():
            result = "yes, no empty"
        if process.poll() is not None and time.time() + 3 < end:
            end = time.time() + 1
        time.sleep(0.25)
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return result


def main():
    programs = [each for each in ("aria2c", "transmission-cli", "qbittorrent-nox") if shutil.which(each)]
    if subprocess.run(["/usr/bin/python3", "-c", "import libtorrent"], capture_output=True).returncode == 0:
        programs.append("libtorrent")
    if shutil.which("node") and os.environ.get("WEBTORRENT"):
        programs.append("webtorrent")
    port = free_port()
    seedbank("node", "start", "--serve-http", "127.0.0.1:%d" % port)
    print("%-7s %-22s" % ("format", "dataset"), "  ".join("%-16s" % each for each in programs))
    try:
        for form in ("v1", "hybrid", "v2"):
            source = WORK + "/" + form
            write(source + "/many/sub/grün a+b #1 100%.bin", 700001)
            write(source + "/many/z.bin", 50000)
            write(source + "/many/empty", 0)
            write(source + "/plain/sub/grün a+b.bin", 700001)
            write(source + "/plain/z.bin", 50000)
            write(source + "/plain/empty", 0)
            write(source + "/one/x/a b.bin", 600001)
            write(source + "/lone 1+.bin", 500001)
            for dataset, what in (("many", "folder of files"), ("plain", "the same without # %"), ("one", "folder with one file"), ("lone 1+.bin", "lone file")):
                entry = json.loads(seedbank("publish", "--serve", "--format", form, "--json", "-q", source + "/" + dataset))["entry"]
                torrent = WORK + "/" + entry["digest"] + ".torrent"
                subprocess.run(["curl", "-sSf", "-o", torrent, "http://127.0.0.1:%d/%s.torrent" % (port, entry["digest"])], check=True)
                wanted = tree(source + "/" + dataset)
                row = [fetch(each, torrent, wanted, dataset) for each in programs]
                print("%-7s %-22s" % (form, what), "  ".join("%-16s" % each for each in row), flush=True)
    finally:
        seedbank("node", "stop")
        shutil.rmtree(WORK, ignore_errors=True)


main()
