"""Another BitTorrent client, made of Debian's python3-libtorrent.

infohashes TORRENT            prints the v1 and the v2 infohash, or a dash for one that the torrent has not
seed TORRENT FOLDER           seeds the dataset in FOLDER, prints its port, ends with its standard input
fetch TORRENT FOLDER PORT     fetches into FOLDER from 127.0.0.1:PORT and ends
"""

import sys
import time

import libtorrent as lt


def session():
    return lt.session({
        "listen_interfaces": "127.0.0.1:0",
        "enable_dht": False,
        "enable_lsd": False,
        "enable_upnp": False,
        "enable_natpmp": False,
        "allow_multiple_connections_per_ip": True,
    })


def add(peer, torrent, folder):
    params = lt.add_torrent_params()
    params.ti = torrent
    params.save_path = folder
    params.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
    return peer.add_torrent(params)


def wait_until_complete(handle):
    deadline = time.monotonic() + 60
    while not handle.status().is_seeding:
        if time.monotonic() > deadline:
            sys.exit("not complete after a minute: " + str(handle.status().state))
        time.sleep(0.05)


torrent = lt.torrent_info(sys.argv[2])
if sys.argv[1] == "infohashes":
    hashes = torrent.info_hashes()
    print(hashes.v1 if hashes.has_v1() else "-")
    print(hashes.v2 if hashes.has_v2() else "-")
elif sys.argv[1] == "seed":
    peer = session()
    wait_until_complete(add(peer, torrent, sys.argv[3]))
    print(peer.listen_port(), flush=True)
    sys.stdin.read()
else:
    peer = session()
    handle = add(peer, torrent, sys.argv[3])
    handle.connect_peer(("127.0.0.1", int(sys.argv[4])))
    wait_until_complete(handle)
