"""Fetches a torrent from one peer with python3-libtorrent: fetch.py TORRENT DIR PORT. Loopback only."""
import sys
import time

import libtorrent as lt

torrent, directory, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
session = lt.session({
    "listen_interfaces": "127.0.0.1:0",
    "enable_dht": False, "enable_lsd": False, "enable_upnp": False, "enable_natpmp": False,
    "enable_outgoing_utp": False, "allow_multiple_connections_per_ip": True,
    "alert_mask": lt.alert.category_t.status_notification,
})
handle = session.add_torrent({"ti": lt.torrent_info(torrent), "save_path": directory})
handle.connect_peer(("127.0.0.1", port))
deadline = time.monotonic() + 300
while not handle.status().is_seeding:
    if time.monotonic() > deadline:
        sys.exit("not finished after 300 s")
    session.wait_for_alert(50)
    session.pop_alerts()
