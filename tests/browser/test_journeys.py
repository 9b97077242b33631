"""What a journalist does on the site, in a real browser, with and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visitor, follow
from tests.webui.archive import DENIAL, HOSTILE

pytestmark = pytest.mark.browser

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])


def total(page: Page) -> int:
    return int(page.locator(".total").inner_text().split()[0])


def facet_value(page: Page, facet: str, label: str) -> tuple[int, str]:
    """The count of a facet's value and a selector for its row."""
    row = f"[data-facet={facet}] > li:has(bdi:text-is('{label}'))"
    return int(page.locator(f"{row} data").get_attribute("value") or ""), row


@SCRIPTS
def test_searching_choosing_leaving_out_and_reading(visitor: Visitor, scripts: bool) -> None:
    page = visitor.opens("/", java_script_enabled=scripts)
    page.get_by_label("Cari di arsip").fill("senjata")
    follow(page, page.get_by_role("button", name="Cari", exact=True))
    everything = total(page)
    expect(page.locator(".snippet mark").first).to_be_visible()

    count, row = facet_value(page, "actor", "Korea Utara")
    follow(page, page.locator(f"{row} .pick"))
    assert total(page) == count < everything
    expect(page.locator(".chip")).to_contain_text("Korea Utara")

    count, row = facet_value(page, "outlet", "Kabar Samudra")
    before = total(page)
    page.locator(row).hover()
    follow(page, page.locator(f"{row} .exclude"))
    assert total(page) == before - count
    follow(page, page.get_by_role("link", name="Hapus: Kabar Samudra"))
    assert total(page) == before

    follow(page, page.get_by_role("link", name=DENIAL.title or ""))
    expect(page.locator(".text mark").first).to_be_visible()
    follow(page, page.get_by_role("link", name="kembali ke hasil"))
    assert page.locator("#q").input_value() == "senjata"


@SCRIPTS
def test_a_bar_of_the_histogram_narrows_to_its_month(visitor: Visitor, scripts: bool) -> None:
    page = visitor.opens("/search?q=senjata", java_script_enabled=scripts)
    bar = page.locator("svg a[aria-label^='September 2022']")
    count = int((bar.get_attribute("aria-label") or "").split()[-2])
    follow(page, bar)
    assert total(page) == count
    expect(page.locator(".chip")).to_contain_text("September 2022")
    assert page.locator("input[name=from]").input_value() == "2022-09"


@SCRIPTS
def test_dates_are_typed_as_far_as_they_are_known(visitor: Visitor, scripts: bool) -> None:
    page = visitor.opens("/search?q=senjata", java_script_enabled=scripts)
    page.locator("input[name=from]").fill("2022-11-09")
    page.locator("input[name=to]").fill("2022-12")
    follow(page, page.get_by_role("button", name="Terapkan"))
    expect(page.locator(".chip")).to_contain_text("9 Nov – 31 Des 2022")
    assert page.locator("#q").input_value() == "senjata"


def test_a_date_that_cannot_be_is_stopped_before_it_is_sent(visitor: Visitor) -> None:
    page = visitor.opens("/search?q=senjata")
    page.locator("input[name=from]").fill("kemarin")
    page.get_by_role("button", name="Terapkan").click()
    assert page.locator("input[name=from]:invalid").count() == 1
    assert "kemarin" not in page.url


@SCRIPTS
def test_values_that_are_not_shown_are_found_on_their_page(visitor: Visitor, scripts: bool) -> None:
    page = visitor.opens("/facets/actor?q=senjata", java_script_enabled=scripts)
    page.locator("#contains").fill("kir")
    follow(page, page.locator(".within button"))
    expect(page.locator("[data-facet=actor] > li")).to_have_count(1)
    follow(page, page.locator("[data-facet=actor] .pick"))
    expect(page.locator(".chip")).to_contain_text("John Kirby")


@SCRIPTS
def test_pages_are_turned(visitor: Visitor, scripts: bool) -> None:
    page = visitor.opens("/search?q=beras", java_script_enabled=scripts)
    first = page.locator(".hit h2").all_inner_texts()
    follow(page, page.get_by_role("link", name="Halaman berikutnya"))
    second = page.locator(".hit h2").all_inner_texts()
    assert second
    assert not set(first) & set(second)
    follow(page, page.get_by_role("link", name="Halaman pertama"))
    assert page.locator(".hit h2").all_inner_texts() == first


