"""The memberships: dbt's two builds of a night on either engine, and what their results mean for groups."""
