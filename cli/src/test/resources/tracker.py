"""A tracker over HTTP (BEP 3, 23): python3 tracker.py ADDRESS PORT. Prints its port, and then each event that it hears of."""
import http.server
import socket
import struct
import sys
import urllib.parse

swarms = {}


class Tracker(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        query = dict(part.split("=", 1) for part in urllib.parse.urlsplit(self.path).query.split("&") if "=" in part)
        swarm = swarms.setdefault(urllib.parse.unquote_to_bytes(query.get("info_hash", "")), {})
        peer = (self.client_address[0], int(query.get("port", 0)))
        others = b"".join(
            socket.inet_aton(host) + struct.pack(">H", port) for host, port in swarm if (host, port) != peer)
        if query.get("event") == "stopped":
            swarm.pop(peer, None)
        else:
            swarm[peer] = query.get("left") == "0"
        print(query.get("event", "none"), flush=True)
        whole = sum(swarm.values())
        body = b"d8:completei%de10:incompletei%de8:intervali1800e5:peers%d:%se" % (
            whole, len(swarm) - whole, len(others), others)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *ignored):
        pass


server = http.server.ThreadingHTTPServer((sys.argv[1], int(sys.argv[2])), Tracker)
print(server.server_address[1], flush=True)
server.serve_forever()
