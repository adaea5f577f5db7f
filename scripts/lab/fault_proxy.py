"""Stands before a real MLflow server and lets everything through, but no tag: fault_proxy.py TARGET STATE.

Its address is left in STATE/url; what it refused is added to STATE/refused.
"""

import http.server
import os
import sys
import urllib.error
import urllib.request

TARGET, STATE = sys.argv[1:]
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *ignored):
        pass

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.command == "POST" and self.path.split("?")[0].endswith(("/set-tag", "/log-batch")):
            with open(os.path.join(STATE, "refused"), "a") as log:
                log.write(self.path + "\n")
            return self.reply(503, {"Content-Type": "text/plain"}, b"the database is away")
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "content-length")}
        request = urllib.request.Request(TARGET + self.path, body or None, headers, method=self.command)
        try:
            with OPENER.open(request, timeout=60) as answer:
                self.reply(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as answer:
            self.reply(answer.code, answer.headers, answer.read())

    def reply(self, status, headers, body):
        self.send_response(status)
        for name in ("Content-Type", "ETag", "Last-Modified", "Content-Disposition"):
            if headers.get(name):
                self.send_header(name, headers.get(name))
        length = headers.get("Content-Length") if self.command == "HEAD" else len(body)
        self.send_header("Content-Length", str(length or 0))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
with open(os.path.join(STATE, "url"), "w") as file:
    file.write("http://127.0.0.1:%d" % server.server_address[1])
server.serve_forever()
