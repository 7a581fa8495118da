"""Rules: the neutral form of a group definition, made by forms, wizards and importers, turned into a SQL group file.

`reading` reads a rule from YAML or JSON, `language` says what a rule may look like, `meaning` whether it can be asked
of this project's columns, `sql` writes it as a group's SQL and `definitions` puts that into the folder of groups.
Nothing runs a rule: what runs is the SQL. Plain Python, no dagster. docs/house.md tells what each file knows.
"""
