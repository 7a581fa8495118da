{# How many different categories the customer has bought from, by the categories of the products themselves, not those above
   them; product, category and label are about the lines that are counted, not whole orders. #}
{% macro number_of_categories(operator, value, last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, which='counted', where=none, include_zero=true) -%}
    {%- set name = 'number_of_categories' -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {%- set lines = lines_read(name, window, source, product, category, label, which, where) -%}
    {%- set bought -%}
    (
        select
            lines.customer_id,
            categories.category
        from (
            select
                customer_id,
                product_id
            {{ indented(from_records(lines), 8) }}
        ) as lines
        inner join {{ ref('product_categories') }} as categories on lines.product_id = categories.product_id
        where categories.is_own
    ) as bought
    {%- endset -%}
    {{ customers_by_sum(
        name, dict(lines, source=bought, where=''), 'category_count', 'count(distinct category)', operator, value, include_zero,
        negative=false) }}
{%- endmacro %}
