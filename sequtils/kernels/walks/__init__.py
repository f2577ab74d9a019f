"""Biased random walks on a graph: to where a step leads depends on where the last one came from.

`reference` holds the definition, the distribution of a step and walks drawn from it; `cpu` draws
the same walks fast, without a table for every pair of edges, which would need memory for the sum
of squared degrees. The two use different random numbers: they agree in distribution.

References:
    Grover & Leskovec, 2016, node2vec: Scalable Feature Learning for Networks, arXiv:1607.00653.
"""
