"""Those who attack: each is a process of its own that works while a flag is up and counts what it did. For attack.py.

All of it stays on loopback: they come from 127.0.0.2 to 127.0.0.250, so that a ban of one hits no honest peer."""
import ctypes
import http.server
import json
import multiprocessing
import os
import random
import signal
import socket
import socketserver
import struct
import threading
import time
import zlib

from forged import Forger, bencode

MOST_AT_ONCE = 100


class Attacker(multiprocessing.Process):
    """Calls strike() again and again while the flag is up."""

    def __init__(self, war):
        super().__init__(daemon=True)
        self.war, self.count = war, multiprocessing.Value("q", 0)

    def hit(self):
        with self.count.get_lock():
            self.count.value += 1

    def begin(self):
        """Yields to others, and ends with whoever began it."""
        os.nice(19)
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)

    def run(self):
        self.begin()
        self.random = random.Random(type(self).__name__)
        while True:
            if not self.war.is_set():
                self.rest()
                self.war.wait()
            try:
                self.strike()
            except (OSError, ValueError):
                time.sleep(0.05)

    def rest(self):
        """When peace begins."""


def own_address(chosen):
    return f"127.0.0.{chosen.randrange(2, 250)}"


class Dropper(Attacker):
    """Puts hostile torrents into a watched folder, and takes old ones away."""

    KEPT = 60

    def __init__(self, war, folder, trackers, seeds):
        super().__init__(war)
        self.folder, self.kept, self.number = folder, [], 0
        # Made before the war, since to make them costs more than to send them.
        forger = Forger(trackers, seeds)
        self.forged = [forger.next() for _ in range(3 * len(forger.kinds))]

    def strike(self):
        kind, content = self.forged[self.number % len(self.forged)]
        self.number += 1
        path = self.folder / f"{kind}-{self.number}.torrent"
        path.write_bytes(content)
        self.kept.append(path)
        self.hit()
        while len(self.kept) > self.KEPT:
            self.kept.pop(0).unlink(missing_ok=True)
        time.sleep(0.3)

    def rest(self):
        while self.kept:
            self.kept.pop(0).unlink(missing_ok=True)


class Sockets(Attacker):
    """Keeps connections of all its ways open at once, a bounded number, the oldest going first."""

    PAUSE = 0.02

    def __init__(self, war, port):
        super().__init__(war)
        self.port, self.held = port, []

    def connect(self, timeout=2):
        link = socket.socket()
        link.settimeout(timeout)
        link.bind((own_address(self.random), 0))
        link.connect(("127.0.0.1", self.port))
        self.hit()
        return link

    def hold(self, link, most=MOST_AT_ONCE):
        self.held.append(link)
        while len(self.held) > most:
            self.held.pop(0).close()

    def strike(self):
        self.random.choice(self.ways())()
        time.sleep(self.PAUSE)

    def rest(self):
        while self.held:
            self.held.pop().close()


