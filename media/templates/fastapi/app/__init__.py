"""Inference service: a model of transformers behind FastAPI."""
