{# The customer has a second record strictly after a first, at most `within` later; the window is for the first. What
   first and second must meet beyond their kind is first_where= and then_where=, and which
   orders they may be first_which= and then_which=. #}
{% macro sequence(first, then, within=none, last=none, before=none, between=none, period=none, time_zone=none, first_where=none, then_where=none,
        first_which='counted', then_which='counted') -%}
    {%- set name = 'sequence' -%}
    {%- set zone, window = zone(name, time_zone), window(name, last, before, between, period, time_zone) -%}
    {%- set in_time -%}
        {%- if within is not none -%}
            {%- set length = duration(name, within) -%}
            second_at <= {{ moved_on('happened_at', length[0], length[1], zone.zone) }}
        {%- else -%}
            second_at is not null
        {%- endif -%}
    {%- endset -%}
    {#- One row per moment, so that the rows that follow are strictly later. -#}
    customer_id in (
        select customer_id
        from (
            select
                customer_id,
                happened_at,
                is_first,
                min(case when is_second then happened_at end) over (
                    partition by customer_id order by happened_at rows between 1 following and unbounded following
                ) as second_at
            from (
                select
                    customer_id,
                    happened_at,
                    bool_or(is_first) as is_first,
                    bool_or(is_second) as is_second
                from (
                    select
                        customer_id,
                        {{ record_kind(name, first).at }} as happened_at,
                        true as is_first,
                        false as is_second
                    {{ indented(from_records(records_read(name, first, window, first_where, first_which)), 16) }}
                    union all
                    select
                        customer_id,
                        {{ record_kind(name, then).at }} as happened_at,
                        false as is_first,
                        true as is_second
                    {{ indented(from_records(records_read(name, then, {}, then_where, then_which)), 16) }}
                ) as records
                group by customer_id, happened_at
            ) as moments
        ) as followed
        where is_first and {{ in_time }}
    )
{%- endmacro %}
