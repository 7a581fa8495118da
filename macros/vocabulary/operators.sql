{# Every operator there is, once: conditions, the rules and the page of conditions take them from here. Python renders these
   files by themselves (orchestration/vocabulary.py), so that nothing here asks for more than values. #}

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

{# Operators of a field. Of each:
     compares  what kind of comparison it is, by which macros/asking/values.sql and the rules tell them apart
     rule      what it is called in a rule (docs/rules.md)
     value     what it takes, `of` what it can be asked of, and `holds_if`: a row of the page of conditions #}
{% macro field_operators() -%}
    {%- set numbers = {'compares': 'number', 'value': 'a number', 'of': 'numbers, texts that are numbers', 'holds_if': 'it compares so'} -%}
    {%- set texts = {'compares': 'text', 'value': 'a text', 'of': 'texts; others as text', 'holds_if': 'it does'} -%}
    {%- set moments = {'compares': 'moment', 'value': 'a moment', 'of': 'dates, moments, texts that are',
        'holds_if': 'it lies so; a date alone is the whole day'} -%}
    {{ return({
        'is': {'compares': 'equality', 'rule': 'eq', 'value': 'one', 'of': 'any',
            'holds_if': 'it is equal; of a moment that second, or that day if the value is a date alone'},
        'is one of': {'compares': 'equality', 'rule': 'in', 'value': 'a list', 'of': 'any',
            'holds_if': 'it is equal to one of them'},
        'has all of': {'compares': 'list', 'rule': 'has_all', 'value': 'a list', 'of': 'several values',
            'holds_if': 'each of the list is among them'},
        'more than': dict(numbers, rule='gt'),
        'at least': dict(numbers, rule='gte'),
        'less than': dict(numbers, rule='lt'),
        'at most': dict(numbers, rule='lte'),
        'within': dict(numbers, rule='between', value='`[lowest, highest]`', holds_if='it lies between, ends included'),
        'contains': dict(texts, rule='contains'),
        'starts with': dict(texts, rule='starts_with'),
        'ends with': dict(texts, rule='ends_with'),
        'like': dict(texts, rule='like', value='a pattern',
            holds_if='all of it fits: `%` is any text, `_` one character; there is no escape'),
        'matches': dict(texts, rule='regex', value='a regular expression', holds_if='it is found anywhere'),
        'is phone': {'compares': 'phone', 'rule': 'eq_phone', 'value': 'a number', 'of': 'texts',
            'holds_if': "it is the same phone number, however it is written: +44 (0)20 is +44 20; the customer's own is of"
            " their country if it has no code, the one asked for of the shop's; an impossible one is refused"},
        'like phone': {'compares': 'phone', 'rule': 'like_phone', 'value': 'a pattern', 'of': 'texts',
            'holds_if': 'the number, as +45 and digits, fits it'},
        'before': dict(moments, rule='before'),
        'after': dict(moments, rule='after'),
        'on or before': dict(moments, rule='on_or_before'),
        'on or after': dict(moments, rule='on_or_after'),
        'on': dict(moments, rule='on_day', holds_if='it is of the same calendar day'),
        'at': dict(moments, rule='same_second', holds_if='it is of the same second'),
        'in': dict(moments, compares='window', rule='in_window', value='a window', holds_if='it lies in the window'),
        'anniversary': dict(moments, compares='anniversary', rule='anniversary', value='days, 0 if left out',
            holds_if='today, or so many days ahead, is its day of the year'),
        'in tree': {'compares': 'tree', 'rule': 'in_tree', 'value': 'a category or a list', 'of': 'line.category',
            'holds_if': 'it is one of them or below one'},
        'is set': {'compares': 'presence', 'rule': 'is_set', 'value': 'none', 'of': 'any',
            'holds_if': 'there is a value; a text of blanks is one'},
        'is empty': {'compares': 'presence', 'rule': 'is_empty', 'value': 'none', 'of': 'any',
            'holds_if': 'there is none, or only empty texts'},
    }) }}
{%- endmacro %}

{# How long ago something of a customer's was, compared with a duration: their sign in SQL. #}
{% macro since_operators() -%}
    {{ return({'within': '>=', 'not within': '<'}) }}
{%- endmacro %}
