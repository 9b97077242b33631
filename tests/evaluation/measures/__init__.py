"""One module a part of understanding; each has its `MEASURES`."""
