{# How often the customer orders: order_frequency('at least', 2, per='1 month', last='1 year') are those with at least 24
   counted orders in the last year. per and last are both of months or years, or both of shorter units. #}
{% macro order_frequency(operator, value, per, last, which='counted') -%}
    {%- set name = 'order_frequency' -%}
    {%- set lengths = [] -%}
    {%- for each in [per, last] -%}
        {%- set parts = duration(name, each) -%}
        {%- set months = {'month': 1, 'year': 12}.get(parts[1]) -%}
        {%- set seconds = {'second': 1, 'minute': 60, 'hour': 3600, 'day': 86400, 'week': 604800}.get(parts[1]) -%}
        {%- do lengths.append([parts[0] * (months or seconds), months is none]) -%}
    {%- endfor -%}
    {%- if lengths[0][1] != lengths[1][1] or not lengths[0][0] or not lengths[1][0] -%}
        {{ condition_error(name, "'" ~ per ~ "' does not divide '" ~ last ~ "'", "give both in months or years, or both in shorter units") }}
    {%- endif -%}
    {#- count / (last / per) >= value, without dividing. -#}
    {%- set frequency -%} record_count{% if lengths[0][0] != 1 %} * {{ lengths[0][0] }}{% endif %} {%- endset -%}
    {{ customers_by(
        orders_read(name, window(name, last), which=which), {'record_count': 'count(*)'},
        asked(name, frequency, operator, value, negative=false, times=lengths[1][0]),
        without=holds_at(0, name, operator, value)) }}
{%- endmacro %}
