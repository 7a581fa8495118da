{# A value compared: `column operator value` for each type of column and each operator of the condition `field`. Missing
   values, and values that are not of the kind an operator compares, never satisfy one. #}

{# Types: text, number, boolean, date (a calendar day), moment (a UTC timestamp). #}
{% macro value_condition(condition, column, type, operator, value=none, ignore_case=false, time_zone=none) -%}
    {%- set compares = comparison_of(operator) -%}
    {%- if compares in ('equality', 'list') -%}
        {{ equality(condition, column, type, operator, value, ignore_case, time_zone) }}
    {%- elif compares == 'number' -%}
        {%- if type in ('boolean', 'date', 'moment') -%}
            {{ condition_error(condition, "'" ~ operator ~ "' does not compare a " ~ type,
                "use 'is'" if type == 'boolean' else "use 'before', 'after', 'on or before' or 'on or after'") }}
        {%- endif -%}
        {%- set number = plain_number(column) if type == 'text' else column -%}
        coalesce({{ comparison(condition, number, operator, value) }}, false)
    {%- elif compares in ('text', 'phone') -%}
        {{ text_match(condition, column, type, operator, value, ignore_case) }}
    {%- elif compares in ('moment', 'window') -%}
        {{ moment_match(condition, column, type, operator, value, time_zone) }}
    {%- elif compares == 'anniversary' -%}
        {%- set zone = zone(condition, time_zone) -%}
        {%- set offset = value | default(0, true) -%}
        {%- if offset is not integer -%}
            {{ condition_error(condition, "'" ~ offset ~ "' is not a number of days", "give 0 for today, 7 for in a week") }}
        {%- endif -%}
        {%- set day = today_in(zone) + modules.datetime.timedelta(days=offset) -%}
        {{ kept_on(as_day(condition, column, type, zone), day, day) }}
    {%- elif operator == 'is set' -%}
        {{ column }} is not null
    {%- elif operator == 'is empty' -%}
        ({{ column }} is null{% if type == 'text' %} or {{ column }} = ''{% endif %})
    {%- else -%}
        {{ condition_error(condition, "unknown operator '" ~ operator ~ "'",
            "use one of " ~ (field_operators() | reject('equalto', 'in tree') | join(', ')) ~ ", or `not` before the condition") }}
    {%- endif -%}
{%- endmacro %}

{# Which kind of comparison an operator of a field makes; none if there is no such operator. #}
{% macro comparison_of(operator) -%}
    {{ return(field_operators().get(operator | string, {}).get('compares')) }}
{%- endmacro %}

{# Two texts that both look like plain numbers are compared as numbers: 7, '7' and '7.0' are equal, '007' is a text. Of
   a list, the numbers are looked up in one `in (...)` and the texts in another, however many there are. #}
{% macro equality(condition, column, type, operator, value, ignore_case, time_zone=none) -%}
    {%- set texts, numbers, tests = [], [], [] -%}
    {%- for each in compared_values(condition, operator, value) -%}
        {%- set shown = (each | lower) if each is boolean else (each | string) -%}
        {%- set number = modules.re.match('^-?(0|[1-9][0-9]{0,27})([.][0-9]{1,9})?$', shown) -%}
        {%- set test = none -%}
        {%- if type == 'boolean' -%}
            {%- if shown | lower not in ('true', 'false') -%}
                {{ condition_error(condition, "'" ~ each ~ "' is neither true nor false", "give true or false") }}
            {%- endif -%}
            {%- set test -%} {{ column }} = {{ shown | lower }} {%- endset -%}
        {%- elif type == 'number' -%}
            {%- if not number -%}
                {{ condition_error(condition, "'" ~ each ~ "' is not a number", "give a plain number such as 50 or 99.95") }}
            {%- endif -%}
            {%- do numbers.append(checked_number(condition, each)) -%}
        {%- elif type in ('date', 'moment') -%}
            {%- set of_day = type == 'date' or moment(condition, each, zone(condition, time_zone))[1] is not none -%}
            {%- set test = moment_match(condition, column, type, 'on' if of_day else 'at', each, time_zone) -%}
        {%- elif each is boolean -%}
            {%- set test -%} lower({{ column }}) = {{ text_literal(shown) }} {%- endset -%}
        {%- elif number -%}
            {%- do numbers.append(shown) -%}
        {%- else -%}
            {%- do texts.append(in_small_letters(text_literal(shown), ignore_case)) -%}
        {%- endif -%}
        {%- if test -%} {%- do tests.append(test) -%} {%- endif -%}
    {%- endfor -%}
    {%- set of_column = in_small_letters(column, ignore_case) -%}
    {%- set of_number = column if type == 'number' else plain_number(column) -%}
    {%- for compared, literals in [(of_column, texts), (of_number, numbers)] if literals -%}
        {%- for some in (literals | batch(1) if operator == 'has all of' else [literals]) -%}
            {%- do tests.append(one_of(compared, some)) -%}
        {%- endfor -%}
    {%- endfor -%}
    coalesce({{ in_a_row(tests, 'and' if operator == 'has all of' else 'or') }}, false)
{%- endmacro %}

{# The values of an operator that compares with some: one of 'is', those of a list. #}
{% macro compared_values(condition, operator, value) -%}
    {%- if operator != 'is' and (value is string or value is not sequence or not value) -%}
        {{ condition_error(condition, "'" ~ operator ~ "' needs a list", "name at least one value, as in ['a', 'b']") }}
    {%- elif operator == 'is' and (value is none or value is mapping or (value is sequence and value is not string)) -%}
        {{ condition_error(condition, "'is' needs one value", "use 'is one of' for a list, 'is empty' for none") }}
    {%- endif -%}
    {%- set values = [value] if operator == 'is' else value -%}
    {%- for each in values if each is none or each is mapping or (each is sequence and each is not string) -%}
        {{ condition_error(condition, "'" ~ each ~ "' in a list of values is none", "give texts or numbers; for none use 'is empty'") }}
    {%- endfor -%}
    {{ return(values) }}
{%- endmacro %}

{# A text, in small letters where their case does not matter. #}
{% macro in_small_letters(text, ignore_case=true) -%}
    {%- if ignore_case -%} lower({{ text }}) {%- else -%} {{ text }} {%- endif -%}
{%- endmacro %}

{# `like` knows % and _ and no escape. A regular expression is unanchored. #}
{% macro text_match(condition, column, type, operator, value, ignore_case) -%}
    {%- if value is none or value is boolean or value is mapping or (value is sequence and value is not string) -%}
        {{ condition_error(condition, "'" ~ operator ~ "' needs one text", "give a text, such as 'shoe'") }}
    {%- endif -%}
    {%- set text = value | string -%}
    {%- set of_column = column if type == 'text' else as_text(column) -%}
    {%- set found = in_small_letters(of_column, ignore_case) -%}
    {%- set literal = in_small_letters(text_literal(text), ignore_case) -%}
    {%- if comparison_of(operator) == 'phone' -%}
        {{ phone_match(condition, of_column, operator, text) }}
    {%- elif operator == 'contains' -%}
        coalesce(position({{ literal }} in {{ found }}) > 0, false)
    {%- elif operator == 'starts with' -%}
        coalesce(left({{ found }}, {{ text | length }}) = {{ literal }}, false)
    {%- elif operator == 'ends with' -%}
        coalesce(right({{ found }}, {{ text | length }}) = {{ literal }}, false)
    {%- elif operator == 'like' -%}
        coalesce({{ text_like(found, text, ignore_case) }}, false)
    {%- else -%}
        {%- set pattern -%} {{ '(?i)' if ignore_case }}{{ text }} {%- endset -%}
        coalesce({{ regex_found(found, pattern) }}, false)
    {%- endif -%}
{%- endmacro %}

{# A phone number, whole or a part of one; a column of numbers that are read already is compared as it is. #}
{% macro phone_match(condition, column, operator, text) -%}
    {%- if operator == 'is phone' and '%' not in text and '_' not in text and phone_number(text) is none -%}
        {{ condition_error(condition, "'" ~ text ~ "' is not a possible phone number",
            "write all of it, as in '+45 12 34 56 78', or use 'like phone' for a part, as in '%5678'") }}
    {%- endif -%}
    {%- set number = column if column == 'normalised_phone' else normalised_phone(column) -%}
    coalesce({{ number }} {{ '=' if operator == 'is phone' else 'like' }} {{ text_literal(phone_pattern(text)) }}, false)
{%- endmacro %}

{% macro moment_match(condition, column, type, operator, value, time_zone) -%}
    {%- if type in ('number', 'boolean') -%}
        {{ condition_error(condition, "'" ~ operator ~ "' does not compare a " ~ type, "use it on a date or a moment") }}
    {%- endif -%}
    {%- set bounds = moment_bounds(condition, operator, value, time_zone) -%}
    {#- A day is that day by any clock: it is compared with the days that the clock of the bounds shows. -#}
    {%- set clock = zone(condition, value.get('time_zone', time_zone) if value is mapping else time_zone) -%}
    {%- if type == 'date' -%}
        coalesce({{ days_within(bounds, column, clock) }}, false)
    {%- elif type == 'moment' -%}
        coalesce({{ within(bounds, column) }}, false)
    {%- else -%}
        {%- set of_day = days_within(bounds, text_day(column), clock) -%}
        {%- set of_moment = within(bounds, text_moment(column, zone(condition, time_zone).zone)) -%}
        coalesce(case when {{ is_text_day(column) }} then {{ of_day }} else {{ of_moment }} end, false)
    {%- endif -%}
{%- endmacro %}

{# The bounds of a comparison with moments, as window() gives them. A day alone means the whole day: after it begins at
   the next midnight, before it ends at its own. A window may go by a clock of its own, which says nothing of the clock
   that a text or a date compared with it goes by. #}
{% macro moment_bounds(condition, operator, value, time_zone) -%}
    {%- set zone = zone(condition, value.get('time_zone', time_zone) if value is mapping else time_zone) -%}
    {%- if operator == 'in' -%}
        {%- if value is not mapping or not value -%}
            {{ condition_error(condition, "'in' needs a window", "give one such as {'last': '60 days'}") }}
        {%- endif -%}
        {%- for key in value if key not in ('last', 'before', 'between', 'period', 'time_zone') -%}
            {{ condition_error(condition, "unknown window '" ~ key ~ "'", "use last, before, between or period") }}
        {%- endfor -%}
        {%- set bounds = window(
            condition, value.get('last'), value.get('before'), value.get('between'), value.get('period'), zone.zone) -%}
    {%- else -%}
        {%- set given = moment(condition, value, zone) -%}
        {%- set start, end = given[0], given[1] -%}
        {%- if operator in ('before', 'on or after') -%}
            {%- set bounds = {'before': start} if operator == 'before' else {'from': start} -%}
        {%- elif operator == 'after' -%}
            {%- set bounds = {'from': end} if end else {'after': start} -%}
        {%- elif operator == 'on or before' -%}
            {%- set bounds = {'before': end} if end else {'to': start} -%}
        {%- elif operator == 'on' -%}
            {%- set day = start.astimezone(zone).date() -%}
            {%- set bounds = {'from': midnight(day, zone), 'before': midnight(day + modules.datetime.timedelta(days=1), zone)} -%}
        {%- else -%}
            {%- set second = start.replace(microsecond=0) -%}
            {%- set bounds = {'from': second, 'before': second + modules.datetime.timedelta(seconds=1)} -%}
        {%- endif -%}
    {%- endif -%}
    {{ return(bounds) }}
{%- endmacro %}

{# The calendar day of a column, in a zone. #}
{% macro as_day(condition, column, type, zone) -%}
    {%- if type == 'date' -%} {{ column }}
    {%- elif type == 'moment' -%} {{ local_day(column, zone.zone) }}
    {%- elif type == 'text' -%}
        {%- set of_moment = local_day(text_moment(column, zone.zone), zone.zone) -%}
        (case when {{ is_text_day(column) }} then {{ text_day(column) }} else {{ of_moment }} end)
    {%- else -%}
        {{ condition_error(condition, "a " ~ type ~ " is not a date", "use it on a date or a moment") }}
    {%- endif -%}
{%- endmacro %}

{# Whether a date's anniversary is kept from a first to a last day; 29 February is kept on 28 February in common years. #}
{% macro kept_on(column, first, last) -%}
    {#- Days of any year as 1231; 366 days have them all. -#}
    {%- set day_of_year -%} extract(month from {{ column }}) * 100 + extract(day from {{ column }}) {%- endset -%}
    {%- set ends_february = last.month == 2 and (last + modules.datetime.timedelta(days=1)).month == 3 -%}
    {%- set begin, end = first.month * 100 + first.day, 229 if ends_february else last.month * 100 + last.day -%}
    {%- if (last - first).days >= 365 -%}
        {{ column }} is not null
    {%- elif begin <= end -%}
        coalesce({{ day_of_year }} between {{ begin }} and {{ end }}, false)
    {%- else -%}
        coalesce({{ day_of_year }} >= {{ begin }} or {{ day_of_year }} <= {{ end }}, false)
    {%- endif -%}
{%- endmacro %}

{# Completed years since a date; one born on 29 February completes a year on 1 March of common years. #}
{% macro completed_years(column, zone) -%}
    {%- set day = today_in(zone) -%}
    {%- set day_of_year -%} extract(month from {{ column }}) * 100 + extract(day from {{ column }}) {%- endset -%}
    {%- set is_to_come -%} {{ day_of_year }} > {{ day.month * 100 + day.day }} {%- endset -%}
    ({{ day.year }} - extract(year from {{ column }}) - case when {{ is_to_come }} then 1 else 0 end)
{%- endmacro %}

{# The latest date of birth of customers who have completed so many years today. #}
{% macro latest_birth_of(years, today) -%}
    {%- set year = today.year - years -%}
    {%- set leaps = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) -%}
    {%- set day = 28 if today.month == 2 and today.day == 29 and not leaps else today.day -%}
    date '{{ today.replace(year=year, day=day).isoformat() }}'
{%- endmacro %}

{# A number of whole years or days compared, each number worked out beforehand as four tests: `bounds` gives for a number
   {at_most, less, at_least, more} as SQL. #}
{% macro compared_by_bounds(sign, bounds) -%}
    {%- set tests = [] -%}
    {%- for each in bounds -%}
        {%- set of_one -%}
            {%- if sign == 'between' -%} {{ each.at_least if loop.first else each.at_most }}
            {%- elif sign in ('=', 'in') -%} ({{ each.at_least }} and {{ each.at_most }})
            {%- else -%} {{ {'<=': each.at_most, '<': each.less, '>=': each.at_least, '>': each.more}[sign] }}
            {%- endif -%}
        {%- endset -%}
        {%- do tests.append(of_one) -%}
    {%- endfor -%}
    coalesce({{ in_a_row(tests, 'and' if sign == 'between' else 'or') }}, false)
{%- endmacro %}
