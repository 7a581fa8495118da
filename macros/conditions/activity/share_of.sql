{# The share of the customer's records of a kind that meet has=, of those looked at: share_of('orders', 'more than', 0.3,
   has=..., which='all') are customers with more than 30 % such orders. Exact: one of three is more than 0.33.
   Customers without a record that is looked at have none and satisfy no comparison. #}
{% macro share_of(records, operator, value, has, last=none, before=none, between=none, period=none, time_zone=none, where=none, which='counted') -%}
    {%- set name = 'share_of' -%}
    {%- for share in checked_numbers(name, operator, value, negative=false) if share | float > 1 -%}
        {{ condition_error(name, share ~ " is not a share", "give a number from 0 to 1, such as 0.3 for 30 %") }}
    {%- endfor -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    customer_id in (
        select customer_id
        from (
            select
                customer_id,
                count(*) as record_count,
                count(*) filter (where {{ one_record(name, has) }}) as met_count
            {{ indented(from_records(records_read(name, records, window, where, which)), 8) }}
            group by customer_id
        ) as records
        where {{ asked(name, 'met_count', operator, value, negative=false, times='record_count') }}
    )
{%- endmacro %}
