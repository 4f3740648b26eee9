"""The steps from the first schema to the present one: SQL scripts, each run once in the life of a library."""

VERSIONS = ""
"""What changed in an issue that was published again, and the text that an annotation was made on."""

FEEDS = ""
"""Feeds, how they stand, and what was seen of them."""

PAGES = ""
"""The pages and files that links lead to, their images, and the queue of downloads."""

SEARCH = ""
"""The search index, and what it has yet to read."""

SPEED = ""
"""Indexes and counters, so that no list and no count reads the whole library."""
