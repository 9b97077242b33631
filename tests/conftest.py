"""What holds for all tests.

Whether a commit passes must not depend on luck: property tests draw the same examples every time. `make soak` draws new
ones, and more of them; one that fails there belongs as an `@example` into its test, which then fails every time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from search.settings import Settings

# How long an example takes says more about the machine than about the code: speed has tests of its own.
_ALWAYS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("kliping", _ALWAYS, derandomize=True)
settings.register_profile("soak", _ALWAYS, derandomize=False, max_examples=1000, print_blob=True)
settings.load_profile("soak" if os.environ.get("KLIPING_SOAK") else "kliping")


@pytest.fixture(autouse=True, scope="session")
def patience() -> Iterator[None]:
    """A query is not stopped because the machine had something else to do; tests of the limit set one themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Settings.__init__.__kwdefaults__, "query_timeout_s", 120.0)
        yield
