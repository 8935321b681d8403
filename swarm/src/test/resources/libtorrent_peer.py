"""Another BitTorrent client, made of Debian's python3-libtorrent.

infohashes TORRENT            prints the v1 and the v2 infohash, or a dash for one that the torrent has not
seed TORRENT[:TORRENT...] FOLDER [HOST [plain|PORT]]
                              seeds what is in FOLDER, prints its port, ends with its standard input; plain offers no encryption
fetch TORRENT FOLDER PORT [HOST]
                              fetches into FOLDER from HOST:PORT, 127.0.0.1 where none is named, and ends
"""

import sys
import time

import libtorrent as lt


def session(host="127.0.0.1", way=""):
    disabled = lt.enc_policy.pe_disabled if hasattr(lt.enc_policy, "pe_disabled") else lt.enc_policy.disabled
    policies = {"in_enc_policy": int(disabled), "out_enc_policy": int(disabled)} if way == "plain" else {}
    return lt.session(policies | {
        "listen_interfaces": host + ":" + (way if way.isdigit() else "0"),
        "enable_dht": False,
        "enable_lsd": False,
        "enable_upnp": False,
        "enable_natpmp": False,
        "allow_multiple_connections_per_ip": True,
        # Two that connect to each other at once may lose both connections; the usual minute until the next is longer than tests wait.
        "min_reconnect_time": 1,
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


torrents = [lt.torrent_info(each) for each in sys.argv[2].split(":")]
torrent = torrents[0]
if sys.argv[1] == "infohashes":
    hashes = torrent.info_hashes()
    print(hashes.v1 if hashes.has_v1() else "-")
    print(hashes.v2 if hashes.has_v2() else "-")
elif sys.argv[1] == "seed":
    peer = session(*sys.argv[4:])
    for handle in [add(peer, each, sys.argv[3]) for each in torrents]:
        wait_until_complete(handle)
    print(peer.listen_port(), flush=True)
    sys.stdin.read()
else:
    host = sys.argv[5] if len(sys.argv) > 5 else "127.0.0.1"
    peer = session(host if host.startswith("127.") else "0.0.0.0")
    handle = add(peer, torrent, sys.argv[3])
    handle.connect_peer((host, int(sys.argv[4])))
    wait_until_complete(handle)
