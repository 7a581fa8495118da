{# The customer's newest record of a kind, of those that meet where=, also meets has=. Of records of the same moment the
   one with the greatest id is the newest; logins and page views have no id, so any of them will do. #}
{% macro last_record(records, has, where=none) -%}
    {%- set name = 'last_record' -%}
    {%- set kind = record_kind(name, records) -%}
    {%- set newest = 'row_number()' if kind.id else 'rank()' -%}
    {%- set found -%}
        customer_id in (
            select customer_id
            from (
                select
                    customer_id,
                    {{ where_filters(name, has or '')[0] }} as has_it,
                    {{ newest }} over (partition by customer_id order by {{ kind.at }} desc{{ ', ' ~ kind.id ~ ' desc' if kind.id }}) as age_rank
                {{ records_from(name, records, {}, where) }}
            ) as ranked
            where age_rank = 1 and has_it
        )
    {%- endset -%}
    {{ return(found) }}
{%- endmacro %}
