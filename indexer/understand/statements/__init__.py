"""Who said what: the statements of an article, each with its speaker.

`quotes` finds what stands in quotation marks, whatever marks they are; `items` lays the text out as a row of words and
quotes, cut into sentences; each `sentence` is gone along from verb of saying to verb of saying (`verbs`, the list
`verbs.toml`), adding to the `story`; `subjects` walks from a verb to its subject, and `speakers` tells whom that means.
No pattern is searched for from every place of the text: the anchor is always a verb or a quote, so the time is linear.
"""

from indexer.understand.statements.finding import MAX_STATEMENTS, find_statements

__all__ = ["MAX_STATEMENTS", "find_statements"]
