"""The command line: `python -m indexer COMMAND`. Each command reads its values, calls one function, prints its report.

Results go to stdout, progress and logs to stderr. Exit codes: 0 all in, 1 some rejected or failed, 2 wrong usage, and
130 or 143 after Ctrl-C or SIGTERM, when what was read has been committed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click
import msgspec

from indexer import corrections, maintenance, pipeline
from indexer.actor_commands import actors
from indexer.corrections import Correction
from indexer.options import (
    archive_name,
    field_map,
    open_engine,
    run_defaults,
    settings_from,
    settings_options,
    zone,
)
from indexer.pipeline import AddOptions, Understanding
from indexer.preview import table
from indexer.progress import Progress
from indexer.readers import Item, PathPattern, ReadOptions, Rejected, Skipped, read, total_bytes
from indexer.readers.streams import MB
from indexer.report import RejectionLog, RunReport, describe, rejection_path, visible
from indexer.stopping import Stop, stoppable
from indexer.understand import article_id
from indexer.workers import quiet_libraries
from search.actors import registry_beside
from search.errors import InvalidParameterError, KlipingError
from search.model import Origin, RawArticle
from search.outlets import default_outlets
from search.settings import Settings
from search.urls import canonical_url

PREVIEWED = 20  # articles that --dry-run shows
_TOLD = 20  # of each reason on stderr; the report file has all of the rejected ones


class _Commands(click.Group):
    """Turns our errors into exit codes: 2 for what the user wrote, 1 for the rest."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InvalidParameterError as error:
            raise click.UsageError(visible(error.message)) from error
        except KlipingError as error:
            raise click.ClickException(visible(error.message)) from error
        except OSError as exc:
            raise click.ClickException(visible(str(exc))) from exc


@click.group(cls=_Commands)
def cli() -> None:
    """Add news archives to an index and look after it."""
    quiet_libraries()


# ---- add -------------------------------------------------------------------------------------------------------


@cli.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--archive", metavar="NAME", help="name of the archive [the base name of PATH]")
@click.option("--outlet", metavar="NAME", help="outlet of articles that do not say theirs")
@click.option("--language", metavar="XX", help="language of articles that do not say theirs")
@click.option("--published", metavar="DATE", help="date of articles that do not say theirs: 2022-11-08, 2022-11, 2022")
@click.option("--path", "pattern", metavar="PATTERN", help="what folders say, such as '{outlet}/{published}/*'")
@click.option("--map", "mapping", metavar="FIELD=COLUMN", multiple=True, help="the column that gives a field")
@click.option("--workers", type=click.IntRange(1, 256), help="processes that understand articles [all cores]")
@click.option("--no-raw", is_flag=True, help="keep no raw articles: smaller, but a rebuild needs the archives again")
@click.option("--dry-run", is_flag=True, help=f"show what the first {PREVIEWED} would become, and write nothing")
@click.option("--report", "report_path", type=click.Path(path_type=Path, dir_okay=False), help="file for rejections")
@click.option("--json", "as_json", is_flag=True, help="end with one JSON object")
@settings_options
@click.pass_context
def add(
    ctx: click.Context, /, paths: tuple[Path, ...], *, as_json: bool, report_path: Path | None, **given: Any
) -> None:
    """Add the articles in PATH, a file or a folder. What is there already is left alone."""
    started = time.monotonic()
    settings = settings_from(given)
    readings = _readings(paths, settings, given)
    report = RunReport()
    progress = Progress(
        sys.stderr, report, total_bytes=sum(total_bytes(*reading) for reading in readings), clock=time.monotonic
    )
    log = RejectionLog(report_path or (None if given["dry_run"] else rejection_path(settings.index, _now())))
    with stoppable() as stop:
        options = _add_options(settings, given, tell=_Teller(progress, log), stop=stop)
        items = _items(readings, progress)
        try:
            if given["dry_run"]:
                click.echo(table(list(islice(pipeline.understood(items, report, options), PREVIEWED))))
                click.echo("dry run: nothing was written")
            else:
                with closing(open_engine(settings, create=True)) as engine:
                    pipeline.add(items, engine, report, options)
        except KeyboardInterrupt:
            stop.signal = stop.signal or signal.SIGINT
        finally:
            progress.close()
            log.close()
            report.seconds = time.monotonic() - started
            _tell_end(report, log, as_json=as_json)
    if stop.is_requested():
        click.echo("stopped; what was read is in the index", err=True)
    ctx.exit(stop.exit_code or (1 if report.rejected else 0))


