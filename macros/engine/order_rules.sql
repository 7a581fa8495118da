{# What counts as an order: the one place that applies the project vars. Only the orders mart, and what it reads, calls
   these. #}

{# True once more than order_maturity_hours have passed since the order was created and its status is one of
   counted_statuses (['*']: any status). Rule: "Conditions for updating the group" of the shop's help. A negative total
   is a refund, not an order, unless the status says that an order was cancelled. #}
{% macro is_counted_order(status, ordered_at, total_amount) -%}
    {%- set statuses = normalised_statuses(var('counted_statuses')) -%}
    {%- set hours = var('order_maturity_hours') | string -%}
    {%- if not modules.re.match('^[0-9]{1,6}$', hours) -%}
        {{ exceptions.raise_compiler_error("dbt_project.yml: order_maturity_hours is '" ~ hours ~ "'; give a whole number"
            ~ " of hours such as 24, or 0 for orders that count at once") }}
    {%- endif -%}
    {%- set hours = hours | int -%}
    {%- if '*' not in statuses -%}
        {{ status_in(status, statuses) }} and {{ ' ' }}
    {%- endif -%}
    {%- if hours == 0 -%} {{ ordered_at }} <= {{ as_of() }}
    {%- else -%} {{ ordered_at }} < {{ as_of() }} - interval '{{ hours }}' hour
    {%- endif -%}
    {{ ' ' }}and case when {{ total_amount }} < 0 then {{ is_cancelled_order(status) }} else true end
{%- endmacro %}

{# Whether an order of that status counts once it is old enough. #}
{% macro is_countable_status(status) -%}
    {%- if '*' in normalised_statuses(var('counted_statuses')) -%} true
    {%- else -%} {{ status_in(status, var('counted_statuses')) }}
    {%- endif -%}
{%- endmacro %}

{% macro is_cancelled_order(status) -%}
    {{ status_in(status, var('cancelled_statuses')) }}
{%- endmacro %}

{# Whether a status, as stg_orders spells it, is one of a list; SQL has no empty list, a shop's var may be one. #}
{% macro status_in(status, statuses) -%}
    {%- if not statuses -%} false
    {%- else -%} {{ status }} in ({{ text_literals('status', normalised_statuses(statuses), ignore_case=true) }})
    {%- endif -%}
{%- endmacro %}

{# A status, or a list of them, as stg_orders spells them, letter case aside: Out_for_delivery is Out for delivery. #}
{% macro normalised_statuses(statuses) -%}
    {%- set spelled = [] -%}
    {%- for each in ([statuses] if statuses is string or statuses is not sequence else statuses) if each is not none -%}
        {%- do spelled.append(each | string | replace('_', ' ') | trim) -%}
    {%- endfor -%}
    {{ return(spelled) }}
{%- endmacro %}
