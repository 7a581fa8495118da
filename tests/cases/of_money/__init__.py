"""Conditions on amounts: refunds, other currencies, refunds without an order.

The shop's currency is DKK, its clock Copenhagen's.
"""
