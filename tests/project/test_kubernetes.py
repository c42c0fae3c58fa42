"""The Kubernetes example: it is whole, and it fits the image and the settings."""

import re
from pathlib import Path

import pytest
import yaml

from klankbord.settings import PREFIX, SECRETS, Settings

Object = dict[str, object]


@pytest.fixture
def parts(root: Path) -> dict[tuple[str, str], dict]:  # type: ignore[type-arg]
    text = (root / "docs" / "kubernetes.yaml").read_text(encoding="utf-8")
    found = list(yaml.safe_load_all(text))
    return {(part["kind"], part["metadata"]["name"]): part for part in found}


@pytest.fixture
def pods(parts: dict) -> dict[str, dict]:  # type: ignore[type-arg]
    return {
        name: part["spec"]["template"]["spec"]
        for (kind, name), part in parts.items()
        if kind in ("Deployment", "StatefulSet")
    }


def dockerfile(root: Path) -> str:
    return (root / "Dockerfile").read_text(encoding="utf-8")


def test_every_pod_runs_as_the_user_of_the_image_and_may_change_nothing(root: Path, pods: dict) -> None:
    user = int(re.findall(r"^USER (\d+):", dockerfile(root), flags=re.MULTILINE)[0])
    assert set(pods) == {"klankbord", "klankbord-chroma"}
    for pod in pods.values():
        assert pod["automountServiceAccountToken"] is False
        assert pod["securityContext"]["runAsUser"] == user
        assert pod["securityContext"]["runAsNonRoot"] is True
        for container in pod["containers"]:
            rights = container["securityContext"]
            assert rights["readOnlyRootFilesystem"] is True
            assert rights["allowPrivilegeEscalation"] is False
            assert rights["capabilities"] == {"drop": ["ALL"]}
            assert container["resources"]["limits"]["memory"]
            assert container["livenessProbe"]["httpGet"]["path"] != "/readyz"


def test_everything_that_is_mounted_exists_and_the_data_folder_is_writable(
    root: Path, pods: dict, parts: dict
) -> None:
    folder = re.findall(r"KLANKBORD_DATA_DIR=(\S+)", dockerfile(root))[0]
    for name, pod in pods.items():
        claims = parts.get(("StatefulSet", name), {}).get("spec", {}).get("volumeClaimTemplates", [])
        known = {volume["name"] for volume in pod["volumes"]} | {
            claim["metadata"]["name"] for claim in claims
        }
        for container in pod["containers"]:
            mounts = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
            assert set(mounts) <= known
            assert {folder, "/tmp"} <= set(mounts.values())


def test_settings_exist_and_secrets_are_files(pods: dict) -> None:
    given = {one["name"]: one["value"] for one in pods["klankbord"]["containers"][0]["env"]}
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    assert {name.removesuffix("_FILE") for name in given} <= known
    for secret in SECRETS:
        assert given[f"{PREFIX}{secret}_FILE"].startswith("/run/secrets/")
        assert f"{PREFIX}{secret}" not in given


def test_ports_and_names_lead_to_each_other(root: Path, parts: dict, pods: dict) -> None:
    port = int(re.findall(r"^EXPOSE (\d+)", dockerfile(root), flags=re.MULTILINE)[0])
    assert pods["klankbord"]["containers"][0]["ports"][0]["containerPort"] == port
    for (kind, name), part in parts.items():
        if kind == "Service":
            labels = [
                other["spec"]["template"]["metadata"]["labels"]
                for (workload, _), other in parts.items()
                if workload in ("Deployment", "StatefulSet")
            ]
            assert part["spec"]["selector"] in labels, name
    chroma = next(
        one["value"] for one in pods["klankbord"]["containers"][0]["env"] if "CHROMA" in one["name"]
    )
    assert (
        chroma
        == f"http://klankbord-chroma:{parts['Service', 'klankbord-chroma']['spec']['ports'][0]['port']}"
    )
    backend = parts["Ingress", "klankbord"]["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]
    assert ("Service", backend["name"]) in parts


def test_there_are_two_processes_and_one_always_stays(parts: dict) -> None:
    deployment = parts["Deployment", "klankbord"]["spec"]
    assert deployment["replicas"] == 2
    assert deployment["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert parts["PodDisruptionBudget", "klankbord"]["spec"]["minAvailable"] >= 1
