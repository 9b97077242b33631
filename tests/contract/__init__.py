"""What every engine has to do: `suite.EngineContract`, run against each of them."""

import pytest

for name in ("base", "matching", "ranking", "facets", "dates", "paging", "writing", "lookups"):
    pytest.register_assert_rewrite(f"tests.contract.{name}")
