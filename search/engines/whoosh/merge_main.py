"""The process that merges: `python -m search.engines.whoosh.merge_main`, told by `merge_process` what to do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec

from search.engines.whoosh import child_process
from search.engines.whoosh.codec.merger import merge_segments
from search.engines.whoosh.codec.segment_view import SegmentView
from search.engines.whoosh.layout import sync
from search.engines.whoosh.merge_process import MergeOrder
from search.errors import EngineError


def main() -> None:
    """Merge as told; what went wrong is the last line on stderr."""
    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=MergeOrder)
    target = Path(os.fsdecode(order.target))
    child_process.end_with_parent(lambda: target.unlink(missing_ok=True))
    try:
        merge_segments(target, [(SegmentView(Path(os.fsdecode(one.path))), one.deleted) for one in order.inputs])
        sync(target)
    except (OSError, EngineError) as exc:
        sys.exit(str(exc))


if __name__ == "__main__":
    main()
