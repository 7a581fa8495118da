{# The customer is among the best: top_customers(100), or top_customers('10 %') of customers with a counted order,
   ranked by='total_purchases' or by='number_of_orders', ties by customer id. A share is rounded up to whole
   customers. #}
{% macro top_customers(how_many, by='total_purchases', last=none, before=none, between=none, period=none, time_zone=none,
        source=none, product=none, category=none, label=none, where=none, gross=false, which='counted') -%}
    {%- set name = 'top_customers' -%}
    {%- set amounts -%} coalesce(sum({{ amount_column(name, gross) }}), 0) {%- endset -%}
    {%- set ranked_by = {'total_purchases': amounts, 'number_of_orders': 'count(*)'} -%}
    {%- if by is not string or by not in ranked_by -%}
        {{ condition_error(name, "customers are not ranked by '" ~ by ~ "'", "use one of " ~ (ranked_by | join(', '))) }}
    {%- endif -%}
    {%- set share = modules.re.match('^([0-9]{1,2}([.][0-9]{1,6})?|100) ?%$', how_many | string) -%}
    {%- set test -%}
        {%- if share and share.group(1) | float > 0 -%} place <= ceil({{ share.group(1) }} * ranked_count / 100)
        {%- elif how_many is integer and how_many > 0 -%} place <= {{ how_many }}
        {%- else -%}
            {{ condition_error(name, "'" ~ how_many ~ "' is neither a number of customers nor a share", "give 100 or '10 %'") }}
        {%- endif -%}
    {%- endset -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {%- set lessened = by == 'total_purchases' and not gross -%}
    {{ customers_ranked(
        orders_read(name, window, source, product, category, label, which, where, lessened), ranked_by[by], test,
        count_of_orders() if lessened else none) }}
{%- endmacro %}
