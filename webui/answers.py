"""What the library answers, filled into the shapes of the API."""

from __future__ import annotations

from typing import Any

from search.model import ActorMention
from search.results import (
    ArticleView,
    Bucket,
    DateBucket,
    Facet,
    Histogram,
    Hit,
    IndexStatus,
    SearchResult,
    Story,
    Understood,
)
from webui.shapes import (
    HIT_ACTORS,
    ArticleActor,
    ArticleAnswer,
    BucketShape,
    DateBucketShape,
    FacetShape,
    FacetsShape,
    HistogramShape,
    HitActor,
    HitShape,
    QueryReading,
    SearchAnswer,
    StatusAnswer,
    StoryShape,
    UnderstoodPart,
)


def search_answer(result: SearchResult) -> SearchAnswer:
    facets: dict[str, Any] = {facet.name: facet_shape(facet) for facet in result.facets}
    if result.histogram:
        facets["date"] = _histogram(result.histogram)
    return SearchAnswer(
        query=QueryReading(
            text=result.request.text,
            understood=tuple(_understood(part) for part in result.understood),
            relaxed=result.relaxed,
            suggestion=result.suggestion,
        ),
        total=result.total,
        took_ms=round(result.took_ms, 3),
        generation=result.generation,
        index_changed=result.index_changed,
        next=result.next,
        hits=tuple(_hit(hit) for hit in result.hits),
        facets=FacetsShape(**facets),
    )


def _understood(part: Understood) -> UnderstoodPart:
    return UnderstoodPart(
        text=part.text,
        start=part.start,
        end=part.end,
        kind=part.kind,
        negated=part.is_negated,
        alternatives=part.alternatives,
        field=part.field,
        label=part.label,
    )


def _hit(hit: Hit) -> HitShape:
    article = hit.article
    return HitShape(
        id=article.id,
        url=article.url,
        title=article.title,
        headline=hit.headline,
        title_fragments=hit.title_fragments,
        outlet=article.outlet,
        published=article.published,
        language=article.language,
        actors=tuple(_hit_actor(actor) for actor in article.certain_actors[:HIT_ACTORS]),
        score=hit.score,
        snippets=tuple(snippet.fragments for snippet in hit.snippets),
    )


def _hit_actor(actor: ActorMention) -> HitActor:
    return HitActor(id=actor.actor_id, label=actor.label, kind=actor.kind, count=actor.count)


def facet_shape(facet: Facet) -> FacetShape:
    return FacetShape(
        buckets=tuple(bucket_shape(bucket) for bucket in facet.buckets),
        missing=facet.missing,
        other=facet.other,
        has_more=facet.has_more,
    )


def bucket_shape(bucket: Bucket) -> BucketShape:
    return BucketShape(value=bucket.value, label=bucket.label or bucket.value, count=bucket.count, state=bucket.state)


def _histogram(histogram: Histogram) -> HistogramShape:
    return HistogramShape(
        interval=histogram.interval,
        buckets=tuple(_date_bucket(bucket) for bucket in histogram.buckets),
        undated=histogram.undated,
        imprecise=histogram.imprecise,
    )


def _date_bucket(bucket: DateBucket) -> DateBucketShape:
    return DateBucketShape(value=bucket.value, count=bucket.count, state=bucket.state)


def article_answer(view: ArticleView) -> ArticleAnswer:
    article = view.article
    shared = {name: getattr(article, name) for name in ArticleAnswer.__slots__ if name not in ("actors", "story")}
    actors = tuple(_article_actor(actor) for actor in article.actors)
    return ArticleAnswer(actors=actors, story=_story(view.story) if view.story else None, **shared)


def _story(story: Story) -> StoryShape:
    return StoryShape(
        articles=story.articles, outlets=story.outlets, origins=story.origins, independent=story.independent
    )


def _article_actor(actor: ActorMention) -> ArticleActor:
    return ArticleActor(
        id=actor.actor_id,
        label=actor.label,
        kind=actor.kind,
        count=actor.count,
        offsets=actor.offsets,
        reasons=actor.reasons,
        role=actor.role,
        is_certain=actor.is_certain,
    )


def status_answer(status: IndexStatus) -> StatusAnswer:
    """The status without `location`: a path of the server is nobody's business but its operator's."""
    return StatusAnswer(**{name: getattr(status, name) for name in StatusAnswer.__slots__})
