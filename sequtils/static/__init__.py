"""Static embeddings: one vector a word type."""
