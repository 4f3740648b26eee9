"""Times as the library keeps them: UTC, ISO 8601, microseconds, so that text order is time order."""

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """Return an aware time as it is stored."""
    if moment.tzinfo is None:
        moment = moment.astimezone()
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """Return the time that `stamp` wrote."""
    return datetime.fromisoformat(text)
