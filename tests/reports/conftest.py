"""What every paper test prints with."""

from __future__ import annotations

import pytest

from reports.demo.pictures import test_page as draw_test_page
from reports.demo.samples import sample_setup
from reports.setup import Setup
from reports.words import CHINESE, ENGLISH


@pytest.fixture(params=[ENGLISH, CHINESE])
def setup(request: pytest.FixtureRequest) -> Setup:
    return sample_setup(request.param)


@pytest.fixture
def english() -> Setup:
    return sample_setup(ENGLISH)


@pytest.fixture(scope="session")
def photo() -> bytes:
    return draw_test_page(striped=True)
