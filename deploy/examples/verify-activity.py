#!/usr/bin/env python3
"""Verifies an export of the activity log (GET /activity/export), or an evidence package (GET /evidence-package), without the
service. Needs Python 3.8 and nothing else.

usage: deploy/examples/verify-activity.py FILE [SEQUENCE HASH]

With SEQUENCE and HASH, a checkpoint that was noted earlier, the export must contain that link with that hash: else the log
was replaced as a whole. Status 0 if the chain holds, 1 if it does not. The last line is the checkpoint to note.

Of a package, each byte is compared with the only form that the service writes, each entry with its digest in manifest.json,
and the log of its period as above, from the link before it.
"""
import hashlib
import json
import struct
import sys
import zlib


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
    before = head.get("after", {"sequence": 0, "hash": ""})
    sequence, last, entries, link = before["sequence"], before["hash"], 0, None
    seen = checkpoint is None or (str(sequence), last) == checkpoint
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


class Package:
    """A ZIP file as the service writes it: uncompressed blocks of one size, fixed times, sizes after the contents."""

    BLOCK = 32 * 1024
    COMMON = struct.pack("<HHHHH", 45, 0x0808, 8, 0, 0x21)

    def __init__(self, file):
        self.file = file
        self.entries = []

    def take(self, count):
        data = self.file.read(count)
        if len(data) != count:
            raise Broken("the package is not whole")
        return data

    def next(self):
        """Returns the name of the next entry; None at the directory, whose signature is taken."""
        self.offset = self.file.tell()
        signature = self.take(4)
        if signature == b"PK\x01\x02":
            return None
        fields = self.take(26)
        length = struct.unpack("<H", fields[22:24])[0]
        if signature != b"PK\x03\x04" or fields != self.COMMON + bytes(12) + struct.pack("<HH", length, 0):
            raise Broken(f"byte {self.offset}: not the header of an entry")
        self.name = self.take(length)
        return self.name.decode()

    def blocks(self):
        """Gives the content of the entry, block by block, and checks its end."""
        begin, size, crc, digest, full = self.file.tell(), 0, 0, hashlib.sha256(), True
        while True:
            kind, length, inverse = struct.unpack("<BHH", self.take(5))
            is_last = kind == 1 and length == 0
            if inverse != length ^ 0xFFFF or not (is_last or (kind == 0 and full and 0 < length <= self.BLOCK)):
                raise Broken(f"{self.name.decode()}: not a block that the service writes")
            if is_last:
                break
            full = length == self.BLOCK
            block = self.take(length)
            size, crc = size + length, zlib.crc32(block, crc)
            digest.update(block)
            yield block
        stored = self.file.tell() - begin
        if self.take(16) != struct.pack("<4sIII", b"PK\x07\x08", crc, stored, size):
            raise Broken(f"{self.name.decode()}: the content does not have its checksum")
        self.entries.append((self.name, self.offset, crc, stored, size, digest.hexdigest()))

    def lines(self):
        rest = b""
        for block in self.blocks():
            *whole, rest = (rest + block).split(b"\n")
            for line in whole:
                yield line.decode()
        if rest:
            raise Broken(f"{self.name.decode()}: the last line has no end")

    def end(self):
        """Compares the directory with that of the entries."""
        start, far = self.offset, 0xFFFFFFFF
        directory = bytearray()
        for name, offset, crc, stored, size, _ in self.entries:
            extra = struct.pack("<HHQ", 1, 8, offset) if offset >= far else b""
            directory += b"PK\x01\x02" + struct.pack("<H", 45) + self.COMMON
            directory += struct.pack("<IIIHHHHHII", crc, stored, size, len(name), len(extra), 0, 0, 0, 0, min(offset, far))
            directory += name + extra
        count, length = len(self.entries), len(directory)
        if start + length >= far or count >= 0xFFFF:
            directory += struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, start)
            directory += struct.pack("<4sIQI", b"PK\x06\x07", 0, start + length, 1)
        comment = b"sha256:" + self.entries[-1][5].encode()
        few = min(count, 0xFFFF)
        directory += struct.pack("<4sIHHIIH", b"PK\x05\x06", 0, few, few, min(length, far), min(start, far), len(comment))
        if b"PK\x01\x02" + self.file.read() != bytes(directory) + comment:
            raise Broken("the directory is not that of the entries")


def verify_package(file, checkpoint):
    """Returns what verify returns of the log in the package."""
    package, log, manifest = Package(file), None, None
    while True:
        name = package.next()
        if name is None:
            break
        if name == "activity.ndjson":
            log = verify(package.lines(), checkpoint)
        elif name == "manifest.json":
            manifest = json.loads(b"".join(package.blocks()))
        else:
            for _ in package.blocks():
                pass
    package.end()
    if log is None or manifest is None or package.entries[-1][0] != b"manifest.json":
        raise Broken("the log or the manifest is missing")
    listed = [(entry["name"], entry["bytes"], entry["sha256"]) for entry in manifest["entries"]]
    if listed != [(name.decode(), size, digest) for name, _, _, _, size, digest in package.entries[:-1]]:
        raise Broken("the entries are not those of the manifest")
    print(f"The package is whole: {manifest['standard']} {manifest['requirement']}, {len(listed)} entries")
    return log


def verify_file(path, checkpoint):
    with open(path, "rb") as file:
        if file.read(2) == b"PK":
            file.seek(0)
            return verify_package(file, checkpoint)
    with open(path, encoding="utf-8", newline="\n") as lines:
        return verify(lines, checkpoint)


def main():
    if "--help" in sys.argv:
        print(__doc__.strip())
        return
    for argument in sys.argv[1:]:
        if argument.startswith("--"):
            print(f"error: unknown option '{argument}'; see --help", file=sys.stderr)
            sys.exit(2)
    if len(sys.argv) not in (2, 4):
        print("error: a FILE is needed, or FILE SEQUENCE HASH; see --help", file=sys.stderr)
        sys.exit(2)
    try:
        sequence, last, entries = verify_file(sys.argv[1], tuple(sys.argv[2:]) or None)
    except OSError as fault:
        print(f"error: {sys.argv[1]} cannot be read: {fault.strerror}", file=sys.stderr)
        sys.exit(2)
    except (Broken, KeyError, TypeError, ValueError, IndexError) as fault:
        print(f"BROKEN: {fault}")
        sys.exit(1)
    print(f"The chain holds: {sequence} links, {entries} entries")
    print(f"{sequence} {last}")


if __name__ == "__main__":
    main()