class Peers(Sockets):
    """Peers that lie, flood, stall and send what nobody asked for. They know the infohashes of honest datasets."""

    def __init__(self, war, port, hashes):
        super().__init__(war, port)
        self.hashes = hashes

    def ways(self):
        return [self.garbage, self.half_open, self.half_handshake, self.oversized, self.bad_bitfield, self.flood,
                self.unasked, self.extensions, self.hash_requests, self.poison, self.poison, self.unknown]

    def handshake(self, infohash=None):
        link = self.connect()
        reserved = bytes([0, 0, 0, 0, 0, 0x10, 0, 0x15])
        link.sendall(b"\x13BitTorrent protocol" + reserved + (infohash or self.random.choice(self.hashes))
                     + b"-EV0001-" + os.urandom(12))
        return link

    def garbage(self):
        link = self.connect()
        link.sendall(os.urandom(self.random.randrange(1, 5000)))
        self.hold(link)

    def half_open(self):
        self.hold(self.connect())

    def half_handshake(self):
        link = self.connect()
        link.sendall(b"\x13BitTorrent prot")
        self.hold(link)

    def unknown(self):
        self.hold(self.handshake(os.urandom(20)))

    def oversized(self):
        link = self.handshake()
        link.sendall(struct.pack(">IB", 0x7fffffff, 7) + os.urandom(1000))
        self.hold(link)

    def bad_bitfield(self):
        link = self.handshake()
        bits = os.urandom(self.random.randrange(1, 100_000))
        link.sendall(struct.pack(">IB", len(bits) + 1, 5) + bits)
        self.hold(link)

    def flood(self):
        """Asks for the same block thousands of times and reads nothing."""
        link = self.handshake()
        link.sendall(message(2) + message(6, struct.pack(">III", 0, 0, 16384)) * 2000)
        self.hold(link)

    def unasked(self):
        link = self.handshake()
        for piece in range(20):
            link.sendall(message(7, struct.pack(">II", piece, 0) + os.urandom(16384)))
        self.hold(link)

    def extensions(self):
        link = self.handshake()
        peers = b"".join(socket.inet_aton(own_address(self.random)) + os.urandom(2) for _ in range(2000))
        link.sendall(message(20, b"\0" + bencode({"m": {"ut_pex": 1, "ut_metadata": 2, "x" * 1000: 3}, "metadata_size": 2**31}))
                     + message(20, b"\1" + bencode({"added": peers, "added.f": bytes(2000)}))
                     + message(20, b"\2" + bencode({"msg_type": 0, "piece": 10**9}))
                     + message(20, b"\0" + b"d" * 50_000))
        self.hold(link)

    def hash_requests(self):
        link = self.handshake()
        asked = b"".join(message(21, os.urandom(32) + struct.pack(">IIII", 0, i, 512, 9)) for i in range(500))
        link.sendall(asked)
        self.hold(link)

    def poison(self):
        """Says that it has all, and answers what is asked with other bytes, for a moment."""
        link = self.handshake()
        link.sendall(message(14) + message(1))
        deadline, rest = time.monotonic() + 0.5, b""
        link.settimeout(0.2)
        link.recv(68)
        while time.monotonic() < deadline:
            rest += link.recv(65536)
            while len(rest) >= 4 and len(rest) >= 4 + struct.unpack(">I", rest[:4])[0]:
                size = struct.unpack(">I", rest[:4])[0]
                body, rest = rest[4:4 + size], rest[4 + size:]
                if body[:1] == b"\6":
                    piece, start, length = struct.unpack(">III", body[1:13])
                    link.sendall(message(7, struct.pack(">II", piece, start) + os.urandom(min(length, 16384))))
        self.hold(link)


def message(kind, body=b""):
    return struct.pack(">IB", len(body) + 1, kind) + body


