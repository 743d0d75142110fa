"""Prints the list of an image's parts in CycloneDX: sbom.py BOM PACKAGES RELEASE.

BOM is the list of a service's jars by the CycloneDX plugin of Maven, PACKAGES the Debian package files, one a line
(name_version_architecture.deb), and RELEASE the release file of the Java runtime."""

import json
import re
import sys
import urllib.parse


def package(file):
    name, version, architecture = file.removesuffix(".deb").split("_")
    version = urllib.parse.unquote(version)
    purl = f"pkg:deb/debian/{name}@{urllib.parse.quote(version)}?arch={architecture}&distro=bookworm"
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


def java(release):
    facts = dict(re.findall(r'^(\w+)="(.*)"$', release, re.MULTILINE))
    version = facts.get("JAVA_RUNTIME_VERSION", facts["JAVA_VERSION"])
    vendor = facts.get("IMPLEMENTOR", "unknown")
    return {"type": "platform", "bom-ref": f"java@{version}", "publisher": vendor, "name": "java", "version": version}


bom_file, packages_file, release_file = sys.argv[1:]
with open(bom_file) as file:
    bom = json.load(file)
with open(packages_file) as file:
    bom["components"] += [package(line.strip()) for line in file]
with open(release_file) as file:
    bom["components"].append(java(file.read()))
json.dump(bom, sys.stdout, indent=1)
print()
