"""The untrusted side: seen and, for all we know, rewritten by the code that runs there."""
