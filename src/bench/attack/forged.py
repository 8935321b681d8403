"""Torrents as strangers would send them: most are to be refused, some are fetched in vain. For attack.py."""
import hashlib
import os
import random

BLOCK = 16384


def bencode(value):
    if isinstance(value, int):
        return b"i%de" % value
    if isinstance(value, bytes):
        return b"%d:%s" % (len(value), value)
    if isinstance(value, str):
        return bencode(value.encode())
    if isinstance(value, list):
        return b"l" + b"".join(map(bencode, value)) + b"e"
    keys = sorted((key.encode() if isinstance(key, str) else key, item) for key, item in value.items())
    return b"d" + b"".join(bencode(key) + bencode(item) for key, item in keys) + b"e"


def v1(name, files, **more):
    """A torrent with these files, of which no byte exists anywhere."""
    length = sum(file["length"] for file in files)
    pieces = os.urandom(20 * min(1000, max(1, -(-length // BLOCK))))
    info = {"name": name, "piece length": BLOCK, "pieces": pieces, "files": files}
    return {"info": {**info, **more.pop("info", {})}, **more}


def some_files(count, length=100):
    return [{"length": length, "path": [f"f{i}"]} for i in range(count)]


def deep_tree(levels, files):
    """A v2 tree whose paths take far more memory than the torrent: every file repeats all levels above it."""
    leaf = {f"f{i}": {"": {"length": 1, "pieces root": os.urandom(32)}} for i in range(files)}
    for level in range(levels):
        leaf = {"d" * 200: leaf}
    return {"info": {"name": "deep", "piece length": BLOCK, "meta version": 2, "file tree": leaf}, "piece layers": {}}


class Forger:
    """Makes one hostile torrent after the other; names of hostile servers stand in some of them."""

    def __init__(self, trackers, seeds, seed=0):
        self.trackers, self.seeds, self.random, self.number = trackers, seeds, random.Random(seed), 0
        self.kinds = [
            self.garbage, self.in_vain, self.nested, self.lying_length, self.in_vain, self.huge_number, self.many_files,
            self.in_vain, self.deep, self.upwards, self.in_vain, self.links, self.twins, self.in_vain, self.long_names,
            self.few_pieces, self.in_vain, self.no_piece_length, self.cut, self.v2_in_vain, self.trailing,
            self.many_trackers, self.odd_lists, self.empty, self.overflow]

    def next(self):
        """A name of its kind and the bytes."""
        self.number += 1
        make = self.kinds[self.number % len(self.kinds)]
        return f"{make.__name__}-{self.number}", make()

    def name(self):
        return f"evil{self.number}-{self.random.randrange(10**9)}"

    def garbage(self):
        return self.random.randbytes(self.random.randrange(1, 100_000))

    def nested(self):
        return b"d4:info" + b"l" * 500_000

    def lying_length(self):
        return b"d4:info99999999999999:x"

    def huge_number(self):
        return b"d4:infod6:lengthi" + b"9" * 100_000 + b"eee"

    def many_files(self):
        return bencode(v1(self.name(), [{"length": 100, "path": [f"{i}"]} for i in range(60_000)]))

    def deep(self):
        return bencode(deep_tree(80, 3_000))

    def upwards(self):
        return bencode(v1(self.name(), [{"length": 1, "path": ["..", "..", "etc", "passwd"]}]))

    def links(self):
        return bencode(v1(self.name(), [{"length": 0, "path": ["x"], "attr": "l", "symlink path": ["..", "etc"]}]))

    def twins(self):
        return bencode(v1(self.name(), some_files(3) + some_files(3)))

    def long_names(self):
        return bencode(v1("n" * 100_000, [{"length": 1, "path": ["p" * 60_000]}]))

    def few_pieces(self):
        return bencode(v1(self.name(), some_files(3, 10**12), info={"pieces": os.urandom(20)}))

    def no_piece_length(self):
        return bencode(v1(self.name(), some_files(3), info={"piece length": 0}))

    def cut(self):
        whole = bencode(v1(self.name(), some_files(100)))
        return whole[:self.random.randrange(1, len(whole))]

    def trailing(self):
        return bencode(v1(self.name(), some_files(3))) + os.urandom(1000)

    def many_trackers(self):
        tiers = [[f"{self.trackers}announce?t{tier}-{i}" for i in range(10)] for tier in range(20)]
        return bencode(v1(self.name(), some_files(3), **{"announce-list": tiers}))

    def odd_lists(self):
        return bencode(v1(self.name(), some_files(3), **{"announce-list": [7, ["x", [8]]], "url-list": [9, {}],
                                                          "nodes": [["127.0.0.1", 99999], 3]}))

    def empty(self):
        return bencode(v1(self.name(), []))

    def overflow(self):
        return bencode(v1(self.name(), [{"length": 2**63 - 1, "path": [f"{i}"]} for i in range(3)]))

    def in_vain(self):
        """One that is taken, and whose trackers and web seeds lead to hostile servers."""
        name = self.name()
        return bencode(v1(name, some_files(self.random.randrange(1, 50), 40_000), announce=self.trackers + "announce?" + name,
                          **{"url-list": [self.seeds + kind + "/" for kind in ("wrong", "slow", "endless", "redirect", "gzip")]}))

    def v2_in_vain(self):
        tree = {f"f{i}": {"": {"length": BLOCK, "pieces root": hashlib.sha256(os.urandom(8)).digest()}} for i in range(20)}
        return bencode({"info": {"name": self.name(), "piece length": BLOCK, "meta version": 2, "file tree": tree},
                        "piece layers": {}, "announce": self.trackers + "announce?v2", "url-list": [self.seeds + "wrong/"]})
