"""Numbers and sums of money: `Rp1.500.000`, `Rp 1.500.000,00` and `1500000` have one stem.

Which mark groups the digits depends on the language; a mark that comes twice groups them in any. The currency is no
part of the stem, so that "1,5 triliun" finds "Rp1,5 triliun": written apart it is a word of its own.
"""

from __future__ import annotations

import re

_AMOUNT = re.compile(
    r"(?P<currency>rp|idr|rm|myr|usd|sgd|aud|eur|gbp|jpy|cny|inr|php|thb)?(?P<number>\d{1,40}(?:[.,]\d{1,20}){0,12})"
)
_GROUPED = {
    mark: re.compile(rf"\d{{1,3}}(?:[{mark}]\d{{3}})+(?:[{decimal}]\d+)?") for mark, decimal in ((".", ","), (",", "."))
}
_GROUPED_TWICE = re.compile(r"\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})")
_NO_CENTS = re.compile(r"[.,]0{1,2}")
_MARKS = dict.fromkeys(("id", "de", "es", "it", "nl", "pt", "da", "tr", "el", "ca", "ro"), ".") | {"en": ",", "ms": ","}


def is_amount(word: str) -> bool:
    """Whether the folded word is a number, with or without a currency before it."""
    return _AMOUNT.fullmatch(word) is not None


def plain_amount(word: str, *, language: str) -> str:
    """The number in a folded word, its digits in one: "1500000" for "rp1.500.000,00"; any other word as it is."""
    amount = _AMOUNT.fullmatch(word)
    if amount is None:
        return word
    number = amount["number"]
    mark = _grouping_mark(number, language)
    if not (mark or amount["currency"]):
        return number
    plain = number.replace(mark, "") if mark else number
    cents = _NO_CENTS.search(plain)
    return plain[: cents.start()] if cents and cents.end() == len(plain) else plain


def _grouping_mark(number: str, language: str) -> str:
    """What groups the digits of `number`: ".", "," or nothing."""
    mark = _MARKS.get(language, "")
    if mark and _GROUPED[mark].fullmatch(number):
        return mark
    if _GROUPED_TWICE.fullmatch(number):
        return "." if "." in number else ","
    return ""
