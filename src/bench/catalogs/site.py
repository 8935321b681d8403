"""Writes and serves a catalog of many entries as a web server has it: site.py FOLDER COUNT; prints its address."""
import hashlib
import http.server
import json
import os
import pathlib
import sys

WORDS = ("soil water depth carbon nitrogen plot core station weather transect river lake forest grass salt moisture image "
         "microscopy sequence read protein zebrafish école field survey").split()


def entry(number):
    digest = hashlib.sha256(b"dataset %d" % number).hexdigest()
    words = [WORDS[int(digest[i:i + 2], 16) % (len(WORDS) - 2)] for i in range(0, 32, 2)]
    return {
        "schema": 1, "digest": digest, "serial": number, "title": " ".join(words[:4]) + f" {number}",
        "description": " ".join(words * 3), "creators": [f"Person {number % 400}"], "license": "CC-BY-4.0",
        "keywords": words[4:7], "published": f"2026-01-{1 + number % 28:02d}T{number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}Z",
        "bytes": 1000 + number, "files": 1 + number % 90, "pieceLength": 16384, "infohashV1": digest[:40],
    }


folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
with open(folder / "catalog.json", "w", encoding="utf-8") as out:
    out.write('{"format":"seedbank-catalog","schema":1,"entries":[\n')
    out.write(",\n".join(json.dumps(entry(n), ensure_ascii=False, separators=(",", ":")) for n in range(1, count + 1)))
    out.write("\n]}\n")
os.chdir(folder)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
print(f"http://127.0.0.1:{server.server_port}/", flush=True)
server.serve_forever()