def _readings(paths: Sequence[Path], settings: Settings, given: dict[str, Any]) -> list[tuple[Path, ReadOptions]]:
    """Each PATH with how it is read; what the user wrote wrongly shows here, before anything is read."""
    pattern = given["pattern"]
    options = ReadOptions(
        archive="",
        fields=field_map(given["mapping"]),
        pattern=None if pattern is None else PathPattern.parse(pattern),
        max_article_bytes=int(settings.max_article_mb * MB),
        max_unpacked_bytes=int(settings.max_unpacked_mb * MB),
        exclude=settings.index,
    )
    return [(path, replace(options, archive=archive_name(path, given["archive"]))) for path in paths]


def _items(readings: Sequence[tuple[Path, ReadOptions]], progress: Progress) -> Iterator[Item]:
    return chain.from_iterable(read(path, replace(options, advance=progress.advance)) for path, options in readings)


def _add_options(
    settings: Settings, given: dict[str, Any], *, tell: Callable[[Rejected | Skipped], None], stop: Stop
) -> AddOptions:
    return AddOptions(
        understanding=_understanding(settings),
        now=_now,
        defaults=run_defaults(
            outlet=given["outlet"],
            language=given["language"],
            published=given["published"],
            timezone=settings.timezone,
        ),
        correct=corrections.load(settings.index),
        keep_raw=not given["no_raw"],
        workers=given["workers"] or _cores(),
        should_stop=stop.is_requested,
        tell=tell,
    )


class _Teller:
    """Names what was rejected or skipped: the first of each reason on stderr, every rejected one in the log."""

    def __init__(self, progress: Progress, log: RejectionLog) -> None:
        self._progress = progress
        self._log = log
        self._told: Counter[str] = Counter()

    def __call__(self, item: Rejected | Skipped) -> None:
        if isinstance(item, Rejected):
            self._log.write(item)
        self._told[item.reason] += 1
        if self._told[item.reason] <= _TOLD:
            self._progress.say(describe(item))
        elif self._told[item.reason] == _TOLD + 1:
            self._progress.say(f"... and more: {item.reason}")


def _tell_end(report: RunReport, log: RejectionLog, *, as_json: bool) -> None:
    if log.failure is not None:
        click.echo(f"the list of rejected articles could not be written: {log.failure}", err=True)
    if as_json:
        if log.is_written:
            click.echo(f"rejected articles: {log.path}", err=True)
        click.echo(report.as_json())
        return
    click.echo(report.as_text())
    if log.is_written:
        click.echo(f"rejected articles: {log.path}")


# ---- looking at an index ---------------------------------------------------------------------------------------


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
@settings_options
def status(*, as_json: bool, **given: Any) -> None:
    """Say what the index holds."""
    with closing(open_engine(settings_from(given))) as engine:
        found = msgspec.to_builtins(engine.status())
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for name, value in found.items():
        if isinstance(value, dict):
            value = ", ".join(f"{key} {count}" for key, count in value.items())
        click.echo(visible(f"{name + ':':<12} {'-' if value in (None, '') else value}"))


@cli.command()
@click.argument("article", metavar="ID")
@settings_options
def show(article: str, **given: Any) -> None:
    """Print everything that is known of an article, as JSON."""
    with closing(open_engine(settings_from(given))) as engine:
        [found] = engine.get([article])
    click.echo(json.dumps(msgspec.to_builtins(found), ensure_ascii=False, indent=2))


# ---- changing an index -----------------------------------------------------------------------------------------


