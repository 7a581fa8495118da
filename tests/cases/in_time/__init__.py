"""Conditions about when: windows and calendar periods, firsts and lasts, what followed what.

As of 14:00 on Monday, 31 August 2026, by the shop's clock, which is two hours ahead of UTC in summer and one in winter.
"""
