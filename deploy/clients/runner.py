"""Runs scenario.json through the generated Python clients. usage: runner.py DOCUMENTS CLIENTS"""

import base64
import hashlib
import hmac
import importlib
import inspect
import json
import os
import re
import struct
import sys
import tempfile
import time

DOCUMENTS, CLIENTS = sys.argv[1:3]
VERBS = ("get", "post", "put", "patch", "delete")
FOLDER = tempfile.TemporaryDirectory()
kept = dict(os.environ, client="python")
faults, calls = [], 0


def code(secret):
    """The code of an authenticator app (RFC 6238)."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1000000:06}"


def filled(value):
    if isinstance(value, dict):
        return {name: filled(member) for name, member in value.items()}
    if isinstance(value, list):
        return [filled(member) for member in value]
    if isinstance(value, str):
        value = re.sub(r"{code of (\w+)}", lambda found: code(kept[found[1]]), value)
        return re.sub(r"{(\w+)}", lambda found: kept[found[1]], value)
    return value


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace("-", "_").lower()


def written(file):
    path = os.path.join(FOLDER.name, file["name"])
    with open(path, "w", encoding="utf-8", newline="") as opened:
        opened.write(file["text"])
    return path


class Document:
    def __init__(self, name):
        sys.path.insert(0, os.path.join(CLIENTS, name))
        self.client = importlib.import_module("client_" + name)
        with open(os.path.join(DOCUMENTS, name + ".json"), encoding="utf-8") as file:
            paths, self.components = map(json.load(file).get, ("paths", "components"))
        self.operations = {item[verb]["operationId"]: item[verb] for item in paths.values() for verb in VERBS if verb in item}

    def call(self, proxy, headers, step, defaults):
        operation = step["call"]
        settings = self.client.Configuration(host=proxy)
        connection = self.client.ApiClient(settings)
        for name, value in headers.items():
            connection.set_default_header(name, value)
        apis = [api for name, api in vars(self.client).items() if name.endswith("Api") and hasattr(api, snake(operation))]
        method = getattr(apis[0](connection), snake(operation) + "_with_http_info")
        names = inspect.signature(method).parameters
        given = {snake(name): filled(value) for name, value in defaults.items() if snake(name) in names}
        given.update({snake(name): filled(value) for name, value in step.get("with", {}).items()})
        given = {name if name in names else "var_" + name: value for name, value in given.items()}
        if "file" in step:
            given["file"] = written(step["file"])
        if "body" in step:
            requested = self.operations[operation]["requestBody"]
            if "$ref" in requested:
                requested = self.components["requestBodies"][requested["$ref"].split("/")[-1]]
            model = next(iter(requested["content"].values()))["schema"]["$ref"].split("/")[-1]
            given[snake(model)] = getattr(self.client, model).parse_obj(filled(step["body"]))
        try:
            response = method(**given)
            return response.status_code, response.headers, plain(response.data)
        except self.client.ApiException as refusal:
            return refusal.status, refusal.headers, refusal.body


def plain(data):
    if isinstance(data, list):
        return [plain(item) for item in data]
    return json.loads(json.dumps(data.dict(by_alias=True), default=str)) if hasattr(data, "to_dict") else data


def run(document, part, step):
    global calls
    calls += 1
    headers = filled(part["callers"][step["as"]])
    status, fields, body = document.call(filled(part["proxy"]), headers, step, part["defaults"])
    fields = {name.lower(): value for name, value in (fields or {}).items()}
    declared = document.operations[step["call"]]["responses"]
    good = status == step["status"] if "status" in step else status < 300
    if not good or str(status) not in declared:
        faults.append(f"{step['call']}: {status} {body}")
    for violation in json.loads(fields.get("sl-violations", "[]")):
        # A step that expects a refusal may break the document with its request, never with the response.
        if status < 400 or violation["location"][0] != "request":
            faults.append(f"{step['call']}: {status}: {violation}")
    for name, source in step.get("keep", {}).items() if good else ():
        if ": " in source:
            field, pattern = source.split(": ", 1)
            kept[name] = re.search(pattern, fields[field])[1]
        else:
            value = body
            for member in source.split("."):
                value = value[int(member)] if member.isdigit() else value[member]
            kept[name] = str(value)


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "scenario.json"), encoding="utf-8") as file:
    scenario = json.load(file)
documents = {part["document"]: Document(part["document"]) for part in scenario["parts"]}
left = {name: set(document.operations) for name, document in documents.items()}
for part in scenario["parts"]:
    for entry in part["steps"]:
        for step in scenario[entry] if isinstance(entry, str) else [entry]:
            left[part["document"]].discard(step["call"])
            try:
                run(documents[part["document"]], part, step)
            except Exception as exception:  # whatever a generated client throws is a finding
                faults.append(f"{step['call']}: {type(exception).__name__}: {exception}")
faults += [f"{operation}: no step of the scenario calls it" for operations in left.values() for operation in sorted(operations)]
print(*faults, f"{kept['client']}: {calls} calls, {len(faults)} faults", sep="\n")
sys.exit(bool(faults))
