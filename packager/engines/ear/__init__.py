"""Ears: what listens to a voice's sound and writes down what it heard."""
