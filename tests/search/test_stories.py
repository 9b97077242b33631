from search.model import OutletRef, SourceMention
from search.outlets import default_outlets
from search.stories import story_of
from tests.builders import article


def published(by, *, citing=()):
    ref = by and OutletRef(id=by, name=by.title())
    sources = [SourceMention(id=key, name=key.title(), role=role, raw="") for role, key in citing]
    return article(id=f"by-{by}", story_id="s", outlet=ref, sources=tuple(sources))


def told(*articles):
    story = story_of(articles, known=default_outlets())
    return [ref.id for ref in story.outlets], [ref.id for ref in story.origins], story.independent


def test_three_outlets_that_cite_one_agency_have_one_origin():
    citing = [("publisher", "x"), ("relay", "kabar"), ("origin", "reuters.com")]
    copies = (published("kabar"), published("suara", citing=citing), published("warta", citing=citing))
    assert told(*copies) == (["kabar", "suara", "warta"], ["reuters.com"], 1)


def test_an_agency_among_the_outlets_is_the_origin():
    assert told(published("kabar"), published("antaranews.com")) == (
        ["antaranews.com", "kabar"], ["antaranews.com"], 1,
    )  # fmt: skip


def test_different_citations_are_different_origins():
    copies = (published("kabar", citing=[("origin", "afp.com")]), published("suara", citing=[("origin", "kcna")]))
    assert told(*copies)[1:] == (["afp.com", "kcna"], 2)


def test_of_copies_that_cite_nobody_nobody_knows_who_wrote_them():
    assert told(published("kabar"), published("suara")) == (["kabar", "suara"], [], 1)


def test_an_outlet_that_repeats_itself_is_its_own_origin():
    assert told(published("kabar"), published("kabar")) == (["kabar"], ["kabar"], 1)


def test_articles_of_nobody_have_one_origin_too():
    assert told(published(None), published(None)) == ([], [], 1)
