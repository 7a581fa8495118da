{# The customer's newest record of a kind, of those that meet where=, also meets has=. Of records of the same moment the
   one with the greatest id is the newest; logins and page views have no id, so any of them will do. #}
{% macro last_record(records, has, where=none, which='counted') -%}
    {{ customers_by_record_at_an_end('last_record', records, has, where, which, newest=true) }}
{%- endmacro %}
