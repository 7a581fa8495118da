{# Conditions on the customer's own columns, where other records have columns of the same name. #}

{# A condition on columns of customers, marked: within where= it becomes a set of customers, and where an analyst's own
   query would give it another table's column, the group is refused (orchestration/gate). #}
{% macro of_customers(condition) -%}
    /* of customers */{{ condition }}/* end of customers */
{%- endmacro %}

{# Likewise a condition `customer_id in (select ...)`, which is one on records as it stands: their customer_id is the same.
   Over an order line it is made one of the line's order. #}
{% macro of_customers_by_id(condition) -%}
    /* by customer */{{ condition }}/* end of by customer */
{%- endmacro %}

{# The SQL without these marks, once they have told what they tell. #}
{% macro without_marks(sql) -%}
    {{ modules.re.sub('/[*] (end of )?(of customers|customers|by customer) [*]/', '', sql) }}
{%- endmacro %}

{# What is marked in a text, as `key in (select ... from customers ...)`: over a record, which has a customer_id, or over
   an order line, which has an order_id. #}
{% macro customers_as_sets(text, over) -%}
    {%- if over == 'line' and '/* by customer */' in text -%}
        {%- set by_order -%}
    order_lines.order_id in (select of_customers.order_id from {{ in_pattern(ref('orders')) }} as of_customers where of_customers.\1)
        {%- endset -%}
        {%- set text = modules.re.sub('(?s)/[*] by customer [*]/(.*?)/[*] end of by customer [*]/', by_order, text) -%}
    {%- endif -%}
    {%- if '/* of customers */' in text -%}
        {%- set of_customer -%}
    customer_id in (select customer_id from {{ in_pattern(ref('customers')) }} as customers where \1)
        {%- endset -%}
        {%- if over == 'line' -%}
            {%- set of_customer -%}
    order_lines.order_id in (
        select orders_of_customers.order_id
        from {{ in_pattern(ref('orders')) }} as orders_of_customers
        where orders_of_customers.{{ of_customer }}
    )
            {%- endset -%}
        {%- endif -%}
        {%- set text = modules.re.sub('(?s)/[*] of customers [*]/(.*?)/[*] end of customers [*]/', of_customer, text) -%}
    {%- endif -%}
    {{ text }}
{%- endmacro %}

{# A relation's name as what a regular expression puts in: a backslash is one. #}
{% macro in_pattern(relation) -%}
    {{ relation | string | replace('\\', '\\\\') }}
{%- endmacro %}
