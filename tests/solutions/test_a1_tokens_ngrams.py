"""Assignment A1: tokens and n-grams."""

from tests.solutions.contract import Contract


class TestTokensNgrams(Contract):
    assignment = "A1-tokens-ngrams"
