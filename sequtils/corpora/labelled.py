"""Published sets in which people have labelled each text, or each word of it.

They are looked for as the corpora of `sequtils.corpora.files` are: in the folder that
$SEQUTILS_DATA names, then in the cache. None has an address from which it could be downloaded.
"""

from __future__ import annotations

from sequtils.arguments import require_one_of
from sequtils.corpora.files import Published, locate

PARTS = ("train", "dev")  # the test part is for whoever has stopped choosing settings

_POLARITY = {
    "negative": Published(
        name="mr_polarity, negative",
        digests={
            "mr_polarity/rt-polarity.neg": (
                "614274f81185a850e5a88d533d4679f916d6f62e9af6f0b4ec71fb94bf466ea5"
            )
        },
        url=None,
        size=612_441,
    ),
    "positive": Published(
        name="mr_polarity, positive",
        digests={
            "mr_polarity/rt-polarity.pos": (
                "c2dc6b2f55bcf725725372916287cc3f8f9b19402edaa9167de5287cb3ade421"
            )
        },
        url=None,
        size=626_334,
    ),
}
_EWT = {
    "train": Published(
        name="ud_english_ewt, train",
        digests={
            "ud_english_ewt/en_ewt-ud-train.conllu": (
                "3fb78e2b55482c8ee00caa653af436c88c9e5bc9a73ce26e4ae3ddc79d2b7e7b"
            )
        },
        url=None,
        size=14_203_025,
    ),
    "dev": Published(
        name="ud_english_ewt, dev",
        digests={
            "ud_english_ewt/en_ewt-ud-dev.conllu": (
                "531a54ff90d6ab12201c5a50c3e78e6ddac4de69abc4bce5d275d3cd29efe2b6"
            )
        },
        url=None,
        size=1_805_545,
    ),
}
_QUESTIONS = {
    "train": Published(
        name="trec_qc",
        digests={
            "trec_qc/train.txt": "9e4c8bdcaffb96ed61041bd64b564183d52793a8e91d84fc3a8646885f466ec3"
        },
        url=None,
        size=335_858,
    ),
}


def mr_polarity() -> list[tuple[list[str], str]]:
    """Sentences of film reviews, each "negative" or "positive".

    The words are as published: lower case, punctuation apart, split here at white space. The set
    has no published split; `sequtils.static.evaluate.split` makes one that is the same for all.

    Returns:
        10,662 times (words, label), half of each label, negative first.

    Raises:
        FileNotFoundError: If the set is not on this machine; says what to put where.
        ValueError: If a file is not the published one.

    References:
        Pang & Lee, 2005, Seeing Stars: Exploiting Class Relationships for Sentiment Categorization
        with Respect to Rating Scales, doi:10.3115/1219840.1219855.
    """
    return [
        (line.split(), label)
        for label, entry in _POLARITY.items()
        for line in locate(entry).read_text(encoding="utf-8").split("\n")
        if line.strip()
    ]


def trec_qc() -> list[tuple[list[str], str]]:
    """Questions, each with what kind of thing it asks for.

    The words are as published: with capitals, punctuation apart, split here at white space. This
    is the set to learn from; the 500 questions to be judged on are kept out, as for the treebank.

    Returns:
        5,452 times (words, label); the labels are "ABBR" (an abbreviation), "DESC" (a
        description), "ENTY" (a thing), "HUM" (somebody), "LOC" (a place) and "NUM" (a number).

    Raises:
        FileNotFoundError: If the set is not on this machine; says what to put where.
        ValueError: If the file is not the published one.

    References:
        Li & Roth, 2002, Learning Question Classifiers, doi:10.3115/1072228.1072378.
    """
    lines = locate(_QUESTIONS["train"]).read_text(encoding="latin-1").split("\n")
    rows = (line.partition(" ") for line in lines if line.strip())
    return [(words.split(), label.partition(":")[0]) for label, _, words in rows]


def ud_english_ewt(part: str) -> list[list[tuple[str, str]]]:
    """Sentences of the English Web Treebank, each word with its universal part of speech.

    Words are written as in the text. What is written as one but is two words, such as *don't*,
    comes as its two words, *do* and *n't*.

    Args:
        part: "train" or "dev", as published.

    Returns:
        12,544 or 2,001 sentences of (word, tag), with 17 tags such as "NOUN".

    Raises:
        FileNotFoundError: If the part is not on this machine; says what to put where.
        ValueError: If there is no such part, or a file is not the published one.

    References:
        Silveira et al., 2014, A Gold Standard Dependency Corpus for English, LREC. Nivre et al.,
        2020, Universal Dependencies v2, arXiv:2004.10643.
    """
    require_one_of("part", part, PARTS)
    text = locate(_EWT[part]).read_text(encoding="utf-8")
    return [_tagged(block) for block in text.split("\n\n") if block.strip()]


def _tagged(block: str) -> list[tuple[str, str]]:
    """Return the words and tags of a sentence in the CoNLL-U format.

    Example:
        >>> _tagged("1-2\\tdon't\\t_\\t_\\n1\\tdo\\tdo\\tAUX\\n2\\tn't\\tnot\\tPART")
        [('do', 'AUX'), ("n't", 'PART')]
    """
    rows = (line.split("\t") for line in block.split("\n") if line and not line.startswith("#"))
    # The ids 1-2 and 1.1 are of contractions and of words that were left out.
    return [(row[1], row[3]) for row in rows if row[0].isdecimal()]
