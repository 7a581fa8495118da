{# In how many of the customer's last N periods, counted back from as_of (start excluded, end included), the number of
   records compares as per_period says. A period without records counts where 0 satisfies per_period. The k-th bound is
   as_of less k periods, so that periods of months begin on the same day of the month. #}
{% macro active_periods(records, operator, value, period, periods, per_period=['at least', 1], where=none, include_zero=true, which='counted') -%}
    {%- set name = 'active_periods' -%}
    {%- set kind, zone, length = record_kind(name, records), zone(name), duration(name, period) -%}
    {%- if periods is not integer or not 1 <= periods <= 1000 or length[0] == 0 -%}
        {{ condition_error(name, periods ~ " periods of '" ~ period ~ "' cannot be counted", "give 1 to 1000 of at least one unit") }}
    {%- endif -%}
    {%- if per_period is string or per_period is not sequence or per_period | length != 2 -%}
        {{ condition_error(name, "per_period needs an operator and a value", "give per_period=['at least', 1]") }}
    {%- endif -%}
    {%- set bounds = [] -%}
    {%- for number in range(1, periods + 1) -%}
        {%- do bounds.append(moved(as_of_moment(), -number * length[0], length[1], zone)) -%}
    {%- endfor -%}
    {%- set read = records_read(name, records, {'after': bounds[-1], 'to': as_of_moment()}, where, which) -%}
    {%- set counted -%}
    (
        select
            customer_id,
            period_number,
            count(*) as records
        from (
            select
                customer_id,
                case
                    {%- for bound in bounds %}
                    when {{ kind.at }} > {{ timestamp_literal(bound) }} then {{ loop.index }}
                    {%- endfor %}
                end as period_number
            {{ indented(from_records(read, is_valued=false), 8) }}
        ) as numbered
        group by customer_id, period_number
    ) as counted
    {%- endset -%}
    {%- set met = comparison(name, 'records', per_period[0], per_period[1], negative=false) -%}
    {%- set empty_counts = holds_at(0, name, per_period[0], per_period[1]) -%}
    {%- set measure -%}
        {%- if empty_counts -%} {{ periods }} - count(*) filter (where not ({{ met }}))
        {%- else -%} count(*) filter (where {{ met }})
        {%- endif -%}
    {%- endset -%}
    {{ customers_by(
        dict(read, source=counted, unvalued=none, where=''), {'period_count': measure},
        asked(name, 'period_count', operator, value, negative=false),
        without=include_zero and holds_at(periods if empty_counts else 0, name, operator, value)) }}
{%- endmacro %}
