{# Conditions on the customer's own columns, where other records have columns of the same name. #}

{# A condition on columns of customers, marked: within where= it becomes a set of customers, and where an analyst's own
   query would give it another table's column, the group is refused (orchestration/gate). #}
{% macro of_customers(condition) -%}
    {{ return('/* of customers */' ~ condition ~ '/* end of customers */') }}
{%- endmacro %}

{# Likewise a condition `customer_id in (select ...)`, which is one on records as it stands: their customer_id is the same.
   Over an order line it is made one of the line's order. #}
{% macro of_customers_by_id(condition) -%}
    {{ return('/* by customer */' ~ condition ~ '/* end of by customer */') }}
{%- endmacro %}

{# What is marked in a text, as `key in (select ... from customers ...)`: over a record, which has a customer_id, or over
   an order line, which has an order_id. #}
{% macro customers_as_sets(text, over) -%}
    {%- if over == 'line' -%}
        {%- set text = modules.re.sub('(?s)/[*] by customer [*]/(.*?)/[*] end of by customer [*]/',
            'order_lines.order_id in (select of_customers.order_id from ' ~ (ref('orders') | string).replace('\\', '\\\\')
            ~ ' as of_customers where of_customers.\\1)', text) -%}
    {%- endif -%}
    {%- if '/* of customers */' not in text -%} {{ return(text) }} {%- endif -%}
    {%- set start = {
        'record': 'customer_id in (select customer_id from ' ~ ref('customers') ~ ' as customers where ',
        'line': 'order_lines.order_id in (select orders_of_customers.order_id from ' ~ ref('orders')
            ~ ' as orders_of_customers where orders_of_customers.customer_id in (select customer_id from '
            ~ ref('customers') ~ ' as customers where ',
    }[over] -%}
    {%- set end = {'record': ')', 'line': '))'}[over] -%}
    {{ return(modules.re.sub('(?s)/[*] of customers [*]/(.*?)/[*] end of customers [*]/',
        start.replace('\\', '\\\\') ~ '\\1' ~ end, text)) }}
{%- endmacro %}
