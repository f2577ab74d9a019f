"""Reading words as Python would: split lines, number the words in the order of appearance."""

from __future__ import annotations


def read_words(data: bytes) -> tuple[list[bytes], list[list[int]]]:
    """Number the words of a text.

    Args:
        data: The text; a line is a sentence.

    Returns:
        words: Each different word once, in the order of appearance.
        sentences: For each line that holds a word, its words' numbers.

    Example:
        >>> read_words(b"a rose\\n\\nis a rose")
        ([b'a', b'rose', b'is'], [[0, 1], [2, 0, 1]])
    """
    numbers: dict[bytes, int] = {}
    lines = (line.split() for line in data.split(b"\n"))
    sentences = [[numbers.setdefault(word, len(numbers)) for word in line] for line in lines]
    return list(numbers), [sentence for sentence in sentences if sentence]
