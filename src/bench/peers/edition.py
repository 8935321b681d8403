"""Looks at what a catalog and a node hold of the one dataset of a home, or kills who changes it:

edition.py HOME start|killed|trackers|end
edition.py HOME agreed TITLE TRACKER
edition.py HOME kill PROCESS CHANCE        at most 16 ms after the first change in the catalog's folder, the more the greater the chance
"""
import collections
import glob
import hashlib
import json
import os
import signal
import sys
import time


def decode(data, at=0):
    kind = data[at:at + 1]
    if kind == b"i":
        end = data.index(b"e", at)
        return int(data[at + 1:end]), end + 1
    if kind in (b"l", b"d"):
        items, at = [], at + 1
        while data[at:at + 1] != b"e":
            item, at = decode(data, at)
            items.append(item)
        return (items if kind == b"l" else dict(zip(items[::2], items[1::2]))), at + 1
    colon = data.index(b":", at)
    end = colon + 1 + int(data[at:colon])
    return data[colon + 1:end], end


def torrent(path):
    with open(path, "rb") as file:
        data = file.read()
    whole, end = decode(data)
    if end != len(data):
        raise ValueError(f"{path}: {len(data) - end} bytes behind its end")
    start = data.index(b"4:info") + 6
    return whole, hashlib.sha1(data[start:decode(data, start)[1]]).hexdigest()


def trackers(whole):
    tiers = whole.get(b"announce-list") or ([[whole[b"announce"]]] if b"announce" in whole else [])
    return [url.decode() for tier in tiers for url in tier]


def stamps(folder):
    found = []
    for each in os.scandir(folder):
        try:
            stat = each.stat()
            found.append((each.name, stat.st_ino, stat.st_mtime_ns, stat.st_size))
        except FileNotFoundError:
            pass  # Renamed just now, which the next look shows.
    return sorted(found)


def kill(catalog, process, chance):
    before = stamps(catalog)
    while stamps(catalog) == before:
        os.kill(process, 0)
        with open(f"/proc/{process}/stat", encoding="ascii") as file:
            if ") Z" in file.read():
                sys.exit(1)
    time.sleep(chance / 32768 * 0.016)
    os.kill(process, signal.SIGKILL)


def main(home, what, *expected):
    catalog = os.path.join(home, "data", "catalog")
    if what == "kill":
        kill(catalog, int(expected[0]), int(expected[1]))
        return
    notes = os.path.join(home, "editions.json")
    (path,) = glob.glob(os.path.join(catalog, "*.torrent"))
    whole, infohash = torrent(path)
    with open(path[:-len("torrent")] + "json", encoding="utf-8") as file:
        entry = json.load(file)
    inside = json.loads(whole[b"x-seedbank-entry"].decode())
    state = collections.Counter()
    if what != "start":
        with open(notes, encoding="utf-8") as file:
            kept = json.load(file)
        state.update(kept["state"])
        assert infohash == kept["infohash"], "another infohash"
    halves = "title" if inside["title"] != entry["title"] else "agree"
    if what == "killed":
        state[halves] += 1
    if what == "trackers":
        print("\n".join(trackers(whole)))
    if what == "agreed":
        title, tracker = expected
        assert entry["title"] == title == inside["title"], (entry["title"], inside["title"])
        assert trackers(whole) == [tracker], trackers(whole)
        held = [each for each in glob.glob(os.path.join(home, "state", "node", "**", "*.torrent"), recursive=True)]
        assert [trackers(torrent(each)[0]) for each in held] == [[tracker]], held
        state["whole edits that agree with the node"] += 1
    if what == "end":
        left = [each for each in os.listdir(catalog) if not each.startswith(".") and not each.endswith((".torrent", ".json"))]
        print(f"after a kill torrent and entry agreed {state['agree']} times; the torrent was a step ahead {state['title']} times;"
              f" {state['whole edits that agree with the node']} whole edits agreed with the node; left over: {left}")
        return
    with open(notes, "w", encoding="utf-8") as file:
        json.dump({"infohash": infohash, "state": state}, file)


main(*sys.argv[1:])
