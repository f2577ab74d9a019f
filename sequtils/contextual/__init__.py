"""Text to a vector per occurrence, from the layers of pretrained models."""
