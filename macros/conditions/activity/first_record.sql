{# The customer's first record of a kind, of those that meet where=, also meets has=: bought first with the code WELCOME.
   Of records of the same moment the one with the least id is the first; logins and page views have no id, so any of them
   will do. #}
{% macro first_record(records, has, where=none, which='counted') -%}
    {{ customers_by_record_at_an_end('first_record', records, has, where, which, newest=false) }}
{%- endmacro %}
