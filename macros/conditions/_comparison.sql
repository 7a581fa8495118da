{# What every measured condition shares: operators and their numbers. No condition lives here; each has a file of its
   own. Faults stop the compile with one line that names the group's file, the condition and the mend. #}

{% macro condition_error(condition, fault, mend) -%}
    {{ exceptions.raise_compiler_error(
        model.original_file_path ~ ": " ~ condition ~ ": " ~ fault ~ "; " ~ mend) }}
{%- endmacro %}

{# The SQL sign of an operator in words ('more than') or signs ('>'); 'between' for a range, 'in' for a list. #}
{% macro operator_sign(condition, operator) -%}
    {%- set signs = {
        'more than': '>', 'greater than': '>', '>': '>',
        'less than': '<', '<': '<',
        'at least': '>=', '>=': '>=',
        'at most': '<=', '<=': '<=',
        'exactly': '=', '=': '=',
        'within': 'between',
        'one of': 'in',
    } -%}
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
    {%- set digits = text.rstrip('0') -%}
    {{ return((text | float | string) == (digits ~ '0' if digits.endswith('.') else digits)) }}
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
    {%- set factor = ' * ' ~ times if times else '' -%}
    {%- set numbers = [] -%}
    {%- for number in checked_numbers(condition, operator, value, negative) -%}
        {%- do numbers.append(number ~ factor) -%}
    {%- endfor -%}
    {%- if sign == 'between' -%}
        {{ return(measure ~ ' between ' ~ numbers[0] ~ ' and ' ~ numbers[1]) }}
    {%- elif sign == 'in' -%}
        {{ return(measure ~ ' in (' ~ (numbers | join(', ')) ~ ')') }}
    {%- endif -%}
    {{ return(measure ~ ' ' ~ sign ~ ' ' ~ numbers[0]) }}
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

{# A text, or a list of texts, as a list of SQL literals. Small letters are the engine's, as those of the column are:
   Python's lower() makes others of I with a dot and of a last sigma. #}
{% macro text_literals(condition, texts, ignore_case=false) -%}
    {%- set each = [texts] if texts is string or texts is number or texts is mapping else texts -%}
    {%- if not each -%}
        {{ condition_error(condition, "an empty list selects nobody", "name at least one value") }}
    {%- endif -%}
    {%- set literals = [] -%}
    {%- for text in each -%}
        {%- if text is not string and text is not number -%}
            {{ condition_error(condition, "'" ~ text ~ "' is not a text", "name texts only, such as ['a', 'b']") }}
        {%- endif -%}
        {%- do literals.append('lower(' ~ text_literal(text) ~ ')' if ignore_case else text_literal(text)) -%}
    {%- endfor -%}
    {{ return(literals | join(', ')) }}
{%- endmacro %}

{# Whether a moment of the customer's lies within a duration before as_of, or longer ago. #}
{% macro since_condition(condition, column, operator, period) -%}
    {%- set signs = {'within': '>=', 'not within': '<'} -%}
    {%- if operator is not string or operator not in signs -%}
        {{ condition_error(condition, "unknown operator '" ~ operator ~ "'", "use 'within' or 'not within'") }}
    {%- endif -%}
    {%- set since = timestamp_literal(ago(condition, period, zone(condition))) -%}
    {{ return('coalesce(' ~ column ~ ' ' ~ signs[operator] ~ ' ' ~ since ~ ', false)') }}
{%- endmacro %}
