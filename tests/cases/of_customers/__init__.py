"""Conditions about customers themselves: their fields, lists, groups and ranks, each at its edges.

Today is 31 August 2026. Nobody has orders but the ranked.
"""
