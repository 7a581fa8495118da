"""membership_periods beside the memberships: the periods that have not ended are those of tonight's members."""

from tests.workspace import Workspace


def astray(shop: Workspace) -> list[tuple[object, ...]]:
    """Open periods that are no membership, memberships without one, and periods of a customer that overlap."""
    return shop.query(
        """
        with periods as (from membership_periods),
        open as (select group_key, customer_id, joined_at from periods where left_at is null)
        (from open except all select group_key, customer_id, joined_at from group_memberships)
        union all (select group_key, customer_id, joined_at from group_memberships except all from open)
        union all (
            select group_key, customer_id, joined_at from periods
            qualify lead(joined_at) over (partition by group_key, customer_id order by joined_at, left_at) < left_at
        )
        """
    )
