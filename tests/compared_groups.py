"""Groups in which much occurs, and what breaks some of them in a later night, for nights that are compared whole."""

from tests.workspace import PROJECT

SHIPPED = {file.stem: file.read_text() for file in (PROJECT / "models" / "customer_groups").glob("*.sql")}
WHERE = "select customer_id\nfrom {{ ref('customers') }}\nwhere "
GROUPS = SHIPPED | {
    "deleted": WHERE + "{{ country('SE') }}",
    "edited": WHERE + "{{ number_of_orders('at least', 10) }}",
    "failing": WHERE + "true",
    "reads_failing": "select customer_id\nfrom {{ ref('failing') }}",
    "swedish_phones": WHERE + "{{ field('customer.phone', 'like phone', '+46%') }}",
    **dict.fromkeys(("clock", "raw_table", "limited", "own_query"), WHERE + "country = 'DK'"),
    "buyers_by_source": WHERE + "{{ purchased(where=field('customer.source', 'is', 'web')) }}",
    "line_buyers_by_source": WHERE
    + "{{ purchased(where=any_line(all_of(field('customer.source', 'is', 'web'), 'quantity > 1'))) }}",
    "reads_outside": "with big as (select order_id from {{ ref('orders') }} where total_amount > 100)\n"
    + WHERE
    + "{{ number_of_orders('at least', 1, where='order_id in (select order_id from big)') }}"
    + " and {{ number_of_orders('at most', 3, where='order_id in (select order_id from big)') }};\n",
}
# What each breaks in the second night, on both engines.
BROKEN = {
    "failing": WHERE + "cast(country as bigint) = 45",
    "doubled": "select customer_id\nfrom {{ ref('orders') }}\nwhere customer_id is not null",
    "unknown": "select cast(order_id as string) as customer_id\nfrom {{ ref('orders') }}",
    # What no group may do, decided by each engine's own parse.
    "clock": WHERE + "created_at > now()",
    "raw_table": WHERE + "customer_id in (select customer_id from raw.customers)",
    "limited": "select customer_id\nfrom {{ ref('customers') }}\nlimit 5",
    "own_query": WHERE
    + "exists (select 1 from {{ ref('orders') }} as o where {{ field('customer.source', 'is', 'web') }})",
}
