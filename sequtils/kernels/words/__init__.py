"""Words of a text file to ids, in one pass over its bytes.

`reference` is the definition, `cpu` the compiled version, which works through a file block by
block. Words are runs of bytes between ASCII white space; a line is a sentence.
"""
