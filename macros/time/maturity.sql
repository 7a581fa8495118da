{# Windows that no counted order can lie in yet, or not all of those that will: an order counts once order_maturity_hours
   have passed. The night says so, and selects what was asked for. #}

{# Warns of a window that begins too late, and of whole days that are over while their last orders do not count yet. #}
{% macro warn_of_uncounted(condition, window, which='counted') -%}
    {%- set hours = var('order_maturity_hours') | string -%}
    {%- if execute and which == 'counted' and window and modules.re.match('^[1-9][0-9]{0,5}$', hours) -%}
        {%- set latest = as_of_moment() - modules.datetime.timedelta(hours=hours | int) -%}
        {%- set start, end = window.get('from', window.get('after')), window.get('before') -%}
        {%- set rule -%} since an order counts once {{ hours }} hours have passed {%- endset -%}
        {%- if start and start >= latest -%}
            {{ warn_of(condition, "no order in its window counts yet, " ~ rule, "begin the window earlier, or look at which='all'") }}
        {%- elif start and end and latest < end <= as_of_moment() -%}
            {{ warn_of(condition, "of its days it sees only the orders before "
                ~ latest.astimezone(zone(condition)).strftime('%Y-%m-%d %H:%M') ~ " by the shop's clock, " ~ rule,
                "end the window earlier, or look at which='all'") }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
