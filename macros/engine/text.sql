{# Texts read as something else, which the engines do by different functions. None of these ever fails: a text that is
   not what it is read as becomes NULL. #}

{% macro as_text(expression) -%}
    {{ return('cast(' ~ expression ~ ' as ' ~ dbt.type_string() ~ ')') }}
{%- endmacro %}

{# A text of digits, with a minus and a decimal point at most, as a number; 007 and 1e3 are texts. #}
{% macro plain_number(expression) -%}
    {{ return('(case when ' ~ regex_found(expression, '^-?(0|[1-9][0-9]{0,27})([.][0-9]+)?$')
        ~ ' then cast(' ~ expression ~ ' as decimal(38, 9)) end)') }}
{%- endmacro %}

{# Whether a regular expression is found anywhere in a text. #}
{% macro regex_found(expression, pattern) -%}
    {{ return(adapter.dispatch('regex_found', 'rollcall')(expression, pattern)) }}
{%- endmacro %}
{% macro duckdb__regex_found(expression, pattern) -%}
    {{ return('regexp_matches(' ~ expression ~ ', ' ~ text_literal(pattern) ~ ')') }}
{%- endmacro %}
{#- Java's expressions, read as DuckDB's RE2 reads them: only \n ends a line, letters beyond a-z have two cases too, $ is
    the very end, not the place before a last \n, \b and \s know a-z and no \v, [[:alpha:]] and (?P<name>...) are
    spelled otherwise, and [ and && inside a set, and { before no number, stand for themselves. -#}
{% macro spark__regex_found(expression, pattern) -%}
    {%- set ends_lines = modules.re.search('[(][?][a-z]*m', pattern) -%}
    {%- set read = ['(?du)'] -%}
    {%- set word = '[0-9A-Za-z_]' -%}
    {%- set spelled = {
        '\\b': '(?:(?<=' ~ word ~ ')(?!' ~ word ~ ')|(?<!' ~ word ~ ')(?=' ~ word ~ '))',
        '\\B': '(?:(?<=' ~ word ~ ')(?=' ~ word ~ ')|(?<!' ~ word ~ ')(?!' ~ word ~ '))',
        '\\s': '[\\t\\n\\f\\r ]', '\\S': '[^\\t\\n\\f\\r ]', '(?P<': '(?<', '{,': '\\{,',
    } -%}
    {%- if not ends_lines -%} {%- do spelled.update({'$': '\\z'}) -%} {%- endif -%}
    {#- Quoted stretches, escaped signs and bracketed sets stay whole. -#}
    {%- for token in modules.re.findall(
        '(?s)\\\\Q.*?(?:\\\\E|$)|\\\\.|[(][?]P<|[{],|\\[\\^?\\]?(?:\\\\.|\\[:\\^?[a-z]+:\\]|[^\\]])*\\]|.', pattern) -%}
        {%- if token[0] == '[' -%}
            {%- do read.append('[') -%}
            {%- for sign in modules.re.findall('(?s)\\\\.|\\[:\\^?[a-z]+:\\]|.', token[1:]) -%}
                {%- do read.append({'[': '\\[', '&': '\\&', '\\s': '\\t\\n\\f\\r '}.get(sign, sign)) -%}
            {%- endfor -%}
        {%- else -%}
            {%- do read.append(spelled.get(token, token)) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set classes = {'alpha': 'a-zA-Z', 'digit': '0-9', 'alnum': 'a-zA-Z0-9', 'upper': 'A-Z', 'lower': 'a-z',
        'space': '\\s', 'blank': ' \\t', 'word': '\\w', 'xdigit': '0-9a-fA-F', 'punct': '!-/:-@\\[-`{-~'} -%}
    {%- set found = namespace(pattern=read | join) -%}
    {%- for name, signs in classes.items() -%}
        {%- set found.pattern = found.pattern.replace('[:' ~ name ~ ':]', signs).replace('[:^' ~ name ~ ':]', '[^' ~ signs ~ ']') -%}
    {%- endfor -%}
    {{ return('regexp_like(' ~ expression ~ ', ' ~ text_literal(found.pattern) ~ ')') }}
{%- endmacro %}

{# A text without the blanks around it, wide and unbreakable ones included. #}
{% macro trimmed(expression) -%}
    {{ return(adapter.dispatch('trimmed', 'rollcall')(expression)) }}
{%- endmacro %}
{% macro default__trimmed(expression) -%} {{ return('trim(' ~ expression ~ ')') }} {%- endmacro %}
{% macro spark__trimmed(expression) -%}
    {%- set blanks = ' \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000' -%}
    {{ return("trim(both '" ~ blanks ~ "' from " ~ expression ~ ")") }}
{%- endmacro %}

{# `like` without an escape character. #}
{% macro text_like(expression, pattern, ignore_case=false) -%}
    {%- set literal = adapter.dispatch('like_pattern', 'rollcall')(pattern) -%}
    {{ return(expression ~ ' like ' ~ ('lower(' ~ literal ~ ')' if ignore_case else literal)) }}
{%- endmacro %}
{% macro default__like_pattern(pattern) -%} {{ return(text_literal(pattern)) }} {%- endmacro %}
{% macro spark__like_pattern(pattern) -%} {{ return(text_literal(pattern | replace('\\', '\\\\'))) }} {%- endmacro %}

{# Whether a text is an ISO date alone, and that date. #}
{% macro is_text_day(expression) -%}
    {{ return(regex_found(expression, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')) }}
{%- endmacro %}
{% macro text_day(expression) -%}
    {{ return('try_cast(' ~ expression ~ ' as date)') }}
{%- endmacro %}

{# An ISO moment as a UTC timestamp; without an offset it is of the zone's clock. #}
{% macro text_moment(expression, zone) -%}
    {%- set day = '[0-9]{4}-[0-9]{2}-[0-9]{2}' -%}
    {%- set time = '[T ]([01][0-9]|2[0-3]):[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?' -%}
    {#- Neither engine reads +0530. -#}
    {%- set with_colon = '(case when ' ~ regex_found(expression, '[+-][0-9]{4}$') ~ ' then left(' ~ expression
        ~ ', length(' ~ expression ~ ") - 2) || ':' || right(" ~ expression ~ ', 2) else ' ~ expression ~ ' end)' -%}
    {{ return(
        '(case when ' ~ regex_found(expression, '^' ~ day ~ time ~ '$') ~ ' then '
        ~ adapter.dispatch('clock_to_utc', 'rollcall')('try_cast(' ~ expression ~ ' as timestamp)', zone)
        ~ ' when ' ~ regex_found(expression, '^' ~ day ~ time ~ '(Z|[+-][0-9]{2}:?[0-9]{2})$') ~ ' then '
        ~ adapter.dispatch('offset_moment', 'rollcall')(with_colon) ~ ' end)'
    ) }}
{%- endmacro %}
{#- DuckDB reads an hour that the clock passes twice as the second; the first is meant, here as on Spark. -#}
{% macro duckdb__clock_to_utc(expression, zone) -%}
    {%- set second = "timezone('UTC', timezone(" ~ text_literal(zone) ~ ", " ~ expression ~ "))" -%}
    {%- set first = second ~ " - interval '1' hour" -%}
    {{ return("(case when " ~ utc_to_clock(first, zone) ~ " = " ~ expression ~ " then " ~ first ~ " else " ~ second
        ~ " end)") }}
{%- endmacro %}
{% macro spark__clock_to_utc(expression, zone) -%}
    {{ return("cast(to_utc_timestamp(" ~ expression ~ ", " ~ text_literal(zone) ~ ") as timestamp)") }}
{%- endmacro %}
{% macro duckdb__offset_moment(expression) -%}
    {{ return("timezone('UTC', try_cast(" ~ expression ~ " as timestamptz))") }}
{%- endmacro %}
{% macro spark__offset_moment(expression) -%}
    {{ return("cast(try_cast(" ~ expression ~ " as timestamp_ltz) as timestamp)") }}
{%- endmacro %}

{# The calendar day that a zone's clock shows at a UTC timestamp. #}
{% macro local_day(expression, zone) -%}
    {{ return('cast(' ~ utc_to_clock(expression, zone) ~ ' as date)') }}
{%- endmacro %}
{% macro utc_to_clock(expression, zone) -%}
    {{ return(adapter.dispatch('utc_to_clock', 'rollcall')(expression, zone)) }}
{%- endmacro %}
{% macro duckdb__utc_to_clock(expression, zone) -%}
    {{ return("timezone(" ~ text_literal(zone) ~ ", timezone('UTC', " ~ expression ~ "))") }}
{%- endmacro %}
{% macro spark__utc_to_clock(expression, zone) -%}
    {{ return("cast(from_utc_timestamp(" ~ expression ~ ", " ~ text_literal(zone) ~ ") as timestamp)") }}
{%- endmacro %}

{# A UTC timestamp moved on by a duration; months and years by the zone's clock, clamped to the month's end. #}
{% macro moved_on(expression, number, unit, zone) -%}
    {%- set step = "interval '" ~ number ~ "' " ~ unit -%}
    {%- if unit in ('month', 'year') -%}
        {{ return(adapter.dispatch('clock_to_utc', 'rollcall')(utc_to_clock(expression, zone) ~ ' + ' ~ step, zone)) }}
    {%- endif -%}
    {{ return(expression ~ ' + ' ~ step) }}
{%- endmacro %}

{# The parts of a text between vertical bars, one row each: a select item. #}
{% macro each_part(expression) -%}
    {{ return(adapter.dispatch('each_part', 'rollcall')(expression)) }}
{%- endmacro %}
{% macro duckdb__each_part(expression) -%} {{ return("unnest(string_split(" ~ expression ~ ", '|'))") }} {%- endmacro %}
{% macro spark__each_part(expression) -%} {{ return("explode(split(" ~ expression ~ ", '[|]'))") }} {%- endmacro %}

{# Microseconds from one timestamp to another, a whole number. #}
{% macro microseconds_between(start, end) -%}
    {{ return(adapter.dispatch('microseconds_between', 'rollcall')(start, end)) }}
{%- endmacro %}
{% macro duckdb__microseconds_between(start, end) -%}
    {{ return('(epoch_us(' ~ end ~ ') - epoch_us(' ~ start ~ '))') }}
{%- endmacro %}
{% macro spark__microseconds_between(start, end) -%}
    {{ return('(unix_micros(' ~ end ~ ') - unix_micros(' ~ start ~ '))') }}
{%- endmacro %}
