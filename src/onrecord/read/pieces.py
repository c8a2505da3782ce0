"""Text -> word pieces: what the encoder reads, each with its place in the text and its capitals.

The encoder's vocabulary is lower case (BERT uncased); how a word was written goes in beside it, as a shape.
"""

import functools
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

VOCABULARY = Path(__file__).with_name("weights") / "vocab.txt"
UNKNOWN, CLS, SEP = 100, 101, 102
WINDOW = 510
"""Word pieces the encoder sees at once, [CLS] and [SEP] apart."""
NO_CASE, LOWER, TITLE, UPPER, OTHER = range(5)
"""Shapes: text without case, "word", "Word", "WORD", everything else (figures, marks)."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text cut into word pieces."""

    ids: NDArray[np.int64]
    """Index of each piece in the vocabulary."""
    starts: NDArray[np.int64]
    """First character of each piece in the text."""
    ends: NDArray[np.int64]
    """One past its last character."""
    shapes: NDArray[np.int64]
    """How the word it belongs to is written."""
    first: NDArray[np.bool_]
    """Whether it begins a word."""
    last: NDArray[np.bool_]
    """Whether it ends a word."""

    def __len__(self) -> int:
        return len(self.ids)


@functools.cache
def _tokenizer() -> Tokenizer:
    words = VOCABULARY.read_text(encoding="utf-8").split("\n")
    vocabulary = {word: i for i, word in enumerate(words) if word}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def cut(text: str, *, caseless: bool) -> Pieces:
    """Cut a text into word pieces.

    Args:
        text: Any text.
        caseless: Whether its capitals say nothing (wire copy in capitals, transcripts in lower case).
    """
    encoding = _tokenizer().encode(text, add_special_tokens=False)
    starts = np.array([s for s, _ in encoding.offsets], dtype=np.int64)
    ends = np.array([e for _, e in encoding.offsets], dtype=np.int64)
    words = encoding.word_ids
    first = np.array([i == 0 or words[i] != words[i - 1] for i in range(len(words))], dtype=bool)
    last = np.append(first[1:], True) if len(words) else first
    shapes = np.zeros(len(words), dtype=np.int64)
    if not caseless:
        begin = 0
        for i in range(len(words)):
            if last[i]:
                shapes[begin : i + 1] = shape(text[starts[begin] : ends[i]])
                begin = i + 1
    return Pieces(np.array(encoding.ids, dtype=np.int64), starts, ends, shapes, first, last)


def shape(word: str) -> int:
    """How a word is written."""
    if not word[:1].isalpha():
        return OTHER
    if word.islower():
        return LOWER
    return UPPER if len(word) > 1 and word.isupper() else TITLE


def windows(length: int, overlap: int) -> list[tuple[int, int]]:
    """Half-open ranges of at most WINDOW pieces, as few and as even as cover `length` pieces, neighbours sharing at least `overlap`."""
    number = max(1, math.ceil((length - overlap) / (WINDOW - overlap)))
    size = math.ceil((length + (number - 1) * overlap) / number)
    firsts = [i * (length - size) // max(1, number - 1) for i in range(number)]
    return [(s, s + size) for s in firsts]


def window_of(length: int, ranges: list[tuple[int, int]]) -> NDArray[np.int64]:
    """(length,): the window in which each piece stands most central."""
    middles = np.array([(low + high - 1) / 2 for low, high in ranges])
    return np.asarray(np.abs(np.arange(length)[:, None] - middles[None]).argmin(1), dtype=np.int64)