@cli.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--archive", metavar="NAME", help="what only this archive holds")
@click.option("--outlet", metavar="NAME", help="all articles of this outlet")
@click.option("--url", metavar="URL", help="the article of this address")
@settings_options
def remove(ids: tuple[str, ...], archive: str | None, outlet: str | None, url: str | None, **given: Any) -> None:
    """Remove articles: by ID, or those of an archive, an outlet or an address."""
    settings = settings_from(given)
    if sum((bool(ids), archive is not None, outlet is not None, url is not None)) != 1:
        raise click.UsageError("name either IDs or one of --archive, --outlet and --url")
    with closing(open_engine(settings)) as engine:
        if archive is not None:
            removal = maintenance.remove_archive(engine, archive)
        elif outlet is not None:
            removal = maintenance.remove_ids(engine, maintenance.ids_with(engine, "outlet", _outlet_id(outlet)))
        else:
            removal = maintenance.remove_ids(engine, ids if url is None else [_id_of(url)], must_exist=True)
    if not removal.removed and not removal.kept:
        raise click.ClickException(f"no article is of {visible(archive or outlet or '')!r}; nothing was removed")
    kept = f"; {removal.kept} stay, because other archives hold them" if removal.kept else ""
    click.echo(f"{removal.removed} articles removed{kept}")


@cli.command()
@click.argument("words", metavar="[ID] FIELD=VALUE", nargs=-1, required=True)
@click.option("--outlet", metavar="NAME", help="correct all articles of this outlet instead of one")
@settings_options
def correct(words: tuple[str, ...], outlet: str | None, **given: Any) -> None:
    """Correct a field of an article, or of all articles of an outlet; adding again and rebuilding keep it.

    FIELD is title, outlet, published, language, author, section or tags. An empty VALUE takes the value away.
    """
    settings = settings_from(given)
    if len(words) != (2 if outlet is None else 1):
        raise click.UsageError("write either ID FIELD=VALUE or --outlet NAME FIELD=VALUE")
    field, value = corrections.parse_assignment(words[-1])
    outlet_id = None if outlet is None else _outlet_id(outlet)
    article = words[0] if outlet is None else None
    correction = Correction(field=field, value=value, at=_now(), id=article, outlet=outlet_id)
    with closing(open_engine(settings)) as engine:
        ids = [article] if article else maintenance.ids_with(engine, "outlet", outlet_id or "")
        changed = maintenance.correct_all(engine, ids, correction)
    corrections.append(settings.index, correction)
    click.echo(f"{changed} articles changed; the correction is kept in {settings.index / corrections.FILE_NAME}")


@cli.command()
@click.option("--workers", type=click.IntRange(1, 256), help="processes that understand articles [all cores]")
@click.option("--report", "report_path", type=click.Path(path_type=Path, dir_okay=False), help="file for rejections")
@click.option("--json", "as_json", is_flag=True, help="end with one JSON object, as add does")
@settings_options
@click.pass_context
def rebuild(
    ctx: click.Context, /, *, workers: int | None, report_path: Path | None, as_json: bool, **given: Any
) -> None:
    """Understand every article again and write the index anew; searches see the old one until it is done."""
    started = time.monotonic()
    settings = settings_from(given)
    report = RunReport()
    progress = Progress(sys.stderr, report, total_bytes=None, clock=time.monotonic)
    log = RejectionLog(report_path or rejection_path(settings.index, _now()))
    try:
        with closing(open_engine(settings, check=False)) as engine:
            maintenance.rebuild(
                engine,
                report,
                understanding=_understanding(settings),
                correct=corrections.load(settings.index),
                workers=workers or _cores(),
                tell=_Teller(progress, log),
                advance=progress.advance,
            )
    finally:
        progress.close()
        log.close()
        report.seconds = time.monotonic() - started
    if kept := report.skipped["no-raw"]:
        click.echo(f"{kept} articles without a raw article keep what was known of them; add their archives again")
    _tell_end(report, log, as_json=as_json)
    ctx.exit(1 if report.rejected else 0)


cli.add_command(actors)


# ---- what commands share ---------------------------------------------------------------------------------------


def _understanding(settings: Settings) -> Understanding:
    registry_beside(settings.index)  # a list that cannot be read shows here, before anything is understood
    return Understanding(today=_today(settings), timezone=settings.timezone, index=settings.index)


def _outlet_id(name: str) -> str:
    return default_outlets().resolve(name).id


def _id_of(url: str) -> str:
    """The id of the article at an address."""
    if canonical_url(url) is None:
        raise InvalidParameterError(f"--url {url!r} is no address of a web page", parameter="url")
    page = RawArticle(text="", url=url, origin=Origin(archive="", file=""))
    return article_id(page, Understanding(today=date.min, timezone="UTC").defaults(page))


def _now() -> datetime:
    return datetime.now(UTC)


def _today(settings: Settings) -> date:
    return _now().astimezone(zone(settings.timezone)).date()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
