"""A request as the name=value pairs of a URL, a form or a command line, and back: `read(write(request)) == request`.

Single-valued parameters are one table, `_SINGLE`. A facet's parameter may come several times: a value chooses,
a leading hyphen excludes (`outlet=-kompas`), `none` is what has no value; a chosen value that itself begins with a
hyphen or a backslash has a backslash before it. Empty values mean nothing, as forms send them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any, get_args

from search.dates import IsoPrecision, iso_span, iso_text
from search.errors import InvalidParameterError
from search.query import FACETS, NONE, Interval, Match, PageLanguage, SearchRequest, Selection, Sort

MAX_VALUES = 50  # chosen and excluded facet values in one request
MAX_VALUE_CHARS = 200

_ALL_FACETS = (*FACETS, "date")
_FREE_LENGTH = frozenset({"q", "cursor"})  # the query parser and the cursor have limits of their own
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
_PRECISIONS: tuple[IsoPrecision, ...] = ("year", "month", "day")  # by length of their names


# ---- reading -----------------------------------------------------------------------------------------------------


def read(pairs: Iterable[tuple[str, str]], *, strict: bool = True) -> SearchRequest:
    """The request that the pairs ask for.

    An unknown name is an error, or with `strict` False passed over, as a page does with what others hang on its
    links (`utm_source`). Raises InvalidParameterError with the name of the parameter at fault.
    """
    given = _gathered(pairs, strict=strict)
    fields = {field: parse(name, _only(name, given[name])) for name, (field, parse) in _SINGLE.items() if name in given}
    chosen = ((name, _selection(name, given[name])) for name in sorted(_ALL_FACETS) if name in given)
    request = SearchRequest(selections=tuple(pair for pair in chosen if pair[1]), **fields)
    _check(request)
    return request


def _gathered(pairs: Iterable[tuple[str, str]], *, strict: bool) -> Mapping[str, list[str]]:
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in PARAMETERS:
            if strict:
                raise _unknown(name)
        elif value if name == "q" else value.strip():
            _check_text(name, value)
            given.setdefault(name, []).append(value)
    return given


def _only(name: str, values: list[str]) -> str:
    if len(values) > 1:
        raise _invalid(name, values[1], "it was given twice; give it once")
    return values[0]


def _check_text(name: str, value: str) -> None:
    if name not in _FREE_LENGTH and len(value) > MAX_VALUE_CHARS:
        raise _invalid(name, value, f"a value has at most {MAX_VALUE_CHARS} characters")
    if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
        raise _invalid(name, value, "it is no valid Unicode text")


def _check(request: SearchRequest) -> None:
    """What no parameter shows by itself."""
    if request.date_from and request.date_to and request.date_from > request.date_to:
        raise _invalid("from", str(request.date_from), f"it is after to={request.date_to}; exchange the two")
    for name, selection in request.selections:
        if name == "date" and not selection.include | selection.exclude <= {NONE}:
            [value, *_] = sorted((selection.include | selection.exclude) - {NONE})
            raise _invalid("date", value, "allowed: none, -none; for days, months and years there are from and to")
    count = sum(len(selection.include) + len(selection.exclude) for _, selection in request.selections)
    if count > MAX_VALUES:
        name = request.selections[-1][0]
        raise _invalid(name, "...", f"{count} facet values are chosen and excluded, at most {MAX_VALUES} can be")


def _selection(name: str, values: list[str]) -> Selection:
    exclude = frozenset(value[1:] for value in values if value.startswith("-"))
    if "" in exclude:
        raise _invalid(name, "-", "a value to exclude goes after the hyphen")
    include = frozenset(value.removeprefix("\\") for value in values if not value.startswith("-"))
    return Selection(include=include - {""}, exclude=exclude)


def _text(name: str, value: str) -> str:
    return value


def _one_of(*allowed: str) -> Callable[[str, str], str]:
    def parse(name: str, value: str) -> str:
        if value not in allowed:
            raise _invalid(name, value, f"allowed: {', '.join(allowed)}")
        return value

    return parse


def _up_to(maximum: int) -> Callable[[str, str], int]:
    def parse(name: str, value: str) -> int:
        if _WHOLE_NUMBER.fullmatch(value) is None or not 1 <= int(value) <= maximum:
            raise _invalid(name, value, f"allowed: 1 to {maximum}")
        return int(value)

    return parse


def _switch(name: str, value: str) -> bool:
    return _one_of("0", "1")(name, value) == "1"


def _first_day(name: str, value: str) -> date:
    return _span(name, value)[0]


def _last_day(name: str, value: str) -> date:
    return _span(name, value)[1]


def _span(name: str, value: str) -> tuple[date, date]:
    span = iso_span(value)
    if span is None:
        raise _invalid(name, value, "it is no day, month or year; examples: 2022-11-08, 2022-11, 2022")
    return span[:2]


def _facet_list(name: str, value: str) -> tuple[str, ...]:
    """The facets between commas; `none` asks for none at all."""
    names = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    if names == (NONE,):
        return ()
    unknown = [facet for facet in names if facet not in _ALL_FACETS]
    if unknown or not names:
        raise _invalid(name, ", ".join(unknown) or value, f"allowed: {', '.join(_ALL_FACETS)}, or none alone")
    return names


_SINGLE: Mapping[str, tuple[str, Callable[[str, str], Any]]] = {
    "q": ("text", _text),
    "match": ("match", _one_of(*get_args(Match))),
    "from": ("date_from", _first_day),
    "to": ("date_to", _last_day),
    "precise": ("is_precise", _switch),
    "sort": ("sort", _one_of(*get_args(Sort))),
    "size": ("size", _up_to(100)),
    "cursor": ("cursor", _text),
    "facets": ("facets", _facet_list),
    "facet_size": ("facet_size", _up_to(100)),
    "interval": ("interval", _one_of(*get_args(Interval))),
    "collapse": ("collapse", _one_of("story")),
    "hl": ("highlight", _switch),
    "lang": ("lang", _one_of(*get_args(PageLanguage))),
}

PARAMETERS = (*_SINGLE, *_ALL_FACETS)
"""Every name that `read` knows."""


def _invalid(name: str, value: str, why: str) -> InvalidParameterError:
    return InvalidParameterError(f"{name}={_shortened(value)} cannot be: {why}", parameter=name)


def _unknown(name: str) -> InvalidParameterError:
    close = get_close_matches(name[:MAX_VALUE_CHARS], PARAMETERS, n=1)
    remedy = f"did you mean {close[0]}?" if close else f"there are {', '.join(sorted(PARAMETERS))}"
    return InvalidParameterError(f"there is no parameter {_shortened(name)}; {remedy}", parameter=name)


def _shortened(value: str) -> str:
    return repr(value if len(value) <= 80 else f"{value[:79]}…")


# ---- writing -----------------------------------------------------------------------------------------------------


def write(request: SearchRequest) -> tuple[tuple[str, str], ...]:
    """The pairs that `read` makes `request` of, in a stable order, leaving out what is the default."""
    default = SearchRequest()
    changed = (
        (name, value)
        for name, (field, _) in _SINGLE.items()
        if (value := getattr(request, field)) != getattr(default, field)
    )
    single = tuple((name, _written(name, value)) for name, value in changed)
    chosen = tuple((name, value) for name, selection in request.selections for value in _chosen(selection))
    return single + chosen


def _written(name: str, value: Any) -> str:
    match value:
        case bool():
            return "1" if value else "0"
        case date():
            return _shortest(value, side=0 if name == "from" else 1)
        case tuple():
            return ",".join(value) or NONE
        case _:
            return str(value)


def _shortest(day: date, *, side: int) -> str:
    """The year or month that begins (side 0) or ends (side 1) with `day`, else the day."""
    names = (iso_text(day, precision) for precision in _PRECISIONS)
    return next(name for name in names if (span := iso_span(name)) is not None and span[side] == day)


def _chosen(selection: Selection) -> Iterable[str]:
    for value in sorted(selection.include):
        yield f"\\{value}" if value.startswith(("-", "\\")) else value
    for value in sorted(selection.exclude):
        yield f"-{value}"


# ---- links of the histogram --------------------------------------------------------------------------------------


def in_bucket(request: SearchRequest, value: str) -> SearchRequest:
    """The request, on its first page, narrowed to the articles that a bucket of the histogram counts.

    `value` is the bucket's: "2022", "2022-11" or "2022-11-08".
    """
    first, last = _span("date", value)
    return replace(without_dates(request), date_from=first, date_to=last, is_precise=True)


def without_dates(request: SearchRequest) -> SearchRequest:
    """The request, on its first page, without any choice of dates."""
    return replace(
        request.with_selection("date", Selection()), date_from=None, date_to=None, is_precise=False, cursor=None
    )
