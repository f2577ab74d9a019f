"""Windows of words that belong together: a basket, a document, a sentence with its n-grams.

They differ from a window that runs over a text only in what their inputs are, so they train by the
steps of `sequtils.kernels.windows`. New here is how they are drawn (`draw`), and the step that
infers the vector of an unseen document while all else stands still: `reference` defines it, `cpu`
is compiled.
"""
