"""Words without meaning, as often as words are: Zipf's law for Chinese with English among it, and for English alone."""

import random
from collections.abc import Iterator
from itertools import accumulate

_OFTEN = 2.7
"""What the law of Zipf and Mandelbrot adds to the rank; the commonest word is 4 % of all then, as measured."""
_CHINESE_WORDS, _ENGLISH_WORDS = 24_000, 12_000
_ENGLISH_AMONG_CHINESE = 0.18
_CLAUSE = (3, 9)
_CHARACTERS_A_WORD = {"zh": 2.6, "en": 6.2}
_ONSETS = (
    "b",
    "br",
    "c",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "th",
    "v",
    "w",
)
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou", "io", "ee")
_CODAS = ("", "n", "r", "s", "t", "l", "m", "ck", "ng", "nd", "st")


class Vocabulary:
    """The words of one language; the same for everybody. `weights` add up, as `random.choices` wants them."""

    def __init__(self, language: str) -> None:
        rng = random.Random(language)  # noqa: S311
        self.language = language
        self.size = _CHARACTERS_A_WORD[language]
        if language == "en":
            self.words = _english(rng, _ENGLISH_WORDS)
            self.weights = _zipf(len(self.words), 1.0)
        else:
            chinese, english = _chinese(rng, _CHINESE_WORDS), _english(rng, _ENGLISH_WORDS // 2)
            self.words = chinese + [f" {word} " for word in english]
            weights = _zipf(len(chinese), 1 - _ENGLISH_AMONG_CHINESE)
            self.weights = weights + [weights[-1] + more for more in _zipf(len(english), _ENGLISH_AMONG_CHINESE)]


def _zipf(count: int, share: float) -> list[float]:
    weights = list(accumulate(1 / (rank + _OFTEN) for rank in range(1, count + 1)))
    return [weight * share / weights[-1] for weight in weights]


def _chinese(rng: random.Random, count: int) -> list[str]:
    common = bytes(byte for row in range(0xB0, 0xD7) for column in range(0xA1, 0xFA) for byte in (row, column))
    characters = list(common.decode("gb2312"))
    rng.shuffle(characters)
    weights = _zipf(len(characters), 1.0)
    lengths = rng.choices((1, 2, 3, 4), (25, 60, 10, 5), k=2 * count)
    words = ("".join(rng.choices(characters, cum_weights=weights, k=length)) for length in lengths)
    return list(dict.fromkeys(words))[:count]


def _english(rng: random.Random, count: int) -> list[str]:
    def syllable() -> str:
        return rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS)

    lengths = rng.choices((1, 2, 3, 4), (30, 40, 20, 10), k=2 * count)
    return list(dict.fromkeys("".join(syllable() for _ in range(length)) for length in lengths))[:count]


class Prose:
    """Sentences and paragraphs of one language, from a source of chance."""

    def __init__(self, vocabulary: Vocabulary, rng: random.Random) -> None:
        self.language = vocabulary.language
        self._vocabulary = vocabulary
        self._rng = rng
        self._stream = self._words()

    def _words(self) -> Iterator[list[str]]:
        """Yield clauses; drawing many words at once is what makes a large library in minutes."""
        draw = self._vocabulary
        while True:
            words = self._rng.choices(draw.words, cum_weights=draw.weights, k=20_000)
            at = 0
            while at < len(words):
                length = self._rng.randint(*_CLAUSE)
                yield words[at : at + length]
                at += length

    def phrase(self, characters: float) -> str:
        """Return words of about so many characters, without a full stop."""
        clauses: list[str] = []
        left = characters / self._vocabulary.size
        joint = " " if self.language == "en" else ""
        while left > 0 or not clauses:
            words = next(self._stream)[: max(1, round(left))]
            left -= len(words)
            clauses.append(" ".join(joint.join(words).split()))
        text = (", " if self.language == "en" else "，").join(clauses)
        return text[:1].upper() + text[1:]

    def paragraph(self, characters: float) -> str:
        """Return whole sentences of about so many characters."""
        sentences: list[str] = []
        while characters > 0 or not sentences:
            length = min(max(8.0, self._rng.lognormvariate(3.6, 0.8)), max(8.0, characters))
            sentences.append(self.phrase(length))
            characters -= len(sentences[-1])
        end = ". " if self.language == "en" else "。"
        return end.join(sentences) + end.rstrip()
