{# The customer was added by hand to the group that says so, or to another one by its key, and has not been removed since.
   A group whose members are only those is `where {{ added_by_hand() }}`; every other has them without saying so. #}
{% macro added_by_hand(group=none) -%}
    {#- In a dbt unit test, the model is the test. -#}
    {%- set own_key = model.book.key if model.get('book') else (model.tested_node_unique_id or model.unique_id).split('.') | last -%}
    {%- if group is not none and (group is not string or not is_group(group)) -%}
        {{ condition_error('added_by_hand', "'" ~ group ~ "' is not a group",
                           "name a file of models/customer_groups") }}
    {%- endif -%}
    customer_id in (
        select customer_id
        from {{ ref('int_manual_members') }}
        where group_key = {{ text_literal(own_key if group is none else group) }} and action = 'add'
    )
{%- endmacro %}
