"""The oracle: an engine that does what docs/ranking.md and docs/facets.md say, word by word and one article at a time.

Slow and obvious on purpose: sets, dictionaries and loops over articles that are tokenised anew, nothing shared with the
engines it judges but the model, the tokens and the cursor. It implements the whole protocol.
"""

from tests.memory_engine.engine import MemoryEngine

__all__ = ["MemoryEngine"]
