"""Makes torrents and transfers them with python3-libtorrent, which finds peers by trackers alone.

clients.py make FILE TORRENT FORMAT TRACKER...   FORMAT is v1 or hybrid; prints the infohashes, 40 digits each
clients.py transfer TORRENT FOLDER COPY ADDRESS  one session seeds from FOLDER, another fetches into COPY
"""
import sys
import time

import libtorrent as lt


def make(file, torrent, form, *trackers):
    storage = lt.file_storage()
    lt.add_files(storage, file)
    draft = lt.create_torrent(storage, 16384, lt.create_torrent.v1_only if form == "v1" else 0)
    for each in trackers:
        draft.add_tracker(each)
    lt.set_piece_hashes(draft, file.rsplit("/", 1)[0])
    with open(torrent, "wb") as out:
        out.write(lt.bencode(draft.generate()))
    hashes = lt.torrent_info(torrent).info_hashes()
    print(hashes.v1, str(hashes.v2)[:40] if hashes.has_v2() else "")


def session(address):
    return lt.session({
        "listen_interfaces": address + ":0",
        "enable_dht": False,
        "enable_lsd": False,
        "enable_upnp": False,
        "enable_natpmp": False,
        "allow_multiple_connections_per_ip": True,
        "announce_to_all_trackers": True,
        "announce_to_all_tiers": True,
        "min_announce_interval": 1,
        "alert_mask": lt.alert.category_t.tracker_notification | lt.alert.category_t.error_notification,
    })


def transfer(torrent, folder, copy, address):
    seeding, fetching = session(address), session(address)
    seed = seeding.add_torrent({"ti": lt.torrent_info(torrent), "save_path": folder})
    deadline = time.monotonic() + 60
    while not any(each.what() == "tracker_reply" for each in seeding.pop_alerts()) and time.monotonic() < deadline:
        seeding.wait_for_alert(200)
    got = fetching.add_torrent({"ti": lt.torrent_info(torrent), "save_path": copy})
    # The tracker has heard of what is complete once each word to it, that one among them, has its answer.
    told, answered, completed = 0, 0, False
    while not (got.status().is_seeding and completed and answered >= told) and time.monotonic() < deadline:
        fetching.wait_for_alert(200)
        for each in fetching.pop_alerts():
            print(each.message(), flush=True)
            told += each.what() == "tracker_announce"
            answered += each.what() in ("tracker_reply", "tracker_error")
            completed = completed or "(completed)" in each.message()
    print("complete" if got.status().is_seeding else "nothing came", flush=True)
    # It is told of the end, too.
    for each in seeding, fetching:
        each.pause()
    end = time.monotonic() + 2
    while time.monotonic() < end and not any(e.what() == "tracker_reply" for e in fetching.pop_alerts()):
        fetching.wait_for_alert(200)


{"make": make, "transfer": transfer}[sys.argv[1]](*sys.argv[2:])
