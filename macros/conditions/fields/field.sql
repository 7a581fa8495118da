{# A field compared, with each operator that its kind of value knows:
     customer.<column of customers>   profile.<profile field>   and inside a where= order.*, review.*, page.*, message.*,
     login.*, event.*, and inside any_line(...) and its kin line.*
   Profile fields, a line's categories and its labels are lists: one element that meets the comparison is enough. #}
{% macro field(name, operator, value=none, ignore_case=false, time_zone=none, derive=none) -%}
    {%- set what -%} field('{{ name }}') {%- endset -%}
    {%- set parts = (name | string).split('.', 1) -%}
    {%- if parts | length != 2 or not parts[1] -%}
        {{ condition_error(what, "a field is named by what it is of", "write customer.country, profile.industry, order.source, ...") }}
    {%- endif -%}
    {%- set owner, short = parts[0], parts[1] -%}
    {%- if owner == 'customer' -%}
        {{ customer_field(what, short, operator, value, ignore_case, time_zone, derive) }}
    {%- elif owner == 'profile' -%}
        {%- do require_profile_field(what, short) -%}
        {%- set of_field -%} field = {{ text_literal(short) }} {%- endset -%}
        {{ listed_field(what, 'customer_id', 'customer_id', ref('int_profile_values'), of_field, 'value',
            operator, value, ignore_case, time_zone, derive) }}
    {%- elif name == 'line.category' and operator == 'in tree' -%}
        order_lines.product_id in (
            {#- #}select product_id from {{ ref('product_categories') }} where category in ({{ text_literals(what, value) }}))
    {%- elif name in ('line.category', 'line.label') -%}
        {%- set labelled = ref('product_categories') if short == 'category' else ref('int_product_labels') -%}
        {{ listed_field(what, 'order_lines.product_id', 'product_id', labelled, 'is_own' if short == 'category' else none, short,
            operator, value, ignore_case, time_zone, derive) }}
    {%- else -%}
        {{ record_field(what, owner, short, operator, value, ignore_case, time_zone, derive) }}
    {%- endif -%}
{%- endmacro %}
