#!/usr/bin/env python3
"""Keeps a copy of the compliance data, and writes the assets of a CMDB back. Needs Python 3.8 and nothing else.

usage: deploy/examples/cmdb-sync.py --state FILE [--assets FILE] [--url URL] [--key-file FILE] [--patience SECONDS]
       deploy/examples/cmdb-sync.py --state FILE --list TYPE

  --state FILE        the copy, a SQLite database; the program goes on from it, wherever it was ended before
  --assets FILE       assets to write, one JSON object per line, as GET /cyber-assets with application/x-ndjson returns them;
                      each is created, or replaces the asset with its assetTag. Lines that were written before are skipped
  --url URL           of the gateway (default: the variable GATEWAY_URL). Other machines need https
  --key-file FILE     holds the API key (default: the variable RAPTOR_COMPLY_API_KEY_FILE, else the key in
                      RAPTOR_COMPLY_API_KEY). The key needs changes:read and the read permissions of what is copied; with
                      --assets also cyber-assets:create and cyber-assets:update
  --patience SECONDS  how long to repeat a request that gets 429, 502, 503, 504 or no response (default: 600)
  --list TYPE         prints the records of a type in the copy, such as cyber_asset, one per line, and calls nobody

Run it by a timer, as often as you like. Status 0: done. 1: some assets were refused, and are named. 2: wrong arguments.
3: the service refuses the key or the request. 75: no success within the patience; run it again later.
"""
import argparse
import fcntl
import hashlib
import http.client
import json
import os
import random
import sqlite3
import sys
import time
import urllib.parse

PAGE = 500
TIMEOUT_SECONDS = 60
PAUSE_SECONDS_MAX = 300
TEMPORARY = (429, 502, 503, 504)
LOCAL = ("127.0.0.1", "::1", "localhost")


class Failed(Exception):
    """Ends the program with a sentence and a status."""

    def __init__(self, sentence, status):
        super().__init__(sentence)
        self.status = status


class Api:
    """Sends requests one by one, and repeats those that fail for now. Each of them may be repeated."""

    def __init__(self, url, key, patience):
        parts = urllib.parse.urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = -1
        if parts.scheme not in ("http", "https") or not parts.hostname or port == -1:
            raise Failed(f"'{url}' is no address with http or https", 2)
        if parts.scheme == "http" and parts.hostname not in LOCAL:
            raise Failed("the key would be sent unencrypted to another machine: use https", 2)
        self.connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self.host, self.port, self.path = parts.hostname, port, parts.path.rstrip("/")
        self.headers = {"X-API-Key": key, "Accept": "application/json", "User-Agent": "cmdb-sync"}
        self.patience = patience
        self.connection = None

    def call(self, method, path, body=None):
        """Returns status and JSON of a response that is no temporary failure."""
        end = time.monotonic() + self.patience
        pause = 1.0
        while True:
            status, answer, wait = self.attempt(method, path, body)
            if status and status not in TEMPORARY:
                return status, answer
            # Without Retry-After, clients that failed together must not come back together.
            seconds = min(wait if wait is not None else pause * random.uniform(0.5, 1.5), PAUSE_SECONDS_MAX)
            if time.monotonic() + seconds > end:
                raise Failed(f"{method} {path} failed for {self.patience} seconds: {answer}", 75)
            time.sleep(seconds)
            pause = min(pause * 2, 60)

    def attempt(self, method, path, body):
        headers = dict(self.headers)
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            if self.connection is None:
                self.connection = self.connect(self.host, self.port, timeout=TIMEOUT_SECONDS)
            self.connection.request(method, self.path + path, body, headers)
            response = self.connection.getresponse()
            text = response.read()
            if response.will_close:
                self.close()
            after = response.getheader("Retry-After", "")
            return response.status, self.json(text), int(after) if after.isdigit() else None
        except (OSError, http.client.HTTPException) as failure:
            self.close()
            return 0, str(failure) or type(failure).__name__, None

    @staticmethod
    def json(text):
        try:
            return json.loads(text) if text else {}
        except ValueError:
            return {"message": "the response is not JSON"}

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def message(answer):
    return answer.get("message", "no reason given") if isinstance(answer, dict) else str(answer)


