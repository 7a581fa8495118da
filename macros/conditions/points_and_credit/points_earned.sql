{# How many loyalty points the customer has earned: ever, or in a window. What was spent or has expired since does not
   matter; kind= names other kinds of entry, such as ['earned', 'bonus']. #}
{% macro points_earned(operator, value, last=none, before=none, between=none, period=none, time_zone=none, kind='earned',
        where=none, include_zero=true) -%}
    {%- set name = 'points_earned' -%}
    {%- set kinds = ['earned', 'bonus', 'correction', 'redeemed', 'expired'] -%}
    {%- for each in ([kind] if kind is string or kind is not sequence else kind) if each not in kinds -%}
        {{ condition_error(name, "unknown kind of points '" ~ each ~ "'", "use one of " ~ (kinds | join(', '))) }}
    {%- endfor -%}
    {%- set entries = records_read(name, 'loyalty_points', window(name, last, before, between, period, time_zone), where) -%}
    {%- set of_kind -%}
    {{ entries.where }}
    and kind in ({{ text_literals(name, kind) }})
    {%- endset -%}
    {{ customers_by_sum(name, dict(entries, where=of_kind), 'points_sum', 'coalesce(sum(points), 0)', operator, value, include_zero) }}
{%- endmacro %}
