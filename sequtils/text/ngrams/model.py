"""What an n-gram model can do, whichever estimator made it.

A model answers with the longest n-gram it has seen. For w after the history h

    P(w | h) = stored P(hw)            if hw was seen
             = γ(h) · P(w | h')        if not, where h' is h without its first word

with γ(h) = 1 for an h that was never seen, and 1/V in place of P(w | h') when h is empty.
Interpolation is no exception: what shorter histories add to P(hw) is in the stored number.

Axes: V outcomes, T tokens, P predicted tokens.

References:
    Katz, 1987, Estimation of Probabilities from Sparse Data, doi:10.1109/TASSP.1987.1165125.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sequtils.arguments import require_integer, require_type, require_words
from sequtils.text.ngrams.counts import END, START, NGramCounts
from sequtils.text.ngrams.explanation import explain


@dataclass(frozen=True, eq=False)
class NGramModel:
    """A language model over the n-grams of a corpus; made by the functions of `estimators`.

    Attributes:
        name: Which estimator made it.
        counts: The n-grams.
        probabilities: For n = 1 … order, P of each n-gram's last word after the others, [G].
        backoffs: For n = 1 … order, γ of each history of n − 1 words, [G of n − 1].
        to_uniform: Whether γ leads to 1/V at once and not to the shorter history.
        unseen: γ of a history that was never seen.
        normalised: Whether the answers are probabilities; those of stupid back-off are only
            scores, that do not sum to 1.

    Example:
        >>> from sequtils.text.ngrams import kneser_ney
        >>> corpus = [["the", "cat", "sat"], ["the", "cat", "ran"], ["a", "dog", "ran"]]
        >>> model = kneser_ney(NGramCounts.build(corpus, order=2))
        >>> model.probability(["the"], "cat") > model.probability(["the"], "dog") > 0
        True
    """

    name: str
    counts: NGramCounts
    probabilities: list[np.ndarray]
    backoffs: list[np.ndarray]
    to_uniform: bool = False
    unseen: float = 1.0
    normalised: bool = True

    def __repr__(self) -> str:
        return f"NGramModel({self.name}, {self.counts!r})"

    def probability(self, history: Sequence[str], word: str) -> float:
        """Return P(word | history); for stupid back-off, the score.

        Args:
            history: The words before it, of which the last order − 1 count, `<s>` first if the
                sentence begins there.
            word: A word or `</s>`; unknown ones, here and in the history, are read as `<unk>`.

        Returns:
            A number from 0 to 1.

        Raises:
            ValueError: If the word is `<s>`, or the history does not lie in one sentence.

        Example:
            >>> from sequtils.text.ngrams import maximum_likelihood
            >>> model = maximum_likelihood(NGramCounts.build([["a", "b", "a", "c"]], order=2))
            >>> model.probability(["a"], "b"), model.probability(["<s>"], "a")
            (0.5, 1.0)
        """
        tokens = self.tokens(history, word)
        return float(self.answers(tokens, np.array([len(tokens) - 1]))[0][-1, 0])

    def distribution(self, history: Sequence[str] = (START,)) -> np.ndarray:
        """Return the probabilities of all outcomes after a history.

        Args:
            history: As in `probability`.

        Returns:
            float64 array of shape [V] in the order of `counts.outcomes`; sums to 1.

        Raises:
            ValueError: If the history does not lie in one sentence, or the model only scores.

        Example:
            >>> from sequtils.text.ngrams import add_k
            >>> model = add_k(NGramCounts.build([["a", "b"]], order=2), k=1)
            >>> dict(zip(model.counts.outcomes, model.distribution(["a"]).tolist(), strict=True))
            {'a': 0.2, 'b': 0.4, '<unk>': 0.2, '</s>': 0.2}
        """
        self._require_distribution("give a distribution")
        counts, ids = self.counts, self.counts.history(history)
        V = counts.size - 1
        # The rows of the histories of 0, 1, 2 … words that end here.
        rows = counts.rows(ids)[:, -1] if len(ids) else [0]
        p = np.full(V, 1 / V)
        for n, context in enumerate(rows[: len(ids) + 1], start=1):
            if context < 0:
                p = np.full(V, 1 / V) if self.to_uniform else p
                continue
            p = self.backoffs[n - 1][context] * (1 / V if self.to_uniform else p) * np.ones(V)
            seen = counts.followers(n, context)
            words = counts.tables[n - 1].keys[seen] % counts.size
            # At n = 1 the last row is that of <s>, which is no outcome.
            p[words[words < V]] = self.probabilities[n - 1][seen][words < V]
        return p

    def log_probabilities(self, corpus: Iterable[Sequence[str]]) -> np.ndarray:
        """Return log P of every token of a corpus, the `</s>` of each sentence included.

        Args:
            corpus: Sentences, iterable more than once; those without a word are passed over.

        Returns:
            float64 array of shape [P] in nats, in reading order; −inf where P is 0.

        Raises:
            ValueError: If the corpus is empty or is not one.

        Example:
            >>> from sequtils.text.ngrams import maximum_likelihood
            >>> model = maximum_likelihood(NGramCounts.build([["a", "b", "a", "c"]], order=2))
            >>> np.exp(model.log_probabilities([["a", "b"]])).round(2).tolist()
            [1.0, 0.5, 0.0]
        """
        tokens = self.counts.encode(corpus)
        if not len(tokens):
            raise ValueError("corpus is empty: no sentence of it holds a word.")
        positions = np.flatnonzero(tokens != self.counts.size - 1)
        with np.errstate(divide="ignore"):
            return np.log(self.answers(tokens, positions)[0][-1])

    def perplexity(self, corpus: Iterable[Sequence[str]]) -> float:
        """Return the perplexity of a corpus, exp(−mean log P) over words and `</s>`.

        Args:
            corpus: As in `log_probabilities`.

        Returns:
            A number from 1 (every token was certain) to infinity (one was impossible).

        Raises:
            ValueError: If the corpus is empty or is not one, or the model only scores.

        Example:
            >>> from sequtils.text.ngrams import maximum_likelihood
            >>> corpus = [["heads"], ["tails"], ["tails"], ["heads"]]
            >>> model = maximum_likelihood(NGramCounts.build(corpus, order=2))
            >>> round(model.perplexity(corpus) ** 2, 6)  # one toss and one certain </s> each
            2.0
        """
        self._require_distribution("have a perplexity")
        return float(np.exp(-self.log_probabilities(corpus).mean()))

    def sample(
        self,
        random: np.random.Generator,
        history: Sequence[str] = (START,),
        max_words: int = 100,
    ) -> list[str]:
        """Draw words one after the other, each from the distribution after those before it.

        Args:
            random: Where chance comes from.
            history: What stands before the first word drawn.
            max_words: Where to stop if `</s>` has not been drawn, at least 0.

        Returns:
            The words drawn, without history and `</s>`; `<unk>` may be among them.

        Raises:
            ValueError: If the history does not lie in one sentence, `max_words` is negative, or
                the model only scores.

        Example:
            >>> from sequtils.text.ngrams import maximum_likelihood
            >>> model = maximum_likelihood(NGramCounts.build([["to", "be"]], order=2))
            >>> model.sample(np.random.default_rng(0))
            ['to', 'be']
        """
        require_type("random", random, np.random.Generator)
        require_integer("max_words", max_words, least=0)
        outcomes, words = self.counts.outcomes, []
        history = list(require_words("history", history))
        while len(words) < max_words:
            p = self.distribution([*history, *words])
            word = outcomes[random.choice(len(p), p=p)]
            if word == END:
                break
            words.append(word)
        return words

    def explain(self, history: Sequence[str], word: str) -> dict:
        """Say which orders answered, and with what weight.

        Args:
            history, word: As in `probability`.

        Returns:
            A dictionary that JSON can hold: "probability"; "answered", the length of the longest
            n-gram seen, 0 if the word was never seen; and "orders", from the longest n-gram
            down to order 0, which is 1/V. Each has its "order", its "history", the "count" of
            the n-gram and "history_count", that of all n-grams with this history (None at order
            0), "own", what it adds by itself, "weight", the product of the γ that lead to it, and
            "share" = weight · own. The shares sum to the probability.

        Raises:
            ValueError: As in `probability`.

        Example:
            >>> from sequtils.text.ngrams import stupid_backoff
            >>> model = stupid_backoff(NGramCounts.build([["a", "b", "c", "b"]], order=3))
            >>> answer = model.explain(["c", "a"], "b")  # c a b was not seen; a b was
            >>> answer["answered"], answer["probability"]
            (2, 0.4)
        """
        return explain(self, history, word)

    def tokens(self, history: Sequence[str], word: str) -> np.ndarray:
        """Return the ids of the part of a history that counts, and of the word after it.

        Args:
            history, word: As in `probability`.

        Returns:
            int32 array of shape [at most order].
        """
        return np.append(self.counts.history(history), np.int32(self.counts.outcome(word)))

    def answers(self, tokens: np.ndarray, positions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return P of the tokens at some positions, and γ, with histories of every length.

        Args:
            tokens: Ids, [T], as `counts.encode` returns them.
            positions: Where in them, int [P].

        Returns:
            answers: float64 [order + 1, P]; line n uses at most n − 1 words of history.
            gammas: float64 [order + 1, P]; what the shorter history's answer is multiplied by.
        """
        begins = tokens == self.counts.size - 1
        index = np.arange(len(tokens))
        depth = (index - np.maximum.accumulate(np.where(begins, index, 0)))[positions]
        rows = self.counts.rows(tokens)
        answers = np.full((self.counts.order + 1, len(positions)), 1 / (self.counts.size - 1))
        gammas = np.zeros_like(answers)
        for n in range(1, self.counts.order + 1):
            gamma = _pick(self.backoffs[n - 1], rows[n - 1, positions - 1], self.unseen)
            fallen = gamma * answers[0 if self.to_uniform else n - 1]
            row = rows[n, positions]
            answer = _pick(self.probabilities[n - 1], row, fallen)
            if not self.normalised:  # nothing was added to a score from below
                gamma = np.where(row >= 0, 0, gamma)
            # A sentence that begins later has no history of n − 1 words.
            inside = depth >= n - 1
            answers[n] = np.where(inside, answer, answers[n - 1])
            gammas[n] = np.where(inside, gamma, 1)
        return answers, gammas

    def _require_distribution(self, what: str) -> None:
        if not self.normalised:
            raise ValueError(
                f"{self.name} cannot {what}: its scores are no probabilities, they do not sum to 1."
            )


def _pick(values: np.ndarray, rows: np.ndarray, otherwise: float | np.ndarray) -> np.ndarray:
    """values[rows], with `otherwise` where a row is −1."""
    picked = np.array(np.broadcast_to(otherwise, rows.shape), dtype=np.float64)
    found = rows >= 0
    picked[found] = values[rows[found]]
    return picked
