"""python -m indexer"""

from __future__ import annotations

from indexer.cli import cli

if __name__ == "__main__":
    cli(prog_name="python -m indexer")
