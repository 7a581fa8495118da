"""Cases of conditions, as tables: a package for each shop that they share, a module for each section of the page.

The page is docs/conditions.md. A module fills a page of the shop with rows, and says what each condition selects; a
module `refused` has conditions that are wrong. tests/integration/test_conditions*.py run them, a night for each shop.
How a page is written is said in tests/conditions.py.
"""
