"""The policy templates (ADMX, ADML) of every option that IT may set, made from the table of options itself."""

from __future__ import annotations

import argparse
import sys
from dataclasses import fields
from pathlib import Path
from xml.etree import ElementTree as ET

from console.presenters.option_pages import SHEETS
from console.settings.options import Options
from console.settings.site import CHOICES, NOT_FOR_ALL, POLICY_KEY, SECRETS
from console.words import CHINESE, ENGLISH, Catalogue, read_catalogue

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "resources" / "translations"
SPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
CULTURES = {"en-US": ENGLISH, "zh-CN": CHINESE}
SECTIONS = {
    "Defaults": ("What a desk begins with", "坐席控制台的初始设置"),
    "Locked": ("What no agent can change", "坐席不能更改的设置"),
}
_OPTIONS = [one for one in fields(Options) if one.name not in NOT_FOR_ALL | SECRETS]
_LABELS = {line.option: line.label.template for sheet in SHEETS for line in sheet.lines}


def template() -> ET.Element:
    root = ET.Element("policyDefinitions", {"xmlns": SPACE, "revision": "1.0", "schemaVersion": "1.0"})
    spaces = ET.SubElement(root, "policyNamespaces")
    ET.SubElement(spaces, "target", {"prefix": "ringdesk", "namespace": "Ringdesk.Policies"})
    windows = {"prefix": "windows", "namespace": "Microsoft.Policies.Windows"}
    ET.SubElement(spaces, "using", windows)
    ET.SubElement(root, "resources", {"minRequiredRevision": "1.0"})
    categories = ET.SubElement(root, "categories")
    ET.SubElement(categories, "category", {"name": "Ringdesk", "displayName": "$(string.Ringdesk)"})
    policies = ET.SubElement(root, "policies")
    for section in SECTIONS:
        category = ET.SubElement(
            categories, "category", {"name": section, "displayName": f"$(string.{section})"}
        )
        ET.SubElement(category, "parentCategory", {"ref": "Ringdesk"})
        for option in _OPTIONS:
            _policy(policies, section, option.name, option.default)
    return root


def _policy(policies: ET.Element, section: str, name: str, default: object) -> None:
    ident, key = f"{section}_{name}", rf"{POLICY_KEY}\{section}"
    about = {
        "name": ident,
        "class": "Machine",
        "displayName": f"$(string.{ident})",
        "explainText": f"$(string.{name}_about)",
        "key": key,
        "presentation": f"$(presentation.{ident})",
    }
    policy = ET.SubElement(policies, "policy", about)
    ET.SubElement(policy, "parentCategory", {"ref": section})
    ET.SubElement(policy, "supportedOn", {"ref": "windows:SUPPORTED_Windows_10_0"})
    elements = ET.SubElement(policy, "elements")
    value = {"id": name, "valueName": name}
    if name in CHOICES:
        listed = ET.SubElement(elements, "enum", {**value, "required": "true"})
        for choice in CHOICES[name]:
            item = ET.SubElement(listed, "item", {"displayName": f"$(string.{name}_{choice})"})
            ET.SubElement(ET.SubElement(item, "value"), "string").text = choice
    elif isinstance(default, bool):
        check = ET.SubElement(elements, "boolean", value)
        for truth, number in (("trueValue", "1"), ("falseValue", "0")):
            ET.SubElement(ET.SubElement(check, truth), "decimal", {"value": number})
    elif isinstance(default, int):
        ET.SubElement(
            elements, "decimal", {**value, "minValue": "0", "maxValue": "65535", "required": "true"}
        )
    else:
        ET.SubElement(elements, "text", {**value, "maxLength": "1000"})


def words(culture: str) -> ET.Element:
    catalogue = Catalogue(TRANSLATIONS, CULTURES[culture])
    known = read_catalogue(TRANSLATIONS / "zh_CN.po") if culture == "zh-CN" else {}
    root = ET.Element(
        "policyDefinitionResources", {"xmlns": SPACE, "revision": "1.0", "schemaVersion": "1.0"}
    )
    ET.SubElement(root, "displayName").text = "Ringdesk"
    ET.SubElement(root, "description").text = "Ringdesk"
    resources = ET.SubElement(root, "resources")
    strings, presentations = (
        ET.SubElement(resources, "stringTable"),
        ET.SubElement(resources, "presentationTable"),
    )
    _say(strings, "Ringdesk", "Ringdesk")
    for section, (english, chinese) in SECTIONS.items():
        _say(strings, section, chinese if culture == "zh-CN" else english)
        for option in _OPTIONS:
            label = catalogue(_LABELS[option.name]) if option.name in _LABELS else option.name
            _say(strings, f"{section}_{option.name}", f"{label} ({option.name})")
            place = ET.SubElement(presentations, "presentation", {"id": f"{section}_{option.name}"})
            _control(place, option.name, option.default, label)
    for option in _OPTIONS:
        sentence = str(option.metadata["sentence"])
        _say(strings, f"{option.name}_about", known.get(sentence, sentence))
        for choice in CHOICES.get(option.name, ()):
            _say(strings, f"{option.name}_{choice}", choice)
    return root


def _say(strings: ET.Element, ident: str, text: str) -> None:
    ET.SubElement(strings, "string", {"id": ident}).text = text


def _control(place: ET.Element, name: str, default: object, label: str) -> None:
    if name in CHOICES:
        ET.SubElement(place, "dropdownList", {"refId": name}).text = label
    elif isinstance(default, bool):
        checked = {"refId": name, "defaultChecked": "true" if default else "false"}
        ET.SubElement(place, "checkBox", checked).text = label
    elif isinstance(default, int):
        ET.SubElement(place, "decimalTextBox", {"refId": name, "defaultValue": str(default)}).text = label
    else:
        ET.SubElement(ET.SubElement(place, "textBox", {"refId": name}), "label").text = label


def write(folder: Path) -> None:
    ET.register_namespace("", SPACE)
    pages = {"ringdesk.admx": template(), **{f"{one}/ringdesk.adml": words(one) for one in CULTURES}}
    for name, root in pages.items():
        ET.indent(root)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        ET.ElementTree(root).write(folder / name, encoding="utf-8", xml_declaration=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="installer.windows.admx", description=__doc__)
    parser.add_argument("folder", type=Path)
    write(parser.parse_args().folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
