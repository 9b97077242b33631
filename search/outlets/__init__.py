"""Who publishes: outlets by name, dateline and web address, and the houses they belong to."""

from search.outlets.loading import Outlet
from search.outlets.registry import (
    OutletRegistry,
    default_outlets,
    load_outlets,
)

__all__ = ["Outlet", "OutletRegistry", "default_outlets", "load_outlets"]
