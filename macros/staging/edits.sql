{# What people entered over what the shop sends (stg_standing_edits), laid over it. #}

{# The columns of a landed customer that staging reads, by name: the type of those that a person may enter another value
   for, none of the others. A test holds the types to the landing contract's. #}
{% macro customer_columns() -%}
    {{ return({
        'customer_id': none,
        'first_name': 'varchar', 'last_name': 'varchar', 'email': 'varchar', 'phone': 'varchar', 'birth_date': 'date',
        'gender': 'varchar', 'country': 'varchar', 'city': 'varchar', 'postcode': 'varchar',
        'created_at': none, 'last_login_at': none,
        'source': 'varchar', 'store_id': var('id_type'), 'accepts_email': 'boolean', 'accepts_sms': 'boolean',
        'in_loyalty_scheme': 'boolean', 'account_limit': 'decimal(18,2)',
        'updated_at': none, 'deleted_at': none, '_is_bare': none,
    }) }}
{%- endmacro %}

{# The same of a landed address, for those that a customer calls by a label. #}
{% macro address_columns() -%}
    {{ return({
        'address_id': none, 'customer_id': none, 'label': none, 'line1': 'varchar', 'postcode': 'varchar',
        'city': 'varchar', 'country': 'varchar', 'deleted_at': none, '_is_bare': none,
    }) }}
{%- endmacro %}

{# A text that was entered as a value of its column's type; NULL if it is none. #}
{% macro edited_value(text, type) -%}
    {{ return(text if type == 'varchar' else 'try_cast(' ~ text ~ ' as ' ~ sql_type(type) ~ ')') }}
{%- endmacro %}

{# The landed customers with what was entered about them, in place of the table. Those without an entry, nearly all, pass as
   they are: the others stand beside them, so that no column of ten million is worked out. #}
{% macro landed_customers() -%}
    {{ edited_table(ref('base_customers'), ref('stg_edited_customers'), 'customer_id', customer_columns()) }}
{%- endmacro %}

{% macro landed_addresses() -%}
    {{ edited_table(source('raw', 'addresses'), ref('stg_edited_addresses'), 'address_id', address_columns()) }}
{%- endmacro %}

{% macro edited_table(landed, edited, key, columns) -%}
    (
        select {{ columns | join(', ') }} from {{ landed }}
        where {{ key }} not in (select edited.{{ key }} from {{ edited }} as edited)
        union all
        select {{ columns | join(', ') }} from {{ edited }}
    )
{%- endmacro %}

{# A landed row's column under what was entered for it, in a query that groups entries by row. `entry` is what column_name
   holds for the column. A value that is not one of its type is passed over, as finding_customer_edits tells. #}
{% macro laid_over(column, type, entry) -%}
    {%- if type is none -%}
    landed.{{ column }}
    {%- else -%}
    {%- set given = edited_value('edits.value', type) -%}
    case
        when bool_or(edits.column_name = {{ entry }} and (edits.value is null or {{ given }} is not null))
            then max(case when edits.column_name = {{ entry }} then {{ given }} end)
        else landed.{{ column }}
    end as {{ column }}
    {%- endif -%}
{%- endmacro %}