class State:
    """The copy. Each step is one transaction, so that the copy and the position in it always fit together."""

    def __init__(self, file):
        self.lock = open(file + ".lock", "w", encoding="utf-8")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Failed(f"another run is using {file}", 2) from None
        self.database = sqlite3.connect(file)
        self.database.executescript("""
            CREATE TABLE IF NOT EXISTS record (
              type TEXT, id TEXT, body TEXT NOT NULL, round INTEGER NOT NULL, PRIMARY KEY (type, id));
            CREATE TABLE IF NOT EXISTS written (tag TEXT PRIMARY KEY, digest TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS position (
              one INTEGER PRIMARY KEY CHECK (one = 1), after TEXT, round INTEGER NOT NULL, whole INTEGER NOT NULL);
            INSERT OR IGNORE INTO position VALUES (1, NULL, 1, 0);""")

    def after(self):
        return self.database.execute("SELECT after FROM position").fetchone()[0]

    def take(self, page):
        """Stores a page of changes with the position after it. The end of a whole read removes what it did not show."""
        with self.database as database:
            round_, whole = database.execute("SELECT round, whole FROM position").fetchone()
            for change in page["changes"]:
                name = (change["type"], change["id"])
                if change["isDeleted"]:
                    database.execute("DELETE FROM record WHERE type = ? AND id = ?", name)
                else:
                    body = json.dumps(change["record"], ensure_ascii=False)
                    database.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)", name + (body, round_))
            if not page["hasMore"] and not whole:
                database.execute("DELETE FROM record WHERE round < ?", (round_,))
                whole = 1
            database.execute("UPDATE position SET after = ?, whole = ?", (page["next"], whole))

    def begin_again(self):
        with self.database as database:
            database.execute("UPDATE position SET after = NULL, round = round + 1, whole = 0")

    def is_written(self, tag, digest):
        return self.database.execute(
            "SELECT 1 FROM written WHERE tag = ? AND digest = ?", (tag, digest)).fetchone() is not None

    def wrote(self, tag, digest):
        with self.database as database:
            database.execute("INSERT OR REPLACE INTO written VALUES (?, ?)", (tag, digest))

    def records(self, type_):
        return self.database.execute("SELECT body FROM record WHERE type = ? ORDER BY id", (type_,))


def read(api, state):
    """Follows the changes up to now. Without a position, that is a whole read."""
    while True:
        after = state.after()
        query = {"limit": PAGE} if after is None else {"limit": PAGE, "after": after}
        status, answer = api.call("GET", "/changes?" + urllib.parse.urlencode(query))
        if status == 410 and after is not None:
            # What the key may see has changed.
            state.begin_again()
        elif status != 200:
            raise Failed(f"GET /changes: {status} {message(answer)}", 3)
        else:
            state.take(answer)
            if not answer["hasMore"]:
                return


def write(api, state, lines):
    """Writes the assets whose lines are new or have changed. Returns the number of refused ones."""
    refused = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        tag = tag_of(line)
        if tag is None:
            print(f"line {number}: no JSON object with an assetTag", file=sys.stderr)
            refused += 1
            continue
        digest = hashlib.sha256(line.strip().encode()).hexdigest()
        if state.is_written(tag, digest):
            continue
        # A run that is killed here writes the asset again, which changes nothing.
        status, answer = put(api, tag, line.strip())
        if status in (200, 201):
            state.wrote(tag, digest)
        elif status in (401, 403):
            raise Failed(f"asset {tag}: {status} {message(answer)}", 3)
        else:
            print(f"line {number}: {status} {message(answer)}", file=sys.stderr)
            refused += 1
    return refused


def put(api, tag, asset):
    """Creates or replaces the asset. A tag with a slash, or of dots, cannot be in a path."""
    if "/" not in tag and tag not in (".", ".."):
        return api.call("PUT", "/cyber-assets/by-tag/" + urllib.parse.quote(tag, safe=""), asset.encode())
    body = '{"items": [{"action": "upsert", "record": ' + asset + "}]}"
    status, answer = api.call("POST", "/cyber-assets/bulk", body.encode())
    if status != 200:
        return status, answer
    outcome = answer["outcomes"][0]
    return outcome["status"], outcome.get("errors", [{}])[0]


def tag_of(line):
    try:
        asset = json.loads(line)
    except ValueError:
        return None
    tag = asset.get("assetTag") if isinstance(asset, dict) else None
    return tag if isinstance(tag, str) and tag else None


def key(file):
    file = file or os.environ.get("RAPTOR_COMPLY_API_KEY_FILE")
    if file:
        with open(file, encoding="ascii") as opened:
            found = opened.read().strip()
    else:
        found = os.environ.get("RAPTOR_COMPLY_API_KEY", "").strip()
    if not found or not found.isascii() or not found.isprintable():
        raise Failed("no API key: set RAPTOR_COMPLY_API_KEY or --key-file", 2)
    return found


class Arguments(argparse.ArgumentParser):
    def format_help(self):
        return __doc__

    def error(self, message):
        raise Failed(message + "; see --help", 2)


def arguments():
    parser = Arguments(allow_abbrev=False)
    for name in ("--state", "--assets", "--key-file", "--list"):
        parser.add_argument(name)
    parser.add_argument("--url", default=os.environ.get("GATEWAY_URL", ""))
    parser.add_argument("--patience", type=int, default=600)
    given, unknown = parser.parse_known_args()
    if unknown:
        raise Failed(f"unknown option '{unknown[0]}'; see --help", 2)
    if not given.state:
        raise Failed("--state is required; see --help", 2)
    return given


def run():
    given = arguments()
    state = State(given.state)
    if given.list:
        for (body,) in state.records(given.list):
            print(body)
        return 0
    api = Api(given.url, key(given.key_file), given.patience)
    read(api, state)
    if not given.assets:
        return 0
    with open(given.assets, encoding="utf-8") as lines:
        refused = write(api, state, lines)
    read(api, state)
    return 1 if refused else 0


def main():
    try:
        return run()
    except Failed as failed:
        print(f"error: {failed}", file=sys.stderr)
        return failed.status
    except (OSError, UnicodeError, sqlite3.Error) as failed:
        print(f"error: {failed}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
