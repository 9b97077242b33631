"""Search a multilingual news archive:

with open_service(Settings(index=Path("index"))) as service:
    for hit in service.search(SearchRequest(text="pasok senjata")).hits:
        print(hit.headline)
"""

from search.errors import (
    ArticleNotFoundError,
    EngineError,
    InvalidParameterError,
    KlipingError,
    QuerySyntaxError,
    RequestError,
    UnsupportedQueryError,
)
from search.model import Article
from search.query import SearchRequest, Selection
from search.results import SearchResult
from search.service import SearchService, open_service
from search.settings import Settings

__all__ = [
    "Article",
    "ArticleNotFoundError",
    "EngineError",
    "InvalidParameterError",
    "KlipingError",
    "QuerySyntaxError",
    "RequestError",
    "SearchRequest",
    "SearchResult",
    "SearchService",
    "Selection",
    "Settings",
    "UnsupportedQueryError",
    "open_service",
]
