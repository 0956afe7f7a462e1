"""The bill of materials (CycloneDX): every component that is really inside, and where; checked against the files."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model import Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentEvidence, ComponentType
from cyclonedx.model.component_evidence import Occurrence
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from build.facts import Facts
from build.parts import Part
from release.manifest import MANIFEST

_NAMESPACE = uuid.UUID("5c0f6a54-3a55-4c8e-8f86-2a0f2b7c9a11")


class SbomWrong(Exception):
    """The list and the files differ."""


def write(file: Path, program: str, facts: Facts, parts: Sequence[Part]) -> None:
    bom = Bom(serial_number=uuid.uuid5(_NAMESPACE, f"{program} {facts.version} {facts.commit}"))
    bom.metadata.timestamp = facts.committed
    bom.metadata.component = Component(
        name=program, version=facts.version, type=ComponentType.APPLICATION, bom_ref=program
    )
    for part in parts:
        bom.components.add(_component(part))
    text = JsonV1Dot6(bom).output_as_string(indent=1)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise SbomWrong(f"the bill of materials has not the form of CycloneDX 1.6: {wrong}")
    file.write_text(json.dumps(_in_order(json.loads(text)), indent=1) + "\n", encoding="utf-8")


def _in_order(value: Any) -> Any:
    """The library keeps sets: their order hangs on the process, and the same commit must give the same bytes."""
    if isinstance(value, dict):
        return {name: _in_order(one) for name, one in sorted(value.items())}
    if isinstance(value, list):
        return sorted((_in_order(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value


def _component(part: Part) -> Component:
    where = [Occurrence(location=file) for file in sorted(part.files)]
    return Component(
        name=part.name,
        version=part.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{part.name}@{part.version}",
        licenses=[LicenseFactory().make_from_string(part.licence)],
        evidence=ComponentEvidence(occurrences=where) if where else None,
        properties=[Property(name="ringdesk:modules-in-archives", value=str(part.modules))],
        components=[
            Component(
                name=name,
                version=version,
                type=ComponentType.LIBRARY,
                bom_ref=f"{part.name}/{name}@{version}",
                licenses=[LicenseFactory().make_from_string(licence)] if licence else (),
            )
            for name, version, licence in part.inside
        ],
    )


def check(folder: Path) -> None:
    """Every file belongs to a component, and every component has something inside."""
    bom = json.loads((folder / "sbom.cdx.json").read_text(encoding="utf-8"))
    listed = set()
    for one in bom["components"]:
        files = [each["location"] for each in one.get("evidence", {}).get("occurrences", ())]
        modules = {each["name"]: each["value"] for each in one.get("properties", ())}
        if not files and modules.get("ringdesk:modules-in-archives", "0") == "0":
            raise SbomWrong(f"{one['name']} is listed, and nothing of it is inside")
        listed.update(files)
    beside = {"sbom.cdx.json", MANIFEST}
    found = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if (path.is_file() or path.is_symlink())
        and not path.relative_to(folder).as_posix().startswith("licences/")
    } - beside
    if found != listed:
        raise SbomWrong(
            f"in no component: {sorted(found - listed)[:20]}; listed, but not there: {sorted(listed - found)[:20]}"
        )
