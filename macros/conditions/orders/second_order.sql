{# How long after the first order the second was: second_order('within', '30 days'), or second_order('not within', '30
   days') for customers who came back later. Exactly that long is within. A customer with fewer than two orders
   satisfies neither. #}
{% macro second_order(operator, period, source=none, product=none, category=none, label=none, which='counted', where=none) -%}
    {%- set name = 'second_order' -%}
    {%- if operator is not string or operator not in ('within', 'not within') -%}
        {{ condition_error(name, "unknown operator '" ~ operator ~ "'", "use 'within' or 'not within'") }}
    {%- endif -%}
    {%- set length = duration(name, period) -%}
    {%- set orders = orders_read(name, {}, source, product, category, label, which, where) -%}
    {#- The second order is in time if there are two up to that long after the first. -#}
    {%- set in_time -%}
        looked_at.ordered_at <= {{ moved_on('firsts.first_at', length[0], length[1], zone(name).zone) }}
    {%- endset -%}
    customer_id in (
        select looked_at.customer_id
        from (
            select
                customer_id,
                ordered_at
            {{ indented(from_records(orders, is_valued=false), 8) }}
        ) as looked_at
        inner join (
            {{ indented(records_by_customer(orders, {'first_at': 'min(ordered_at)'}), 8) }}
        ) as firsts on looked_at.customer_id = firsts.customer_id
        {%- if operator == 'within' %}
        where {{ in_time }}
        {%- endif %}
        group by looked_at.customer_id
        having count(*) > 1
        {%- if operator != 'within' %} and count(*) filter (where {{ in_time }}) = 1{% endif %}
    )
{%- endmacro %}
