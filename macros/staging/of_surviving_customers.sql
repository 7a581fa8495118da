{# The rows of a landed table that are not withdrawn, the survivor's customer_id in place of an absorbed one: what a staging
   model selects from instead of the table. Measured against the bare table, an empty stg_customer_survivors costs 4 to 6 % of a pass over
   all rows; see docs/decisions/0007.

   key: the columns that identify a row beside customer_id, if it takes customer_id to do so. Of rows that only the
   customer told apart, one is left: a login of both at the same moment is one login. Rows of other customers are not
   compared. #}
{% macro of_surviving_customers(landed, key=none) -%}
    {%- set survivors = ref('stg_customer_survivors') -%}
    {%- if key is none -%}
    select {{ all_columns_but_customer_id('landed', 'coalesce(survivors.survivor_id, landed.customer_id)') }}
    from {{ landed }} as landed
    left join {{ survivors }} as survivors on landed.customer_id = survivors.absorbed_id
    where {{ is_not_withdrawn('landed') }}
    {%- else -%}
    select {{ all_columns_but_customer_id('landed', 'landed.customer_id') }}
    from {{ landed }} as landed
    where
        {{ is_not_withdrawn('landed') }}
        and landed.customer_id not in (
            select absorbed_id from {{ survivors }}
            union all
            select survivor_id from {{ survivors }}
        )

    union all

    select {{ all_columns_but_customer_id('landed', 'merged.survivor_id') }}
    from {{ landed }} as landed
    inner join (
        select absorbed_id as customer_id, survivor_id from {{ survivors }}
        union
        select survivor_id as customer_id, survivor_id from {{ survivors }}
    ) as merged on landed.customer_id = merged.customer_id
    where {{ is_not_withdrawn('landed') }}
    qualify row_number() over (
        partition by merged.survivor_id{% for column in key %}, landed.{{ column }}{% endfor %}
        order by landed.customer_id
    ) = 1
    {%- endif -%}
{%- endmacro %}

{# A table's columns, customer_id as an expression. #}
{% macro all_columns_but_customer_id(table, expression) -%}
    {{ return(adapter.dispatch('all_columns_but_customer_id', 'rollcall')(table, expression)) }}
{%- endmacro %}
{% macro duckdb__all_columns_but_customer_id(table, expression) -%}
    {{ return(table ~ '.* replace (' ~ expression ~ ' as customer_id)') }}
{%- endmacro %}
{% macro spark__all_columns_but_customer_id(table, expression) -%}
    {{ return(table ~ '.* except (customer_id), ' ~ expression ~ ' as customer_id') }}
{%- endmacro %}
