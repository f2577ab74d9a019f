"""Modified Kneser–Ney against KenLM: every number of a small model, and the perplexity of a large.

`kenlm.arpa` is what `lmplz -o 3` of KenLM 0.3.0 wrote for the sentences of `kenlm.txt`. Their
last word is seen once, since among the counts of counts KenLM tallies the last n-gram of each
shorter length by its occurrences, whatever precedes it.
"""

import os
from pathlib import Path

import numpy as np
import pytest

from sequtils.text import ngrams
from sequtils.text.ngrams.discounts import modified_discounts

HERE = Path(__file__).parent
# What lmplz printed: D₁, D₂ and D₃₊ of each order.
SMALL = [(0.25, 1.75, 1.0), (0.457627, 1.57097, 1.90169), (0.694118, 1.35928, 3.0)]
# log₁₀ numbers have seven digits.
DIGITS = 2e-6


def read_arpa(path: Path) -> dict[tuple[str, ...], list[float]]:
    """log₁₀ of the probability, and of the back-off weight if there is one, of each n-gram."""
    lines = [line.split("\t") for line in path.read_text().splitlines() if "\t" in line]
    return {tuple(words.split()): [float(p), *map(float, rest)] for p, words, *rest in lines}


@pytest.fixture(scope="module")
def small():
    corpus = [line.split() for line in (HERE / "kenlm.txt").read_text().splitlines()]
    return ngrams.kneser_ney(ngrams.NGramCounts.build(corpus, order=3))


def test_discounts_equal_those_of_kenlm(small):
    columns = [table.counts for table in small.counts.tables]
    assert modified_discounts(columns[2]) == pytest.approx(SMALL[2], rel=1e-5)
    for n in (1, 2):
        longer = small.counts.tables[n].suffixes
        different = np.bincount(longer, minlength=len(columns[n - 1]))
        adjusted = np.where(different > 0, different, columns[n - 1])
        assert modified_discounts(adjusted) == pytest.approx(SMALL[n - 1], rel=1e-5)


def test_every_number_equals_that_of_kenlm(small):
    arpa = read_arpa(HERE / "kenlm.arpa")
    assert len(arpa) == 20 + 52 + 76
    for (*history, word), (log_p, *backoff) in arpa.items():
        if word != "<s>":
            p = small.probability(history, word)
            assert np.log10(p) == pytest.approx(log_p, abs=DIGITS), (history, word)
        if backoff and word not in ("</s>", "<unk>"):
            # γ leads from what was not seen after this history to the shorter history's answer.
            unseen, shorter = [*history, word], [*history, word][1:]
            ratio = small.probability(unseen, "<unk>") / small.probability(shorter, "<unk>")
            assert np.log10(ratio) == pytest.approx(backoff[0], abs=DIGITS), unseen


@pytest.fixture(scope="module")
def wikitext():
    folder = Path(os.environ.get("SEQUTILS_DATA", ""), "wikitext-2")
    if not folder.is_dir():
        pytest.skip("wikitext-2 is not in SEQUTILS_DATA")
    texts = {}
    for part in ("train", "valid", "test"):
        lines = (folder / f"wiki.{part}.tokens").read_text(encoding="utf-8").splitlines()
        texts[part] = [words for words in map(str.split, lines) if words]
    return texts


@pytest.mark.parametrize(("order", "kenlm"), [(3, 230.9), (5, 224.8)])
def test_perplexity_of_wikitext_equals_that_of_kenlm(wikitext, order, kenlm):
    model = ngrams.kneser_ney(ngrams.NGramCounts.build(wikitext["train"], order=order))
    assert len(model.log_probabilities(wikitext["test"])) == 244_102
    # KenLM's is printed with one digit; its vocabulary has an <unk> besides the text's own, which
    # changes 1/V by 3e-5.
    assert model.perplexity(wikitext["test"]) == pytest.approx(kenlm, rel=5e-4)


def test_smoothing_ranks_as_in_the_literature(wikitext):
    counts = ngrams.NGramCounts.build(wikitext["train"], order=3)
    weights = ngrams.interpolation_weights(counts, wikitext["valid"])
    models = [
        ngrams.kneser_ney(counts),
        ngrams.absolute_discounting(counts),
        ngrams.interpolated(counts, weights),
        ngrams.add_k(counts, 0.01),
        ngrams.maximum_likelihood(counts),
    ]
    perplexities = [model.perplexity(wikitext["test"]) for model in models]
    assert perplexities == sorted(perplexities)
    assert perplexities[-1] == np.inf
    assert 250 < perplexities[1] < 275
