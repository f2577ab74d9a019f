"""Weighted co-occurrence counts of the words of a corpus, two ways that agree to the bit.

`reference` is the definition, `cpu` the compiled one. Both offer
`cooccurrence(tokens, offsets, size, left, right)`; `cpu.row_blocks` gives the same rows piece by
piece, for results that do not fit in memory.
"""
