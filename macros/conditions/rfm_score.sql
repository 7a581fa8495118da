{# The customer's quintile, 5 the best and 1 the last, among those who have a counted order, by recency (the latest
   order), frequency (the number of orders) or monetary (total purchases). Quintiles are of equal size; customers who
   tie are told apart by their id. #}
{% macro rfm_score(part, operator, value) -%}
    {%- set name = 'rfm_score' -%}
    {%- set columns = {'recency': 'last_ordered_at', 'frequency': 'order_count', 'monetary': 'total_spent'} -%}
    {%- if part is not string or part not in columns -%}
        {{ condition_error(name, "unknown part '" ~ part ~ "'", "use one of " ~ (columns | join(', '))) }}
    {%- endif -%}
    {%- set found -%}
        customer_id in (
            select customer_id
            from (
                select customer_id, ntile(5) over (order by {{ columns[part] }}, customer_id) as score
                from {{ ref('customers') }}
                where order_count > 0
            ) as scored
            where {{ comparison(name, 'score', operator, value, negative=false) }}
        )
    {%- endset -%}
    {{ return(found) }}
{%- endmacro %}
