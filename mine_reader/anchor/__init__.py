"""Anchors: where a quote stands in a text, also after the text changed. Pure.

Offsets count code points. A wrong place is worse than none: what is not certain is detached.
"""

from mine_reader.anchor.describe import describe
from mine_reader.anchor.differences import Difference, Kind, differences
from mine_reader.anchor.follow import Changes
from mine_reader.anchor.normalise import normalised
from mine_reader.anchor.resolve import Resolved, resolve

__all__ = [
    "Changes",
    "Difference",
    "Kind",
    "Resolved",
    "describe",
    "differences",
    "normalised",
    "resolve",
]
