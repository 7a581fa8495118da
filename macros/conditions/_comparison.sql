{# What every measured condition shares: operators and their values, durations, and windows of time.
   No condition lives here; each has a file of its own. Faults stop the compile with one line that names the
   group's file, the condition and the mend. #}

{% macro condition_error(condition, fault, mend) -%}
    {{ exceptions.raise_compiler_error(
        model.original_file_path ~ ": " ~ condition ~ ": " ~ fault ~ "; " ~ mend) }}
{%- endmacro %}

{# The SQL sign of an operator in words ('more than') or signs ('>'); 'between' for a range. #}
{% macro operator_sign(condition, operator) -%}
    {%- set signs = {
        'more than': '>', 'greater than': '>', '>': '>',
        'less than': '<', '<': '<',
        'at least': '>=', '>=': '>=',
        'at most': '<=', '<=': '<=',
        'exactly': '=', '=': '=',
        'within': 'between',
    } -%}
    {%- if operator is not string or operator not in signs -%}
        {{ condition_error(condition, "unknown operator '" ~ operator ~ "'", "use one of " ~ (signs | join(', '))) }}
    {%- endif -%}
    {{ return(signs[operator]) }}
{%- endmacro %}

{# A number that is safe to write into SQL; text that looks like one ('5000') is taken as one. #}
{% macro checked_number(condition, value) -%}
    {%- if not modules.re.match('^[0-9]+([.][0-9]+)?$', value | string) -%}
        {{ condition_error(condition, "'" ~ value ~ "' is not a number from 0 up", "give a plain number such as 50 or 99.95") }}
    {%- endif -%}
    {{ return(value | string) }}
{%- endmacro %}

{# `measure operator value` as SQL; for 'within' the value is [lowest, highest], both included. #}
{% macro comparison(condition, measure, operator, value) -%}
    {%- set sign = operator_sign(condition, operator) -%}
    {%- if sign == 'between' -%}
        {%- if value is string or value is not sequence or value | length != 2 -%}
            {{ condition_error(condition, "'within' needs both ends of the range", "give [lowest, highest]") }}
        {%- endif -%}
        {%- set lowest, highest = checked_number(condition, value[0]), checked_number(condition, value[1]) -%}
        {%- if lowest | float > highest | float -%}
            {{ condition_error(condition, "no number lies within " ~ value, "give [lowest, highest]") }}
        {%- endif -%}
        {{ return(measure ~ " between " ~ lowest ~ " and " ~ highest) }}
    {%- endif -%}
    {{ return(measure ~ " " ~ sign ~ " " ~ checked_number(condition, value)) }}
{%- endmacro %}

{# Whether a measure of 0 satisfies the comparison: such a condition also holds for customers without records. #}
{% macro holds_at_zero(condition, operator, value) -%}
    {%- set sign = operator_sign(condition, operator) -%}
    {%- if sign == 'between' -%} {{ return(value[0] | float == 0) }}
    {%- elif sign in ('<=', '=') -%} {{ return(sign == '<=' or value | float == 0) }}
    {%- elif sign == '<' -%} {{ return(value | float > 0) }}
    {%- else -%} {{ return(sign == '>=' and value | float == 0) }}
    {%- endif -%}
{%- endmacro %}

{# '90 days' as an SQL interval. Days and weeks are 24 and 168 hours; months and years are calendar ones,
   clamped to the month's end. #}
{% macro duration(condition, text) -%}
    {%- set parts = modules.re.match('^([0-9]+) (second|minute|hour|day|week|month|year)s?$', text | string) -%}
    {%- if not parts -%}
        {{ condition_error(condition, "'" ~ text ~ "' is not a duration", "write a number and a unit, such as '90 days' or '6 months'") }}
    {%- endif -%}
    {{ return("interval '" ~ parts.group(1) ~ "' " ~ parts.group(2)) }}
{%- endmacro %}

{# A date or moment of the shop's clock as a UTC timestamp literal; a date alone is its midnight. Of an hour that
   the clock passes twice, the second is meant. #}
{% macro moment(condition, text) -%}
    {%- set parts = modules.re.match(
        '^([1-9][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)?$',
        text | string) -%}
    {%- if parts -%}
        {#- 31 June, read as the 31st day from 1 June on, falls into July. -#}
        {%- set first = modules.datetime.date(parts.group(1) | int, parts.group(2) | int, 1) -%}
        {%- set day = first + modules.datetime.timedelta(days=(parts.group(3) | int) - 1) -%}
    {%- endif -%}
    {%- if not parts or day.month != first.month -%}
        {{ condition_error(condition, "'" ~ text ~ "' is not a date", "write it as 2026-12-31 or 2026-12-31 18:00") }}
    {%- endif -%}
    {%- set local = modules.datetime.datetime.fromisoformat(text | string) -%}
    {%- set utc = modules.pytz.timezone(var('time_zone')).localize(local).astimezone(modules.pytz.utc) -%}
    {{ return("timestamp '" ~ utc.strftime('%Y-%m-%d %H:%M:%S') ~ "'") }}
{%- endmacro %}

{# The window of a condition as SQL on a timestamp column, or '' without one. Exactly one of:
   last     '90 days': from that long ago to as_of, both included
   before   '90 days': longer ago than that
   between  ['2026-01-01', '2026-02-01']: from the first, included, to the second, excluded, by the shop's clock #}
{% macro window(condition, column, last=none, before=none, between=none) -%}
    {%- set given = [last, before, between] | reject('none') | list -%}
    {%- if given | length > 1 -%}
        {{ condition_error(condition, "more than one window", "give one of last, before and between") }}
    {%- endif -%}
    {%- if last is not none -%}
        {{ return(column ~ " >= " ~ as_of() ~ " - " ~ duration(condition, last) ~ " and " ~ column ~ " <= " ~ as_of()) }}
    {%- elif before is not none -%}
        {{ return(column ~ " < " ~ as_of() ~ " - " ~ duration(condition, before)) }}
    {%- elif between is not none -%}
        {%- if between is string or between is not sequence or between | length != 2 -%}
            {{ condition_error(condition, "'between' needs two ends", "give [first, end]") }}
        {%- endif -%}
        {%- set first, end = moment(condition, between[0]), moment(condition, between[1]) -%}
        {%- if first >= end -%}
            {{ condition_error(condition, "no moment lies between " ~ between[0] ~ " and " ~ between[1], "give the earlier one first") }}
        {%- endif -%}
        {{ return(column ~ " >= " ~ first ~ " and " ~ column ~ " < " ~ end) }}
    {%- endif -%}
    {{ return('') }}
{%- endmacro %}

{# A text, or a list of texts, as a list of SQL literals. #}
{% macro text_literals(condition, texts) -%}
    {%- set each = [texts] if texts is string or texts is number else texts -%}
    {%- if not each -%}
        {{ condition_error(condition, "an empty list selects nobody", "name at least one value") }}
    {%- endif -%}
    {%- set literals = [] -%}
    {%- for text in each -%} {%- do literals.append(text_literal(text)) -%} {%- endfor -%}
    {{ return(literals | join(', ')) }}
{%- endmacro %}
