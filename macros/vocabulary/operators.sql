{# Every operator there is, once: conditions, the rules and the page of conditions take them from here. Python renders this
   file by itself (orchestration/rules), so that nothing here asks for more than `return`. #}

{# Operators that compare a number, with their sign in SQL: 'between' takes [lowest, highest], 'in' a list. #}
{% macro number_operators() -%}
    {{ return({
        'more than': '>', 'greater than': '>', '>': '>',
        'less than': '<', '<': '<',
        'at least': '>=', '>=': '>=',
        'at most': '<=', '<=': '<=',
        'exactly': '=', '=': '=',
        'within': 'between',
        'one of': 'in',
    }) }}
{%- endmacro %}

{# Operators of a field, each with how it compares: 'equality', 'number', 'text', 'phone', 'moment', 'anniversary', or
   'presence' for those that take no value. #}
{% macro field_operators() -%}
    {{ return({
        'is': 'equality', 'is one of': 'equality', 'has all of': 'equality',
        'more than': 'number', 'at least': 'number', 'less than': 'number', 'at most': 'number', 'within': 'number',
        'contains': 'text', 'starts with': 'text', 'ends with': 'text', 'like': 'text', 'matches': 'text',
        'is phone': 'phone', 'like phone': 'phone',
        'before': 'moment', 'after': 'moment', 'on or before': 'moment', 'on or after': 'moment', 'on': 'moment',
        'at': 'moment', 'in': 'moment',
        'anniversary': 'anniversary',
        'is set': 'presence', 'is empty': 'presence',
    }) }}
{%- endmacro %}

{# How long ago something of a customer's was, compared with a duration: their sign in SQL. #}
{% macro since_operators() -%}
    {{ return({'within': '>=', 'not within': '<'}) }}
{%- endmacro %}
