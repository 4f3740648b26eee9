"""Figures of whole processes, apart from the tests."""
