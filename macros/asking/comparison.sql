{# Numbers compared: operators, the numbers that they take, and the comparison itself. No condition lives here; each has
   a file of its own. #}

{# The SQL sign of an operator in words ('more than') or signs ('>'); 'between' for a range, 'in' for a list. #}
{% macro operator_sign(condition, operator) -%}
    {%- set signs = number_operators() -%}
    {%- if operator is not string or operator not in signs -%}
        {{ condition_error(condition, "unknown operator '" ~ operator ~ "'", "use one of " ~ (signs | join(', '))) }}
    {%- endif -%}
    {{ return(signs[operator]) }}
{%- endmacro %}

{# A number that is safe to write into SQL. In quotes it is refused: '5.000' is five thousand to some and five to others.
   Only one with more digits than a number without quotes keeps may have them. #}
{% macro checked_number(condition, value, negative=true) -%}
    {%- if not modules.re.match('^' ~ ('-?' if negative else '') ~ '[0-9]{1,28}([.][0-9]{1,9})?$', value | string) -%}
        {{ condition_error(condition, "'" ~ value ~ "' is not a number" ~ ('' if negative else ' from 0 up'),
            "give a plain number such as 50 or 99.95") }}
    {%- endif -%}
    {%- if value is string and is_exact_number(value) -%}
        {{ condition_error(condition, "the number '" ~ value ~ "' is in quotes", "write it without, such as 5000 or 99.95") }}
    {%- endif -%}
    {{ return(value | string) }}
{%- endmacro %}

{# Whether a number in a text can be written without quotes and keeps its digits. #}
{% macro is_exact_number(text) -%}
    {%- if '.' not in text -%} {{ return(true) }} {%- endif -%}
    {{ return((text | float | string).rstrip('0') == text.rstrip('0')) }}
{%- endmacro %}

{# The numbers of an operator: one, two for a range, any number of them for a list. #}
{% macro checked_numbers(condition, operator, value, negative=true) -%}
    {%- set sign = operator_sign(condition, operator) -%}
    {%- if sign not in ('between', 'in') -%}
        {{ return([checked_number(condition, value, negative)]) }}
    {%- endif -%}
    {%- if value is string or value is not sequence or not value or (sign == 'between' and value | length != 2) -%}
        {{ condition_error(condition,
            "'within' needs both ends of the range" if sign == 'between' else "'one of' needs a list of numbers",
            "give [lowest, highest]" if sign == 'between' else "give [1, 3]") }}
    {%- endif -%}
    {%- set numbers = [] -%}
    {%- for each in value -%} {%- do numbers.append(checked_number(condition, each, negative)) -%} {%- endfor -%}
    {%- if sign == 'between' and numbers[0] | float > numbers[1] | float -%}
        {{ condition_error(condition, "no number lies within " ~ value, "give [lowest, highest]") }}
    {%- endif -%}
    {{ return(numbers) }}
{%- endmacro %}

{# `measure operator value` as SQL; for 'within' the value is [lowest, highest], both included. Each number is
   multiplied by `times`, an SQL expression, when one is given: a mean is compared as sum >= 33.33 * count, exactly. #}
{% macro comparison(condition, measure, operator, value, negative=true, times=none) -%}
    {%- set sign = operator_sign(condition, operator) -%}
    {%- set numbers = checked_numbers(condition, operator, value, negative) -%}
    {%- set factor -%} {%- if times %} * {{ times }}{% endif -%} {%- endset -%}
    {%- if sign == 'between' -%}
        {{ measure }} between {{ numbers[0] }}{{ factor }} and {{ numbers[1] }}{{ factor }}
    {%- elif sign == 'in' -%}
        {{ measure }} in ({% for number in numbers %}{{ number }}{{ factor }}{{ ', ' if not loop.last }}{% endfor %})
    {%- else -%}
        {{ measure }} {{ sign }} {{ numbers[0] }}{{ factor }}
    {%- endif -%}
{%- endmacro %}

{# Whether a measure of that number satisfies the comparison: a condition that 0 satisfies also holds for customers
   without records. #}
{% macro holds_at(number, condition, operator, value) -%}
    {%- set sign = operator_sign(condition, operator) -%}
    {%- set numbers = checked_numbers(condition, operator, value) | map('float') | list -%}
    {{ return(
        (sign == '>' and number > numbers[0]) or (sign == '>=' and number >= numbers[0])
        or (sign == '<' and number < numbers[0]) or (sign == '<=' and number <= numbers[0])
        or (sign == 'between' and numbers[0] <= number <= numbers[1]) or (sign in ('=', 'in') and number in numbers)
    ) }}
{%- endmacro %}
