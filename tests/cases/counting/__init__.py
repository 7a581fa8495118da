"""Conditions that count and add up records, at their edges: measures, windows, what an order's lines are."""
