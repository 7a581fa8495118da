{# A value compared: `column operator value` for each type of column and each operator of the condition `field`. Missing
   values, and values that are not of the kind an operator compares, never satisfy one. #}

{# Types: text, number, boolean, date (a calendar day), moment (a UTC timestamp). #}
{% macro value_condition(condition, column, type, operator, value=none, ignore_case=false, time_zone=none) -%}
    {%- if operator in ('is', 'is one of', 'has all of') -%}
        {{ return(equality(condition, column, type, operator, value, ignore_case, time_zone)) }}
    {%- elif operator in ('more than', 'at least', 'less than', 'at most', 'within') -%}
        {%- if type in ('boolean', 'date', 'moment') -%}
            {{ condition_error(condition, "'" ~ operator ~ "' does not compare a " ~ type,
                "use 'is'" if type == 'boolean' else "use 'before', 'after', 'on or before' or 'on or after'") }}
        {%- endif -%}
        {%- set number = plain_number(column) if type == 'text' else column -%}
        {{ return('coalesce(' ~ comparison(condition, number, operator, value) ~ ', false)') }}
    {%- elif operator in ('contains', 'starts with', 'ends with', 'like', 'matches', 'is phone', 'like phone') -%}
        {{ return(text_match(condition, column, type, operator, value, ignore_case)) }}
    {%- elif operator in moment_operators() -%}
        {{ return(moment_match(condition, column, type, operator, value, time_zone)) }}
    {%- elif operator == 'anniversary' -%}
        {%- set zone = zone(condition, time_zone) -%}
        {%- set offset = value | default(0, true) -%}
        {%- if offset is not integer -%}
            {{ condition_error(condition, "'" ~ offset ~ "' is not a number of days", "give 0 for today, 7 for in a week") }}
        {%- endif -%}
        {%- set day = today_in(zone) + modules.datetime.timedelta(days=offset) -%}
        {{ return(kept_on(as_day(condition, column, type, zone), day, day)) }}
    {%- elif operator == 'is set' -%}
        {{ return(column ~ ' is not null') }}
    {%- elif operator == 'is empty' -%}
        {{ return('(' ~ column ~ ' is null' ~ (" or " ~ column ~ " = ''" if type == 'text' else '') ~ ')') }}
    {%- endif -%}
    {{ condition_error(condition, "unknown operator '" ~ operator ~ "'",
        "use one of is, is one of, has all of, more than, at least, less than, at most, within, contains, starts with,"
        ~ " ends with, like, matches, is phone, like phone, before, after, on or before, on or after, on, at, in,"
        ~ " anniversary, is set, is empty, or `not` before the condition") }}
{%- endmacro %}

{# Operators that put a moment before, after or between bounds. #}
{% macro moment_operators() -%}
    {{ return(['before', 'after', 'on or before', 'on or after', 'on', 'at', 'in']) }}
{%- endmacro %}

{# Two texts that both look like plain numbers are compared as numbers: 7, '7' and '7.0' are equal, '007' is none. Of a
   list, the numbers are looked up in one `in (...)` and the texts in another, however many there are. #}
{% macro equality(condition, column, type, operator, value, ignore_case, time_zone=none) -%}
    {%- if operator != 'is' and (value is string or value is not sequence or not value) -%}
        {{ condition_error(condition, "'" ~ operator ~ "' needs a list", "name at least one value, as in ['a', 'b']") }}
    {%- elif operator == 'is' and (value is none or value is mapping or (value is sequence and value is not string)) -%}
        {{ condition_error(condition, "'is' needs one value", "use 'is one of' for a list, 'is empty' for none") }}
    {%- endif -%}
    {%- set values = [value] if operator == 'is' else value -%}
    {%- set texts, numbers, tests = [], [], [] -%}
    {%- for each in values -%}
        {%- if each is none or each is mapping or (each is sequence and each is not string) -%}
            {{ condition_error(condition, "'" ~ each ~ "' in a list of values is none", "give texts or numbers; for none use 'is empty'") }}
        {%- endif -%}
        {%- set shown = (each | lower) if each is boolean else (each | string) -%}
        {%- set number = modules.re.match('^-?(0|[1-9][0-9]{0,27})([.][0-9]{1,9})?$', shown) -%}
        {%- if type == 'boolean' -%}
            {%- if shown | lower not in ('true', 'false') -%}
                {{ condition_error(condition, "'" ~ each ~ "' is neither true nor false", "give true or false") }}
            {%- endif -%}
            {%- do tests.append(column ~ ' = ' ~ (shown | lower)) -%}
        {%- elif type == 'number' -%}
            {%- if not number -%}
                {{ condition_error(condition, "'" ~ each ~ "' is not a number", "give a plain number such as 50 or 99.95") }}
            {%- endif -%}
            {%- do numbers.append(checked_number(condition, each)) -%}
        {%- elif type in ('date', 'moment') -%}
            {%- set of_day = type == 'date' or moment(condition, each, zone(condition, time_zone))[1] is not none -%}
            {%- do tests.append(moment_match(condition, column, type, 'on' if of_day else 'at', each, time_zone)) -%}
        {%- elif each is boolean -%}
            {%- do tests.append('lower(' ~ column ~ ') = ' ~ text_literal(shown)) -%}
        {%- elif number -%}
            {%- do numbers.append(shown) -%}
        {%- else -%}
            {%- set literal = text_literal(shown) -%}
            {%- do texts.append('lower(' ~ literal ~ ')' if ignore_case else literal) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set of_column = 'lower(' ~ column ~ ')' if ignore_case else column -%}
    {%- set of_number = column if type == 'number' else plain_number(column) -%}
    {%- for compared, literals in [(of_column, texts), (of_number, numbers)] if literals -%}
        {%- if operator == 'has all of' -%}
            {%- for literal in literals -%} {%- do tests.append(compared ~ ' = ' ~ literal) -%} {%- endfor -%}
        {%- else -%}
            {%- do tests.append(one_of(compared, literals)) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return('coalesce(' ~ (tests | join(' and ' if operator == 'has all of' else ' or ')) ~ ', false)') }}
{%- endmacro %}

{# Equal to one of some literals. #}
{% macro one_of(compared, literals) -%}
    {{ return(compared ~ (' = ' ~ literals[0] if literals | length == 1 else ' in (' ~ (literals | join(', ')) ~ ')')) }}
{%- endmacro %}

{# `like` knows % and _ and no escape. A regular expression is unanchored. #}
{% macro text_match(condition, column, type, operator, value, ignore_case) -%}
    {%- if value is none or value is boolean or value is mapping or (value is sequence and value is not string) -%}
        {{ condition_error(condition, "'" ~ operator ~ "' needs one text", "give a text, such as 'shoe'") }}
    {%- endif -%}
    {%- set text = value | string -%}
    {%- set found = column if type == 'text' else as_text(column) -%}
    {%- set literal = text_literal(text) -%}
    {%- if operator in ('is phone', 'like phone') -%}
        {%- if operator == 'is phone' and '%' not in text and '_' not in text and phone_number(text) is none -%}
            {{ condition_error(condition, "'" ~ text ~ "' is not a possible phone number", "write all of it, as in '+45 12 34 56 78', or use 'like phone' for a part, as in '%5678'") }}
        {%- endif -%}
        {%- set test = (' = ' if operator == 'is phone' else ' like ') ~ text_literal(phone_pattern(text)) -%}
        {%- set number = column if column == 'normalised_phone' else normalised_phone(found) -%}
        {{ return('coalesce(' ~ number ~ test ~ ', false)') }}
    {%- endif -%}
    {%- if ignore_case -%}
        {%- set found, literal = 'lower(' ~ found ~ ')', 'lower(' ~ literal ~ ')' -%}
    {%- endif -%}
    {%- if operator == 'contains' -%}
        {%- set test = 'position(' ~ literal ~ ' in ' ~ found ~ ') > 0' -%}
    {%- elif operator == 'starts with' -%}
        {%- set test = 'left(' ~ found ~ ', ' ~ (text | length) ~ ') = ' ~ literal -%}
    {%- elif operator == 'ends with' -%}
        {%- set test = 'right(' ~ found ~ ', ' ~ (text | length) ~ ') = ' ~ literal -%}
    {%- elif operator == 'like' -%}
        {%- set test = text_like(found, text, ignore_case) -%}
    {%- else -%}
        {%- set test = regex_found(found, ('(?i)' if ignore_case else '') ~ text) -%}
    {%- endif -%}
    {{ return('coalesce(' ~ test ~ ', false)') }}
{%- endmacro %}

{% macro moment_match(condition, column, type, operator, value, time_zone) -%}
    {%- if type in ('number', 'boolean') -%}
        {{ condition_error(condition, "'" ~ operator ~ "' does not compare a " ~ type, "use it on a date or a moment") }}
    {%- endif -%}
    {%- set bounds = moment_bounds(condition, operator, value, time_zone) -%}
    {#- A day is that day by whatever clock: it is compared with the days that the clock of the bounds shows. -#}
    {%- set clock = zone(condition, value.get('time_zone', time_zone) if value is mapping else time_zone) -%}
    {%- if type == 'date' -%}
        {%- set test = day_filters(bounds, column, clock) | join(' and ') or column ~ ' is not null' -%}
    {%- else -%}
        {%- set moment = text_moment(column, zone(condition, time_zone).zone) if type == 'text' else column -%}
        {%- set test = window_filters(bounds, moment) | join(' and ') or moment ~ ' is not null' -%}
    {%- endif -%}
    {%- if type == 'text' -%}
        {%- set of_day = day_filters(bounds, text_day(column), clock) | join(' and ') or text_day(column) ~ ' is not null' -%}
        {%- set test = 'case when ' ~ is_text_day(column) ~ ' then ' ~ of_day ~ ' else ' ~ test ~ ' end' -%}
    {%- endif -%}
    {{ return('coalesce(' ~ test ~ ', false)') }}
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
    {%- if type == 'date' -%} {{ return(column) }}
    {%- elif type == 'moment' -%} {{ return(local_day(column, zone.zone)) }}
    {%- elif type == 'text' -%}
        {{ return('(case when ' ~ is_text_day(column) ~ ' then ' ~ text_day(column) ~ ' else '
            ~ local_day(text_moment(column, zone.zone), zone.zone) ~ ' end)') }}
    {%- endif -%}
    {{ condition_error(condition, "a " ~ type ~ " is no date", "use it on a date or a moment") }}
{%- endmacro %}

{# Whether a date's anniversary is kept from a first to a last day; 29 February is kept on 28 February in common years. #}
{% macro kept_on(column, first, last) -%}
    {#- Days of any year as 1231; 366 days have them all. -#}
    {%- if (last - first).days >= 365 -%} {{ return(column ~ ' is not null') }} {%- endif -%}
    {%- set of_column = 'extract(month from ' ~ column ~ ') * 100 + extract(day from ' ~ column ~ ')' -%}
    {%- set ends_february = last.month == 2 and (last + modules.datetime.timedelta(days=1)).month == 3 -%}
    {%- set begin, end = first.month * 100 + first.day, 229 if ends_february else last.month * 100 + last.day -%}
    {%- set kept = of_column ~ ' between ' ~ begin ~ ' and ' ~ end if begin <= end
        else of_column ~ ' >= ' ~ begin ~ ' or ' ~ of_column ~ ' <= ' ~ end -%}
    {{ return('coalesce(' ~ kept ~ ', false)') }}
{%- endmacro %}

{# Completed years since a date; one born on 29 February completes a year on 1 March of common years. #}
{% macro completed_years(column, zone) -%}
    {%- set day = today_in(zone) -%}
    {{ return(
        '(' ~ day.year ~ ' - extract(year from ' ~ column ~ ') - case when extract(month from ' ~ column
        ~ ') * 100 + extract(day from ' ~ column ~ ') > ' ~ (day.month * 100 + day.day) ~ ' then 1 else 0 end)'
    ) }}
{%- endmacro %}

{# The latest date of birth of those who have completed so many years today. #}
{% macro latest_birth_of(years, today) -%}
    {%- set year = today.year - years -%}
    {%- set leaps = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) -%}
    {%- set day = 28 if today.month == 2 and today.day == 29 and not leaps else today.day -%}
    {{ return("date '" ~ today.replace(year=year, day=day).isoformat() ~ "'") }}
{%- endmacro %}
