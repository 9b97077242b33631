"""Looking into pages: elements by CSS-like questions, links by what they say."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from lxml import html
from werkzeug.test import TestResponse


class Page:
    """An HTML answer."""

    def __init__(self, response: TestResponse) -> None:
        self.status = response.status_code
        self.source = response.get_data(as_text=True)
        self.root = html.document_fromstring(self.source)

    def all(self, xpath: str) -> list[html.HtmlElement]:
        return list(self.root.xpath(xpath))

    def one(self, xpath: str) -> html.HtmlElement:
        [found] = self.all(xpath)
        return found

    def texts(self, xpath: str) -> list[str]:
        return [text_of(element) for element in self.all(xpath)]

    def link(self, words: str) -> str:
        """The address of the one link whose text or label holds `words`."""
        [href] = {a.get("href") for a in self.all("//a[@href]") if words in text_of(a) + (a.get("aria-label") or "")}
        return str(href)

    def facet(self, facet: str) -> dict[str, html.HtmlElement]:
        """The rows of a facet by the label of their value."""
        rows = self.all(f"//ol[@data-facet='{facet}']/li")
        return {text_of(row.xpath(".//bdi")[0]): row for row in rows}

    def links(self) -> set[str]:
        """Every address on this site that the page leads to, apart from places on itself."""
        return {href for a in self.all("//a[@href]") if (href := a.get("href")).startswith("/")}


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def pick(row: html.HtmlElement) -> str:
    """The address that chooses a facet's value."""
    return str(row.xpath("./a[contains(@class, 'pick')]/@href")[0])


def exclude(row: html.HtmlElement) -> str:
    """The address that leaves a facet's value out."""
    return str(row.xpath("./a[contains(@class, 'exclude')]/@href")[0])


def count(row: html.HtmlElement) -> int:
    return int(row.xpath(".//data/@value")[0])


def asked(href: str) -> list[tuple[str, str]]:
    """The parameters of an address, sorted."""
    return sorted(parse_qsl(urlsplit(href).query, keep_blank_values=True))
