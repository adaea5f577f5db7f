"""A stand-in for the part of GitHub's REST API that the gate uses: one pull request of one repository.

    github.py STATE DESCRIPTION

STATE is a directory. It holds comments.json (what was said, which this program adds to), permissions.json (login to
permission), branches.json (branch to commit) and labelled_at (when the label was set). Every request is added to
requests.jsonl with the status it got, the address is left in STATE/url. DESCRIPTION is GitHub's published OpenAPI
description: a request that it does not allow is answered 422 and says why, one without the token 401.
"""

import datetime
import http.server
import json
import os
import re
import sys

import openapi

STATE = sys.argv[1]
DESCRIPTION = openapi.Description(sys.argv[2])
TOKEN = "Bearer ghs_0123456789abcdefghijklmnopqrstuvwxyz"
REPO = "/repos/acme/tutor"


def load(name):
    with open(os.path.join(STATE, name)) as file:
        return json.load(file)


def save(name, value):
    with open(os.path.join(STATE, name + ".new"), "w") as file:
        json.dump(value, file, indent=1)
    os.replace(os.path.join(STATE, name + ".new"), os.path.join(STATE, name))


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *ignored):
        pass

    def answer(self, status, value):
        with open(os.path.join(STATE, "requests.jsonl"), "a") as log:
            log.write(json.dumps({"method": self.command, "path": self.path, "body": self.sent.decode(),
                                  "status": status}) + "\n")
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_any(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.sent = self.rfile.read(length)
        if self.headers.get("Authorization") != TOKEN:
            return self.answer(401, {"message": "Bad credentials"})
        if self.headers.get("X-GitHub-Api-Version") != "2022-11-28":
            return self.answer(400, {"message": "unknown API version"})
        problem = DESCRIPTION.problem(self.command, self.path, self.sent)
        if problem:
            return self.answer(422, {"message": "Validation Failed", "errors": [{"message": problem}]})
        path, _, query = self.path.partition("?")
        if not path.startswith(REPO):
            return self.answer(404, {"message": "Not Found"})
        return self.route(path[len(REPO):], query)

    def route(self, path, query):
        first = "page=1" in query.split("&")
        if self.command == "GET" and path == "/issues/17/comments":
            return self.answer(200, load("comments.json") if first else [])
        if self.command == "GET" and path == "/issues/17/events":
            with open(os.path.join(STATE, "labelled_at")) as file:
                at = file.read().strip()
            return self.answer(200, [{"id": 1, "event": "labeled", "created_at": at, "actor": {"login": "maintainer"},
                                      "label": {"name": "deploy-candidate"}}] if first else [])
        branch = re.fullmatch(r"/branches/([^/]+)", path)
        if self.command == "GET" and branch:
            commit = load("branches.json").get(branch.group(1))
            return self.answer(*((200, {"name": branch.group(1), "commit": {"sha": commit}})
                                 if commit else (404, {"message": "Branch not found"})))
        person = re.fullmatch(r"/collaborators/([^/]+)/permission", path)
        if self.command == "GET" and person:
            permission = load("permissions.json").get(person.group(1))
            return self.answer(*((200, {"permission": permission}) if permission else (404, {"message": "Not Found"})))
        if self.command == "POST" and path == "/issues/17/comments":
            return self.write(None)
        edited = re.fullmatch(r"/issues/comments/(\d+)", path)
        if self.command == "PATCH" and edited:
            return self.write(int(edited.group(1)))
        return self.answer(404, {"message": "Not Found"})

    def write(self, known):
        body = json.loads(self.sent)
        if not 0 < len(body["body"]) <= 65536:  # GitHub's rule, though its description does not have it
            return self.answer(422, {"message": "Validation Failed", "errors": [{"field": "body"}]})
        comments = load("comments.json")
        if known is None:
            comment = {"id": 1000 + len(comments), "user": {"login": "github-actions[bot]"}, "created_at": now()}
            comments.append(comment)
        else:
            found = [comment for comment in comments if comment["id"] == known]
            if not found:
                return self.answer(404, {"message": "Not Found"})
            comment = found[0]
        comment.update(body=body["body"], updated_at=now())
        save("comments.json", comments)
        return self.answer(201 if known is None else 200, comment)

    do_GET = do_POST = do_PATCH = handle_any


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
with open(os.path.join(STATE, "url"), "w") as file:
    file.write("http://127.0.0.1:%d" % server.server_address[1])
server.serve_forever()
