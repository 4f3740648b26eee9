"""MineReader: a desktop reader and annotator for newsletter issues."""

__version__ = "0.1.0"
