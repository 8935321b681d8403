"""A tracker that knows one peer: tracker.py PEER_PORT [PEER_HOST]. Prints its own port, serves until it is ended. Loopback only."""
import http.server
import socket
import struct
import sys

peer = socket.inet_aton(sys.argv[2] if len(sys.argv) > 2 else "127.0.0.1") + struct.pack(">H", int(sys.argv[1]))


class Tracker(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"d8:intervali60e5:peers6:" + peer + b"e"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Tracker)
print(server.server_port, flush=True)
server.serve_forever()