class Callers(Sockets):
    """Connections to the control port that are half-open, slow, garbage, or without the token."""

    PAUSE = 0.05

    def ways(self):
        return [self.half_open] * 6 + [self.garbage, self.slow_head, self.long_head, self.no_token, self.big_body, self.reset]

    def half_open(self):
        self.hold(self.connect(), 200)

    def garbage(self):
        link = self.connect()
        link.sendall(os.urandom(2000))
        self.hold(link)

    def slow_head(self):
        link = self.connect()
        link.sendall(b"GET /v1 HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ")
        self.hold(link, 200)
        for other in self.held[-20:]:
            try:
                other.send(b"a")
            except OSError:
                continue

    def long_head(self):
        link = self.connect()
        link.sendall(b"GET /v1 HTTP/1.1\r\n" + b"X-B: b\r\n" * 20_000)
        link.close()

    def no_token(self):
        link = self.connect()
        link.sendall(b"GET /v1/datasets HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % self.port)
        link.recv(1000)
        link.close()

    def big_body(self):
        link = self.connect()
        link.sendall(b"POST /v1/datasets HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 99999999\r\n\r\n" % self.port
                     + b"x" * 100_000)
        self.hold(link)

    def reset(self):
        link = self.connect()
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        link.close()


class Server(Attacker):
    """An HTTP server that answers badly. It also answers in peace, since nobody can call back what asks it."""

    def __init__(self, war):
        super().__init__(war)
        self.server = Listening(("127.0.0.1", 0), self.handler())
        self.server.owner = self
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    def run(self):
        self.begin()
        self.server.serve_forever()


class Listening(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 128
    places = threading.Semaphore(MOST_AT_ONCE)

    def process_request_thread(self, request, client_address):
        with self.places:
            super().process_request_thread(request, client_address)

    def handle_error(self, *_):
        pass


class Answering(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 20

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.owner.hit()
        self.close_connection = True
        try:
            self.answer()
        except OSError:
            pass

    def head(self, status=200, **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def endless(self, block, seconds=10, megabytes=200):
        """Sends the same for a bounded time and amount, to whoever goes on reading."""
        deadline, left = time.monotonic() + seconds, megabytes << 20
        while time.monotonic() < deadline and left > 0:
            self.wfile.write(block)
            left -= len(block)

    def slow(self, seconds=20):
        for _ in range(seconds * 2):
            self.wfile.write(b"d")
            self.wfile.flush()
            time.sleep(0.5)

    def zipped(self, megabytes):
        """A gzip stream of zeros, a thousandth as long."""
        block, pack = bytes(1 << 20), zlib.compressobj(9, zlib.DEFLATED, 31)
        for _ in range(megabytes):
            self.wfile.write(pack.compress(block))
        self.wfile.write(pack.flush())


class Trackers(Server):
    """Trackers: garbage, without end, slow, redirected in a circle, thousands of false peers, an interval of nothing."""

    def handler(self):
        class Tracker(Answering):
            def answer(self):
                kind = hash(self.path) % 8
                false = b"".join(socket.inet_aton(own_address(random)) + os.urandom(2) for _ in range(5000))
                if kind == 0:
                    self.head()
                    self.wfile.write(os.urandom(10_000))
                elif kind == 1:
                    self.head()
                    self.endless(b"d8:intervali0e5:peers" + b"9" * 65536, 3, 20)
                elif kind == 2:
                    self.head()
                    self.slow(10)
                elif kind == 3:
                    self.head(302, Location=self.path, Content_Length=0)
                elif kind == 4:
                    self.head(Content_Encoding="gzip")
                    self.zipped(200)
                elif kind == 5:
                    self.head()
                    self.wfile.write(b"l" * 100_000)
                else:
                    body = bencode({"interval": 0, "min interval": 0, "peers": false, "warning message": "w" * 5000})
                    self.head(Content_Length=len(body))
                    self.wfile.write(body)
        return Tracker


class WebSeeds(Server):
    """Web seeds: other bytes, slow ones, more than was asked for, circles, and gzip where none was asked for."""

    def handler(self):
        class WebSeed(Answering):
            def answer(self):
                if self.path.startswith("/slow"):
                    self.head(206, Content_Range="bytes 0-39999/40000", Content_Length=40000)
                    self.slow(15)
                elif self.path.startswith("/endless"):
                    self.head()
                    self.endless(bytes(65536), 3, 20)
                elif self.path.startswith("/redirect"):
                    self.head(302, Location=self.path + "x", Content_Length=0)
                elif self.path.startswith("/gzip"):
                    self.head(206, Content_Encoding="gzip", Content_Range="bytes 0-39999/40000")
                    self.zipped(100)
                else:
                    first, last = (self.headers.get("Range", "bytes=0-39999").split("=")[1].split("-") + ["39999"])[:2]
                    size = min(int(last or 39999) - int(first) + 1, 1 << 20)
                    self.head(206, Content_Range=f"bytes {first}-{last}/40000", Content_Length=size)
                    self.wfile.write(os.urandom(size))
        return WebSeed


class Catalogs(Server):
    """Catalogs: without end, slow, 200,000 entries in little gzip, garbage, circles, and entries whose torrents are bad."""

    KINDS = ["endless", "slow", "bomb", "zeros", "garbage", "redirect", "entries"]

    def handler(self):
        class Catalog(Answering):
            def answer(self):
                kind = self.path.strip("/").split("/")[0]
                if not self.path.endswith("catalog.json"):
                    self.head()
                    self.wfile.write(os.urandom(5000))
                elif kind == "endless":
                    self.head()
                    self.wfile.write(b'{"format":"seedbank-catalog","schema":1,"entries":[')
                    self.endless(b'{"schema":1},' * 5000, 5, 100)
                elif kind == "slow":
                    self.head()
                    self.slow(20)
                elif kind == "bomb":
                    self.head(Content_Encoding="gzip")
                    self.wfile.write(bomb())
                elif kind == "zeros":
                    self.head(Content_Encoding="gzip")
                    self.zipped(1000)
                elif kind == "redirect":
                    self.head(302, Location=self.path, Content_Length=0)
                elif kind == "entries":
                    body = json.dumps(catalog(200)).encode()
                    self.head(Content_Length=len(body))
                    self.wfile.write(body)
                else:
                    self.head()
                    self.wfile.write(os.urandom(50_000))
        return Catalog


def catalog(entries):
    return {"format": "seedbank-catalog", "schema": 1, "entries": [
        {"schema": 1, "digest": f"{i:064x}", "serial": i + 1, "title": f"evil {i}", "published": "2026-01-01T00:00:00Z",
         "bytes": 1000, "files": 1, "pieceLength": 16384, "infohashV1": f"{i:040x}"} for i in range(entries)]}


BOMB = []


def bomb():
    """A list of 200,000 entries, packed once."""
    if not BOMB:
        pack = zlib.compressobj(9, zlib.DEFLATED, 31)
        parts = [pack.compress(b'{"format":"seedbank-catalog","schema":1,"entries":[')]
        for i in range(200_000):
            entry = json.dumps(catalog(1)["entries"][0] | {"digest": f"{i:064x}", "serial": i + 1})
            parts.append(pack.compress((entry + ("," if i < 199_999 else "")).encode()))
        BOMB.append(b"".join(parts) + pack.compress(b"]}") + pack.flush())
    return BOMB[0]
