"""The whole contract. A new engine's test is a subclass that says how it is opened."""

from __future__ import annotations

from tests.contract.dates import DatesContract
from tests.contract.facets import FacetsContract
from tests.contract.lookups import LookupsContract
from tests.contract.matching import MatchingContract
from tests.contract.paging import PagingContract
from tests.contract.ranking import RankingContract
from tests.contract.statements import StatementsContract
from tests.contract.writing import WritingContract


class EngineContract(
    MatchingContract,
    RankingContract,
    StatementsContract,
    FacetsContract,
    DatesContract,
    PagingContract,
    WritingContract,
    LookupsContract,
):
    """Every line of docs/ranking.md and docs/facets.md, and what `search.engines.base.Engine` promises."""
