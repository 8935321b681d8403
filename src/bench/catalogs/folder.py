"""Writes a directory catalog of many entries with their torrents: folder.py FOLDER COUNT. Each dataset has 1 to 60 files that are nowhere."""
import hashlib
import json
import pathlib
import sys

WORDS = ("soil water depth carbon nitrogen plot core station weather transect river lake forest grass salt moisture image "
         "microscopy sequence read protein zebrafish école field survey").split()
LICENSES = ["CC-BY-4.0", "CC0-1.0", "CC-BY-4.0", "ODbL-1.0", "CC-BY-SA-4.0", "CC-BY-4.0", "MIT"]
RIGHT_TO_LEFT = "مسح التربة في وادي النيل"


def bencode(value):
    if isinstance(value, int):
        return b"i%de" % value
    if isinstance(value, str):
        value = value.encode()
    if isinstance(value, bytes):
        return b"%d:%s" % (len(value), value)
    if isinstance(value, list):
        return b"l" + b"".join(map(bencode, value)) + b"e"
    return b"d" + b"".join(bencode(key) + bencode(value[key]) for key in sorted(value)) + b"e"


def write(folder, number, before):
    seed = hashlib.sha256(b"dataset %d" % number).digest()
    words = [WORDS[each % len(WORDS)] for each in seed]
    name = "-".join(words[:2]) + f"-{number}"
    files = []
    for at in range(1 + number % 60):
        path = f"{words[at % 32]}/{at:03d}-{words[(at + 5) % 32]}.csv"
        files.append((path, 1000 + seed[at % 32] * 997 * (at + 1), hashlib.sha256(seed + b"%d" % at).digest()))
    files.sort(key=lambda each: each[0].encode())
    manifest = "".join(f"{digest.hex()}  {path}\n" for path, _, digest in files).encode()
    digest = hashlib.sha256(manifest).digest()
    total = sum(length for _, length, _ in files)
    piece = 1 << 16
    info = {
        "files": [{"length": length, "path": path.split("/")} for path, length, _ in files], "name": name, "piece length": piece,
        "pieces": b"".join(hashlib.sha1(seed + b"%d" % at).digest() for at in range(-(-total // piece))),
        "x-seedbank": {"digest": digest, "files": b"".join(each[2] for each in files)},
    }
    torrent = {"info": info}
    if number % 3 == 0:
        torrent["url-list"] = ["https://data.example.org/soil/"]
    title = RIGHT_TO_LEFT + f" {number}" if number % 50 == 7 else " ".join(words[:5]).capitalize() + f" {number}"
    entry = {
        "schema": 1, "digest": digest.hex(), "serial": number, "title": title,
        "description": (" ".join(words).capitalize() + ". ") * (1 + number % 6),
        "creators": [f"Fields, Person {(number + each) % 400}" for each in range(1 + number % 4)], "license": LICENSES[number % 7],
        "keywords": words[4:7], "version": f"{1 + number % 3}.0",
        "published": f"{2019 + number % 8}-{1 + number % 12:02d}-{1 + number % 28:02d}T{number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}Z",
        "bytes": total, "files": len(files), "pieceLength": piece, "infohashV1": hashlib.sha1(bencode(info)).hexdigest(),
    }
    if number % 4 == 0:
        entry["doi"] = f"10.5281/zenodo.{number}"
    if number % 10 == 0:
        entry["supersedes"] = before
    if number % 97 == 0:
        entry |= {"withdrawn": True, "withdrawnReason": "wrong units in two columns"}
    stem = folder / digest.hex()
    stem.with_suffix(".torrent").write_bytes(bencode(torrent))
    stem.with_suffix(".json").write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8")
    return digest.hex()


folder, count, last = pathlib.Path(sys.argv[1]), int(sys.argv[2]), None
folder.mkdir(parents=True)
for number in range(1, count + 1):
    last = write(folder, number, last)
