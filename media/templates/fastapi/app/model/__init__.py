"""The model: loading it, and what it computes. Knows nothing of HTTP."""
