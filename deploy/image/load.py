"""Sends requests while a command stops their server, and counts those that were lost: load.py PORT URL COMMAND...

Serves the upstream at PORT itself, which takes 50 ms for a request. A request is lost that got no complete response. Each client
ends with the response that says "Connection: close", because balancers open no connection to a server that stops. Ends with
status 1 if a request was lost, or if a client was never told to close."""

import http.client
import http.server
import subprocess
import sys
import threading
import time
import urllib.parse

CLIENTS = 16
SECONDS_BEFORE = 3
BODY = b"x" * 20_000


class Upstream(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        time.sleep(0.05)
        self.send_response(200)
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *unused):
        pass


class Client(threading.Thread):
    def __init__(self, url):
        super().__init__()
        self.url = urllib.parse.urlsplit(url)
        self.served = 0
        self.lost = []

    def run(self):
        """Sends one request after the other on one connection, until the response that ends it."""
        connection = http.client.HTTPConnection(self.url.netloc, timeout=30)
        try:
            while True:
                connection.request("GET", self.url.path)
                response = connection.getresponse()
                if response.status == 200 and len(response.read()) == len(BODY):
                    self.served += 1
                else:
                    self.lost.append(f"status {response.status}")
                if response.will_close:
                    return
        except (OSError, http.client.HTTPException) as failure:
            self.lost.append(repr(failure))


def main():
    port, url, *command = sys.argv[1:]
    upstream = http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Upstream)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    clients = [Client(url) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    time.sleep(SECONDS_BEFORE)
    before = sum(client.served for client in clients)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for client in clients:
        client.join()
    lost = [reason for client in clients for reason in client.lost]
    served = sum(client.served for client in clients)
    print(f"{served} requests served, {served - before} of them after SIGTERM, {len(lost)} lost {lost[:3] if lost else ''}".strip())
    return 1 if lost or not before or served - before < CLIENTS else 0


sys.exit(main())
