{# Amounts and currencies: the one place that says what an order, and a line of it, comes to in the shop's currency. #}

{# The shop's currency as codes are compared: in upper case, without blanks around it. #}
{% macro shop_currency() -%}
    {%- set code = (var('currency') or '') | string | trim | upper -%}
    {%- if not code -%}
        {{ exceptions.raise_compiler_error("dbt_project.yml: currency is empty; name the shop's own, such as DKK") }}
    {%- endif -%}
    {{ return(code) }}
{%- endmacro %}

{# A currency as codes are compared. An amount without one is in the shop's; that most are spares them the rest. #}
{% macro currency_code(column) -%}
    {%- set own = text_literal(shop_currency()) -%}
    {{ return('case when ' ~ column ~ ' = ' ~ own ~ ' then ' ~ own ~ ' else coalesce(nullif(upper(' ~ trimmed(column) ~ "), ''), "
        ~ own ~ ') end') }}
{%- endmacro %}

{# An amount of decimal(18,2) in the shop's currency: rounded to the cent once, half away from zero. 18 digits by 18 are
   what a decimal holds on both engines; what 18 digits do not hold is unknown. DuckDB's cast
   alone would round the same, and take four times as long. #}
{% macro converted_amount(amount, rate) -%}
    {{ return('try_cast(round(' ~ amount ~ ' * ' ~ rate ~ ', 2) as decimal(18, 2))') }}
{%- endmacro %}

{# Whether a row of orders is a refund that names no order. Only the CASE spares the status of all other rows. #}
{% macro is_refund_row(total_amount, status) -%}
    case when {{ total_amount }} < 0 then not ({{ is_cancelled_order(status) }}) else false end
{%- endmacro %}

{# What a line comes to in its order's own currency; unknown where it is more than 19 digits hold. #}
{% macro line_amount(quantity, unit_price) -%}
    {{ return('try_cast(cast(' ~ quantity ~ ' as decimal(18, 3)) * ' ~ unit_price ~ ' as decimal(19, 7))') }}
{%- endmacro %}

{# The same to the cent: what it comes to where its order is in the shop's currency and has no refund. #}
{% macro rounded_line_amount(quantity, unit_price) -%}
    {{ return('try_cast(cast(' ~ quantity ~ ' as decimal(18, 3)) * ' ~ unit_price ~ ' as decimal(18, 2))') }}
{%- endmacro %}
