"""The policy templates hold every option that IT may set, in two languages, and nothing that is not there."""

from __future__ import annotations

from dataclasses import fields
from xml.etree import ElementTree as ET

import pytest

from console.settings.options import Options
from console.settings.site import CHOICES, NOT_FOR_ALL, SECRETS, fault_of
from installer.windows import admx

NAMES = {one.name for one in fields(Options)} - NOT_FOR_ALL - SECRETS


def test_every_option_that_may_be_set_is_a_policy_as_default_and_as_lock() -> None:
    policies = admx.template().findall("policies/policy")
    assert {policy.get("name") for policy in policies} == {
        f"{section}_{name}" for section in ("Defaults", "Locked") for name in NAMES
    }
    for policy in policies:
        section, _, name = str(policy.get("name")).partition("_")
        assert policy.get("key") == rf"Software\Policies\Ringdesk\{section}"
        assert policy.find("elements/*").get("valueName") == name  # type: ignore[union-attr] # each has one


def test_what_a_policy_offers_is_what_the_program_takes() -> None:
    for listed in admx.template().iter("enum"):
        name = str(listed.get("valueName"))
        offered = [str(one.text) for one in listed.iter("string")]
        assert [fault_of(name, value, is_open=True) for value in offered] == [None] * len(offered)
        assert tuple(offered) == CHOICES[name]


@pytest.mark.parametrize("culture", ["en-US", "zh-CN"])
def test_every_word_a_template_names_is_there(culture: str) -> None:
    text = ET.tostring(admx.template(), encoding="unicode")
    words = admx.words(culture)
    strings = {one.get("id") for one in words.iter("string")}
    presentations = {one.get("id"): one for one in words.iter("presentation")}
    for policy in admx.template().iter("policy"):
        assert str(policy.get("presentation")).removeprefix("$(presentation.").rstrip(")") in presentations
    named = {part.partition(")")[0] for part in text.split("$(string.")[1:]}
    assert named <= strings


def test_the_chinese_template_speaks_chinese() -> None:
    strings = {one.get("id"): one.text for one in admx.words("zh-CN").iter("string")}
    assert strings["Locked"] == "坐席不能更改的设置"
    assert strings["Locked_account_transport"] == "传输方式 (account_transport)"


def test_no_secret_is_a_policy() -> None:
    text = ET.tostring(admx.template(), encoding="unicode")
    assert not any(f'"{name}"' in text for name in SECRETS)
