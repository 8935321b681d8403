"""A swarm of python3-libtorrent: copies.py FETCHERS BYTES RATE SUPER FOLDER TORRENT DATASET. See swarm-copies.sh.

One session seeds DATASET and sends RATE bytes a second at most, super-seeding if SUPER is 1; FETCHERS others, which know
each other, fetch it. Prints seconds until the first and the last has all, and bytes sent by the seed over BYTES.
"""
import os
import sys
import time

import libtorrent as lt

fetchers, size, rate, offers = (int(each) for each in sys.argv[1:5])
folder, torrent, dataset = sys.argv[5:8]


def session():
    return lt.session({
        "listen_interfaces": "127.0.0.1:0", "enable_dht": False, "enable_lsd": False, "enable_upnp": False,
        "enable_natpmp": False, "allow_multiple_connections_per_ip": True, "enable_outgoing_utp": False,
        "enable_incoming_utp": False})


def add(peer, place, flags=0):
    params = lt.add_torrent_params()
    params.ti = lt.torrent_info(torrent)
    params.save_path = place
    params.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
    params.flags |= flags
    return peer.add_torrent(params)


seed = session()
original = add(seed, os.path.dirname(dataset),
               lt.torrent_flags.seed_mode | (lt.torrent_flags.super_seeding if offers else 0))
original.set_upload_limit(rate)
others = []
for number in range(fetchers):
    place = os.path.join(folder, f"python{number}")
    os.makedirs(place)
    peer = session()
    others.append((peer, add(peer, place)))
ports = [seed.listen_port()] + [peer.listen_port() for peer, _ in others]
started = time.monotonic()
for peer, handle in others:
    for port in ports:
        if port != peer.listen_port():
            handle.connect_peer(("127.0.0.1", port))
times = {}
while len(times) < fetchers:
    for number, (_, handle) in enumerate(others):
        if number not in times and handle.status().is_seeding:
            times[number] = time.monotonic() - started
    if time.monotonic() - started > 600:
        sys.exit("not complete after ten minutes")
    time.sleep(0.05)
sent = original.status().total_payload_upload
print(f"{min(times.values()):.1f} {max(times.values()):.1f} {sent / size:.2f}", flush=True)
os._exit(0)
