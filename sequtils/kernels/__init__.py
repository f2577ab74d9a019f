"""One folder an operation: `reference.py` defines it, the other files compute it fast."""
