"""Turns rendered manifests into what podman's kube play runs: pods.py RENDERED SECRETS SERVICE ADDRESS=NAME...

Prints the ConfigMaps and one Pod. Secrets become ConfigMaps, because kube play of podman 4.3 mounts only those, and the claim of a volume a
temporary one. Probes are left out, because podman runs them by a shell in the container; the caller sends their requests."""

import base64
import pathlib
import sys

import yaml

rendered, secrets, service, *hosts = sys.argv[1:]
objects = [document for file in (rendered, secrets) for document in yaml.safe_load_all(pathlib.Path(file).read_text()) if document]
deployment = next(o for o in objects if o["kind"] == "Deployment" and o["metadata"]["name"] == service)
pod = deployment["spec"]["template"]
pod.update(apiVersion="v1", kind="Pod")
pod["metadata"]["name"] = service
spec = pod["spec"]
for name in ("topologySpreadConstraints", "serviceAccountName"):
    spec.pop(name, None)
spec["hostAliases"] = [{"ip": host.split("=")[0], "hostnames": [host.split("=")[1]]} for host in hosts]
container = spec["containers"][0]
for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
    container.pop(probe)
container["env"] = [{"name": v["name"], "value": v.get("value", service)} for v in container.get("env", [])]
wanted = []
for volume in spec["volumes"]:
    if "secret" in volume:
        wanted.append(volume["secret"]["secretName"] + "-secret")
        volume["configMap"] = {"name": wanted[-1]} | ({"items": volume["secret"]["items"]} if "items" in volume["secret"] else {})
        del volume["secret"]
    elif "configMap" in volume:
        wanted.append(volume["configMap"]["name"])
    elif "persistentVolumeClaim" in volume:
        volume["emptyDir"] = {}
        del volume["persistentVolumeClaim"]
maps = [o for o in objects if o["kind"] == "ConfigMap"]
for secret in (o for o in objects if o["kind"] == "Secret"):
    data = {key: base64.b64decode(value).decode() for key, value in secret["data"].items()}
    maps.append({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": secret["metadata"]["name"] + "-secret"}, "data": data})
for configuration in maps:
    if configuration["metadata"]["name"] in wanted:
        configuration["metadata"].pop("namespace", None)
        print("---\n" + yaml.safe_dump(configuration))
print("---\n" + yaml.safe_dump(pod))
