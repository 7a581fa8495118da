{# The orders that a condition looks at, as the body of a where clause on the orders mart: those of a customer,
   counted unless said otherwise, narrowed by window, source, product or category. #}
{% macro orders_where(condition, last=none, before=none, between=none, source=none, product=none, category=none, which='counted') -%}
    {%- set filters = ['customer_id is not null'] -%}
    {%- set kinds = {'counted': 'is_counted', 'cancelled': 'is_cancelled', 'all': none} -%}
    {%- if which not in kinds -%}
        {{ condition_error(condition, "unknown kind of orders '" ~ which ~ "'", "use one of " ~ (kinds | join(', '))) }}
    {%- endif -%}
    {%- if kinds[which] -%} {%- do filters.append(kinds[which]) -%} {%- endif -%}
    {%- set in_window = window(condition, 'ordered_at', last, before, between) -%}
    {%- if in_window -%} {%- do filters.append(in_window) -%} {%- endif -%}
    {%- if source is not none -%}
        {%- do filters.append('source in (' ~ text_literals(condition, source) ~ ')') -%}
    {%- endif -%}
    {%- set of_line = [] -%}
    {%- if product is not none -%}
        {%- do of_line.append('product_id in (' ~ text_literals(condition, product) ~ ')') -%}
    {%- endif -%}
    {%- if category is not none -%}
        {%- do of_line.append('product_id in (select product_id from ' ~ ref('product_categories')
            ~ ' where category in (' ~ text_literals(condition, category) ~ '))') -%}
    {%- endif -%}
    {%- if of_line -%}
        {%- do filters.append('order_id in (select order_id from ' ~ ref('order_lines')
            ~ ' where ' ~ (of_line | join(' and ')) ~ ')') -%}
    {%- endif -%}
    {{ return(filters | join(' and ')) }}
{%- endmacro %}

{# Customers whose orders measure up: `customer_id in (...)`, a set, never a look-up per customer. Where 0
   satisfies the comparison, customers without such orders belong too, and the set is that of those who fail. #}
{% macro customers_by_orders(condition, measure, operator, value, filters) -%}
    {%- set compared = comparison(condition, measure, operator, value) -%}
    {%- set orders = 'select customer_id from ' ~ ref('orders') ~ ' where ' ~ filters ~ ' group by customer_id having ' -%}
    {%- if holds_at_zero(condition, operator, value) -%}
        customer_id not in ({{ orders }} not ({{ compared }}))
    {%- else -%}
        customer_id in ({{ orders }} {{ compared }})
    {%- endif -%}
{%- endmacro %}
