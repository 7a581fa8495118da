"""Erasure: a customer who asked to be forgotten is taken out of everything that the home keeps."""
