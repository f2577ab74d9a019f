"""One folder per operation: `reference.py` defines it, the other files compute the same thing fast."""
