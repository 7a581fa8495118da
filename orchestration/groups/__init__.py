"""Group definitions: their files and cards, and what dbt's manifest says of them.

Belongs here: what can be known of a group without running dbt or reading the warehouse. Does not belong here: what a
group may not do (gate/), and the rules that are written as SQL (rules/).
"""
