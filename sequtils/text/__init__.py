"""Text to ids: tokenisers and vocabularies. Nothing here knows where the text came from."""
