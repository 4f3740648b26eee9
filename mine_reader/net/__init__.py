"""What happens outside of this process: the worker that text of unknown origin goes to."""
