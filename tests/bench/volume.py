"""The big desk of the bench: 100,000 customers, 1,000,000 numbers, 1,000,000 tickets, made once and kept."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from console.demo.directory import directory
from console.demo.volume import EPOCH, volume_customers, volume_tickets
from console.door import desk_texts
from console.settings.options import read_options
from console.settings.store import DESK_KEY
from console.starter_levels import starter_edition
from core.customers.identity import NumberRules
from core.ids import new_id
from storage.bulk import bulk_load
from storage.desk import create_desk

PASSPHRASE = "bench passphrase"
HOME = Path(__file__).parents[2] / "var" / "bench"
PROFILE = "volume"
MADE = "bench.made"


def volume_profile(customers: int = 100_000, tickets: int = 1_000_000, name: str = PROFILE) -> Path:
    """The profile folder, made when it is not there whole (minutes, about a gigabyte)."""
    folder = HOME / name
    recipe = f"2 {customers} {tickets}"
    if (folder / MADE).exists() and (folder / MADE).read_text() == recipe:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    began = time.perf_counter()
    print(f"making the big desk: {customers:,} customers, {tickets:,} tickets …", flush=True)
    rules = NumberRules()
    desk = create_desk(folder, PASSPHRASE, rules)
    try:
        with bulk_load(desk.database, rules, fill_search=False, is_huge=True) as load:
            load.editions((starter_edition("zh_CN", "Asia/Shanghai", EPOCH),))
            load.customers(volume_customers(customers))
            load.tickets(volume_tickets(tickets, customers))
        desk.save_directory(directory("zh_CN"))
        me = directory("zh_CN").people[0]
        options = {
            "agent_id": me.id,
            "agent_name": me.name,
            "desk_id": new_id(),
            "wrap_up_seconds": "0",
            "account_user": "8001",
            "account_register": "",
            "account_bound_address": "127.0.0.1",
        }
        desk.set_setting(DESK_KEY, desk_texts(read_options(options)))
    finally:
        desk.close()
    (folder / MADE).write_text(recipe)
    print(f"made in {time.perf_counter() - began:.0f} s", flush=True)
    return folder
