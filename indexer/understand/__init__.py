"""Understanding: from what a source said (RawArticle) to what we know of it (Article), as pure functions."""

from indexer.understand.article import understand
from indexer.understand.defaults import Defaults
from indexer.understand.ids import article_id

__all__ = ["Defaults", "article_id", "understand"]
