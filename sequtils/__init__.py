"""Reference implementations for the course From Counts to Context."""
