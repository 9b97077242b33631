"""Every error that Kliping raises on purpose, and who can act on it.

    KlipingError                    code, message
    ├─ RequestError                 the reader can fix it (400)
    │  ├─ QuerySyntaxError          position in the query text
    │  └─ InvalidParameterError     name, value
    ├─ UnsupportedQueryError        the engine has no such notion (400)
    ├─ ArticleNotFoundError         article_id (404)
    ├─ RejectedArticleError         a bad article: origin, reason; counted and reported, the run goes on
    ├─ RegistryError                a list of actors or outlets that cannot be read; its owner can fix the file
    └─ EngineError                  the operator can fix it (503)
       ├─ IndexMissingError         there is no index at that place
       ├─ IndexMismatchError        written by another schema or analyzer version
       ├─ CorruptIndexError         damaged; never mistaken for an empty one
       ├─ IndexLockedError          another process writes
       ├─ IndexWriteError           the disk refused; what was committed stays
       └─ QueryTimeoutError         the query took longer than its limit

`code` is stable and is what programs compare; `message` names the thing, the value and the remedy.
"""

from __future__ import annotations

from typing import ClassVar


class KlipingError(Exception):
    """The root of all deliberate errors."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class RequestError(KlipingError):
    """The reader's request cannot be understood as it is."""

    code = "bad-request"


class QuerySyntaxError(RequestError):
    """The query text breaks the grammar at `position` (0-based, in code points)."""

    code = "query-syntax"

    def __init__(self, message: str, *, position: int) -> None:
        super().__init__(message)
        self.position = position


class InvalidParameterError(RequestError):
    """The parameter `parameter` has a value that it cannot have."""

    code = "invalid-parameter"

    def __init__(self, message: str, *, parameter: str) -> None:
        super().__init__(message)
        self.parameter = parameter


class UnsupportedQueryError(KlipingError):
    """The engine cannot do what is asked; it says so rather than answer with nothing."""

    code = "unsupported-query"


class ArticleNotFoundError(KlipingError):
    """No article has this id."""

    code = "article-not-found"

    def __init__(self, article_id: str) -> None:
        super().__init__(f"no article has the id {article_id!r}")
        self.article_id = article_id


class RejectedArticleError(KlipingError):
    """An article that cannot be taken in. `reason` is a short slug that reports count by."""

    code = "article-rejected"

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class RegistryError(KlipingError):
    """A file of actors or outlets says something that cannot be; the message names the file and the entry."""

    code = "registry"


class EngineError(KlipingError):
    """The index cannot serve; the operator can act on it."""

    code = "engine"


class IndexMissingError(EngineError):
    """There is no index at the place named."""

    code = "index-missing"


class IndexMismatchError(EngineError):
    """The index was written by another schema or analyzer version."""

    code = "index-mismatch"


class CorruptIndexError(EngineError):
    """The index is damaged."""

    code = "index-corrupt"


class IndexLockedError(EngineError):
    """Another process is writing to the index."""

    code = "index-locked"


class IndexWriteError(EngineError):
    """Writing failed; what had been committed is still there."""

    code = "index-write"


class QueryTimeoutError(EngineError):
    """The query ran into its time limit; a part of the answer is never given."""

    code = "query-timeout"