def test_the_words_something_was_found_in_lead_to_their_place(visitor: Visitor) -> None:
    page = visitor.opens(f"/article/{DENIAL.id}")
    page.get_by_role("link", name="“Pyongyang”").click()
    expect(page.locator(".text :target")).to_have_text("Pyongyang")


def test_the_page_turns_english_and_back(visitor: Visitor) -> None:
    page = visitor.opens("/search?q=senjata")
    follow(page, page.get_by_role("link", name="English"))
    expect(page.get_by_role("button", name="Search")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    follow(page, page.get_by_role("link", name="Indonesia", exact=True).first)
    expect(page.get_by_role("button", name="Cari", exact=True)).to_be_visible()


def test_nothing_of_a_hostile_article_runs(visitor: Visitor) -> None:
    for address in ("/search?q=senjata", f"/article/{HOSTILE.id}?q=senjata"):
        page = visitor.opens(address)
        expect(page.get_by_text("<script>document.title").first).to_be_visible()
        assert page.title() != "rusak"


def test_right_to_left_articles_stand_on_the_right(visitor: Visitor) -> None:
    page = visitor.opens("/search?language=ar")
    heading = page.locator(".hit h2")
    assert heading.evaluate("e => [getComputedStyle(e).direction, getComputedStyle(e).textAlign]") == ["rtl", "right"]
    assert page.locator(".hit .meta").evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_the_download_is_a_file(visitor: Visitor) -> None:
    page = visitor.opens("/search?q=senjata")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "kliping.csv"


def test_the_slash_key_goes_to_the_search_box(visitor: Visitor) -> None:
    page = visitor.opens("/search?q=senjata")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("a/b")
    assert page.locator("#q").input_value() == "a/b"


def test_words_of_the_archive_are_offered_while_typing(visitor: Visitor) -> None:
    page = visitor.opens("/")
    page.locator("#q").press_sequentially("kabar -senj")
    option = page.locator("datalist option[value='kabar -senjata']")
    expect(option).to_have_count(1)


def test_everything_is_reached_by_the_keyboard_and_shows_the_focus(visitor: Visitor) -> None:
    page = visitor.opens("/search?q=senjata")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Langsung ke isi")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#content$"))
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.closest('main') !== null"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
    assert all(seen)


def test_leaving_out_is_reached_by_the_keyboard(visitor: Visitor) -> None:
    page = visitor.opens("/search?q=senjata")
    _, row = facet_value(page, "outlet", "Kabar Samudra")
    page.locator(f"{row} .pick").focus()
    page.keyboard.press("Tab")
    expect(page.locator(f"{row} .exclude")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_contain_text("tanpa")


@SCRIPTS
def test_facets_are_in_a_drawer_on_the_phone_and_open_on_a_wide_page(visitor: Visitor, scripts: bool) -> None:
    page = visitor.opens("/search?q=senjata", viewport=PHONE, java_script_enabled=scripts)
    value = page.locator("[data-facet=outlet] .pick").first
    expect(value).to_be_hidden()
    page.get_by_text("Saring", exact=True).click()
    expect(value).to_be_visible()
    wide = visitor.opens("/search?q=senjata", java_script_enabled=scripts)
    expect(wide.locator("[data-facet=outlet] .pick").first).to_be_visible()


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/search?q=senjata&outlet=kabar-samudra&actor=-country:US&from=2022-09&to=2022-12&match=all",
        "/search?q=tidakadakata",
        "/facets/actor",
        f"/article/{DENIAL.id}?q=senjata",
        "/article/aaaaaaaaaaaaaaa2",
    ],
)
@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_no_page_scrolls_sideways(visitor: Visitor, address: str, width: int) -> None:
    page = visitor.opens(address, viewport={"width": width, "height": 800})
    for drawer in page.locator("summary:visible").all():
        drawer.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_query_that_cannot_be_read_is_shown_where(visitor: Visitor) -> None:
    page = visitor.opens("/search?q=(pasok")
    expect(page.locator("mark")).to_have_text("(")
    assert [re.sub(r".*status of (\d+).*", r"\1", text) for text in visitor.complaints] == ["400"]
    visitor.complaints.clear()  # the browser reports the status of the page itself
