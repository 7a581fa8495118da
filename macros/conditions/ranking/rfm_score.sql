{# The customer's quintile, 5 the best and 1 the last, among those with a counted order, by recency (the latest
   order), frequency (the number of orders) or monetary (total purchases). Ranked as everywhere, the best first and ties
   by customer id; quintiles are of equal size, except for the better ones having one more when there is a remainder. #}
{% macro rfm_score(part, operator, value) -%}
    {%- set name = 'rfm_score' -%}
    {%- set columns = {'recency': 'last_ordered_at', 'frequency': 'order_count', 'monetary': 'total_spent'} -%}
    {%- if part is not string or part not in columns -%}
        {{ condition_error(name, "unknown part '" ~ part ~ "'", "use one of " ~ (columns | join(', '))) }}
    {%- endif -%}
    customer_id in (
        select customer_id
        from (
            select
                customer_id,
                6 - ntile(5) over (order by {{ columns[part] }} desc, customer_id) as score
            from {{ ref('customers') }}
            where order_count > 0
        ) as scored
        where {{ asked(name, 'score', operator, value, negative=false) }}
    )
{%- endmacro %}
