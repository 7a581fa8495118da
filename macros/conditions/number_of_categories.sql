{# How many different categories the customer has bought from, by the categories of the products themselves, not those above
   them; product, category and label are about the lines that are counted, not whole orders. #}
{% macro number_of_categories(operator, value, last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, which='counted', where=none, include_zero=true) -%}
    {%- set name = 'number_of_categories' -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {%- set lines = 'select customer_id, product_id ' ~ lines_from(name, window, source, product, category, label, which, where) -%}
    {%- set found = 'from (select lines.customer_id, categories.category from (' ~ lines ~ ') as lines inner join '
        ~ ref('product_categories') ~ ' as categories on lines.product_id = categories.product_id where categories.is_own) as bought' -%}
    {{ return(customers_by_sum(
        name, found, 'category_count', 'count(distinct category)', operator, value, include_zero, negative=false)) }}
{%- endmacro %}
