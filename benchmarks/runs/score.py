"""Score vectors in word2vec's binary format with gensim's own evaluators and test sets.

Usage: score.py VECTORS
"""

import json
import sys

from gensim.models import KeyedVectors
from gensim.test.utils import datapath

vectors = KeyedVectors.load_word2vec_format(sys.argv[1], binary=True)


def spearman(name):
    return round(float(vectors.evaluate_word_pairs(datapath(name))[1].statistic), 3)


questions = datapath("questions-words.txt")
analogy, _ = vectors.evaluate_word_analogies(questions, restrict_vocab=30_000)
print(
    json.dumps(
        {
            "WordSim-353": spearman("wordsim353.tsv"),
            "SimLex-999": spearman("simlex999.txt"),
            "Google analogy": round(analogy, 3),
        }
    )
)
