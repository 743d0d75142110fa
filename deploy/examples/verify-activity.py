#!/usr/bin/env python3
"""Verifies an export of the activity log (GET /activity/export) without the service. Needs Python 3.8 and nothing else.

usage: verify-activity.py FILE [SEQUENCE HASH]

With SEQUENCE and HASH, a checkpoint that was noted earlier, the export must contain that link with that hash: else the log
was replaced as a whole. Status 0 if the chain holds, 1 if it does not. The last line is the checkpoint to note.
"""
import hashlib
import json
import sys


class Broken(Exception):
    """The export does not hold. The text names the place."""


def objects(lines):
    for number, line in enumerate(lines, 1):
        try:
            yield number, json.loads(line)
        except ValueError:
            raise Broken(f"line {number} is not JSON") from None


class Link:
    """A link whose entries are being read."""

    def __init__(self, number, line, previous):
        text = line["link"]
        self.hash = hashlib.sha256(bytes.fromhex(previous) + text.encode()).hexdigest()
        fields = json.loads(text)
        # A link from before links held several entries is its own entry and has no version.
        self.is_own_entry = isinstance(fields[0], str)
        self.organization, self.sequence = fields[0:2] if self.is_own_entry else fields[1:3]
        self.entries, self.digest = (0, "") if self.is_own_entry else fields[-2:]
        self.found = 0
        self.digests = hashlib.sha256()
        if self.hash != line["hash"]:
            raise Broken(f"line {number}: link {self.sequence} does not have its hash")

    def add(self, number, text):
        self.found += 1
        if json.loads(text)[0] != self.found:
            raise Broken(f"line {number}: an entry of link {self.sequence} is out of place")
        self.digests.update(hashlib.sha256(text.encode()).digest())

    def end(self):
        if self.found != self.entries or (not self.is_own_entry and self.digests.hexdigest() != self.digest):
            raise Broken(f"the entries of link {self.sequence} are not those that it was made of")


def verify(lines, checkpoint):
    """Returns (links, hash of the last one, entries)."""
    rest = objects(lines)
    _, head = next(rest, (0, {}))
    if "head" not in head:
        raise Broken("line 1 does not have the head of the chain")
    sequence, last, entries, link, seen = 0, "", 0, None, checkpoint is None
    for number, line in rest:
        if "entry" in line:
            if link is None:
                raise Broken(f"line {number}: an entry without a link")
            link.add(number, line["entry"])
            continue
        if link is not None:
            link.end()
        link = Link(number, line, last)
        if link.sequence != sequence + 1 or link.organization != head["organization"]:
            raise Broken(f"line {number}: link {sequence + 1} of this organization is expected")
        sequence, last = link.sequence, link.hash
        entries += 1 if link.is_own_entry else link.entries
        seen = seen or (str(sequence), last) == checkpoint
    if link is not None:
        link.end()
    if (sequence, last) != (head["head"]["sequence"], head["head"]["hash"]):
        raise Broken(f"the end is missing: the head is link {head['head']['sequence']}")
    if not seen:
        raise Broken(f"the checkpoint of link {checkpoint[0]} is not in this chain")
    return sequence, last, entries


def main():
    if len(sys.argv) not in (2, 4):
        sys.exit(__doc__.strip())
    try:
        with open(sys.argv[1], encoding="utf-8", newline="\n") as lines:
            sequence, last, entries = verify(lines, tuple(sys.argv[2:]) or None)
    except (Broken, KeyError, TypeError, ValueError, IndexError) as fault:
        print(f"BROKEN: {fault}")
        sys.exit(1)
    print(f"The chain holds: {sequence} links, {entries} entries")
    print(f"{sequence} {last}")


if __name__ == "__main__":
    main()
