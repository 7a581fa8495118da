{# The customer is a member of another group tonight, those added and removed by hand included. #}
{% macro in_group(group_key) -%}
    {%- if group_key is not string or not is_group(group_key) -%}
        {{ condition_error('in_group', "'" ~ group_key ~ "' is not a group", "name a file of models/customer_groups") }}
    {%- endif -%}
    customer_id in (select customer_id from {{ ref(group_key) }})
{%- endmacro %}
