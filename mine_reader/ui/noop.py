"""The mark for texts that are translated where they are shown."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Return the text as it is; its name is what lupdate looks for, and its type is what Qt's own one lacks."""
    del context
    return text
