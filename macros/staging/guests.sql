{# Who orders without a customer_id: docs/decisions/0019. #}

{# Orders without a customer_id that a night before has matched, as a query: order_id, customer_id, is_guest and since. Where
   guests are to be nobody's, theirs are forgotten. #}
{% macro guest_orders_before() -%}
    {%- if is_remembered('remembered_guest_orders') -%}
    select
        order_id,
        customer_id,
        is_guest,
        since
    from {{ remembered('remembered_guest_orders') }}
    {%- if not var('guest_customers') %}
    where not is_guest
    {%- endif %}
    {%- else -%}
    select
        cast(null as {{ sql_type(var('id_type')) }}) as order_id,
        cast(null as {{ sql_type(var('id_type')) }}) as customer_id,
        cast(null as boolean) as is_guest,
        cast(null as timestamp) as since
    where 1 = 0
    {%- endif -%}
{%- endmacro %}

{# Whether an id is one that people who enter customers are given (orchestration/customers/entries.py). #}
{% macro is_made_here(column) -%}
    {%- if sql_type(var('id_type')) == sql_type('varchar') -%}
    {{ return("(" ~ column ~ " like 'n%' and " ~ regex_found(column, '^n[0-9a-f]{20}$') ~ ")") }}
    {%- else -%}
    {{ return("(" ~ column ~ " < 0)") }}
    {%- endif -%}
{%- endmacro %}

{# Whether an id stands for a customer who was erased (orchestration/erasure/persons.py). #}
{% macro is_pseudonym(column) -%}
    {%- if sql_type(var('id_type')) == sql_type('varchar') -%}
    {{ return("(" ~ column ~ " like 'e%' and " ~ regex_found(column, '^e[0-9a-f]{20}$') ~ ")") }}
    {%- else -%}
    {{ return("(" ~ column ~ " < 0)") }}
    {%- endif -%}
{%- endmacro %}

{# Who survived whom last night, as a query: absorbed_id and survivor_id. #}
{% macro survivors_before() -%}
    {%- if is_remembered('remembered_survivors') -%}
    select
        absorbed_id,
        survivor_id
    from {{ remembered('remembered_survivors') }}
    where survivor_id is not null
    {%- else -%}
    select
        cast(null as {{ sql_type(var('id_type')) }}) as absorbed_id,
        cast(null as {{ sql_type(var('id_type')) }}) as survivor_id
    where 1 = 0
    {%- endif -%}
{%- endmacro %}
