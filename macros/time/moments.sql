{# Durations, moments and windows of time, worked out while a group is compiled: the SQL holds plain UTC literals, the
   same on every engine, and a window reads only its part of the orders.

   Seconds, minutes, hours, days (24 hours) and weeks are exact; months and years are calendar ones on the shop's clock,
   clamped to the month's end. Calendar days, weeks (from Monday), months and years are the shop's, or those of
   time_zone. #}

{# '90 days' as [90, 'day']. #}
{% macro duration(condition, text) -%}
    {%- set parts = modules.re.match('^([0-9]{1,10}) (second|minute|hour|day|week|month|year)s?$', text | string) -%}
    {%- if not parts -%}
        {{ condition_error(condition, "'" ~ text ~ "' is not a duration",
            "write a number and a unit, such as '90 days' or '6 months'") }}
    {%- endif -%}
    {%- set most = {'second': 3155760000, 'minute': 52596000, 'hour': 876600, 'day': 36525, 'week': 5217, 'month': 1200, 'year': 100} -%}
    {%- if parts.group(1) | int > most[parts.group(2)] -%}
        {{ condition_error(condition, "'" ~ text ~ "' is longer than 100 years", "give a shorter duration") }}
    {%- endif -%}
    {{ return([parts.group(1) | int, parts.group(2)]) }}
{%- endmacro %}

{# A zone by its name. #}
{% macro zone(condition, time_zone=none) -%}
    {%- set name = time_zone or var('time_zone') -%}
    {%- if name is not string or name not in modules.pytz.all_timezones_set -%}
        {{ condition_error(condition, "unknown time zone '" ~ name ~ "'", "give one such as 'Europe/Copenhagen'") }}
    {%- endif -%}
    {{ return(modules.pytz.timezone(name)) }}
{%- endmacro %}

{# The moment that a clock shows as `local`. Of an hour that the clock passes twice, the first is meant; one that it
   skips is read by the offset before the change. #}
{% macro on_the_clock(local, zone) -%}
    {#- Not simply summer time first: in Ireland and Morocco the winter's clock is the exception. -#}
    {%- set readings = [] -%}
    {%- for is_dst in (true, false) -%}
        {%- do readings.append(zone.localize(local, is_dst=is_dst).astimezone(modules.pytz.utc)) -%}
    {%- endfor -%}
    {%- set is_passed = (readings | min).astimezone(zone).replace(tzinfo=none) == local -%}
    {{ return((readings | min) if is_passed else (readings | max)) }}
{%- endmacro %}

{# The first moment of a calendar day. #}
{% macro midnight(day, zone) -%}
    {{ return(on_the_clock(modules.datetime.datetime(day.year, day.month, day.day), zone)) }}
{%- endmacro %}

{# A moment moved by a number of units, back when it is negative. #}
{% macro moved(moment, number, unit, zone) -%}
    {%- if unit not in ('month', 'year') -%}
        {%- set seconds = {'second': 1, 'minute': 60, 'hour': 3600, 'day': 86400, 'week': 604800}[unit] -%}
        {{ return(moment + modules.datetime.timedelta(seconds=number * seconds)) }}
    {%- endif -%}
    {%- set local = moment.astimezone(zone).replace(tzinfo=none) -%}
    {%- set month = local.year * 12 + local.month - 1 + number * (12 if unit == 'year' else 1) -%}
    {%- set after = modules.datetime.date((month + 1) // 12, (month + 1) % 12 + 1, 1) -%}
    {%- set days = (after - modules.datetime.timedelta(days=1)).day -%}
    {{ return(on_the_clock(local.replace(year=month // 12, month=month % 12 + 1, day=[local.day, days] | min), zone)) }}
{%- endmacro %}

{# The moment of the night, moved back by a duration. #}
{% macro ago(condition, text, zone) -%}
    {%- set parts = duration(condition, text) -%}
    {{ return(moved(as_of_moment(), -parts[0], parts[1], zone)) }}
{%- endmacro %}

{# The shop's day, or that of a zone, at the moment of the night. #}
{% macro today_in(zone) -%}
    {{ return(as_of_moment().astimezone(zone).date()) }}
{%- endmacro %}

{# A text as [first moment, end]: a calendar day has both, an instant ends where it begins, and its end is none.
   Texts: '2026-12-31', '2026-12-31 18:00', '2026-12-31T18:00:00Z', 'now', '7 days ago', '2 days ahead', and the whole
   calendar day of that: 'the day 7 days ago'. Without an offset it is of the shop's clock, or that of the zone. #}
{% macro moment(condition, text, zone) -%}
    {%- set text = text | string -%}
    {%- if text == 'now' -%} {{ return([as_of_moment(), none]) }} {%- endif -%}
    {%- set whole = modules.re.match('^the day (.*) (ago|ahead)$', text) -%}
    {%- if whole -%}
        {%- set parts = duration(condition, whole.group(1)) -%}
        {%- set day = day_at(parts, -1 if whole.group(2) == 'ago' else 1, zone) -%}
        {{ return([midnight(day, zone), midnight(day + modules.datetime.timedelta(days=1), zone)]) }}
    {%- endif -%}
    {%- set relative = modules.re.match('^(.*) (ago|ahead)$', text) -%}
    {%- if relative -%}
        {%- set parts = duration(condition, relative.group(1)) -%}
        {%- set sign = -1 if relative.group(2) == 'ago' else 1 -%}
        {{ return([moved(as_of_moment(), sign * parts[0], parts[1], zone), none]) }}
    {%- endif -%}
    {%- set parts = modules.re.match(
        '^([1-9][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
        ~ '([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])?)?$', text) -%}
    {%- if parts -%}
        {#- 31 June, read as the 31st day from 1 June on, falls into July. -#}
        {%- set first = modules.datetime.date(parts.group(1) | int, parts.group(2) | int, 1) -%}
        {%- set day = first + modules.datetime.timedelta(days=(parts.group(3) | int) - 1) -%}
    {%- endif -%}
    {%- if not parts or day.month != first.month -%}
        {{ condition_error(condition, "'" ~ text ~ "' is not a date or moment",
            "write it as 2026-12-31, 2026-12-31 18:00 or '7 days ago'") }}
    {%- endif -%}
    {%- if day.year == 9999 -%}
        {{ condition_error(condition, "'" ~ text ~ "' is past what a calendar holds", "leave an end open with none") }}
    {%- endif -%}
    {%- if not parts.group(4) -%}
        {{ return([midnight(day, zone), midnight(day + modules.datetime.timedelta(days=1), zone)]) }}
    {%- endif -%}
    {%- set given = modules.datetime.datetime.fromisoformat(text) -%}
    {{ return([given.astimezone(modules.pytz.utc) if given.tzinfo else on_the_clock(given, zone), none]) }}
{%- endmacro %}

{# The calendar day that lies a duration, as duration() reads it, before the night's (sign -1) or after it (1). Days, weeks,
   months and years are counted by the calendar, so that a day of 23 or 25 hours is one day. #}
{% macro day_at(duration, sign, zone) -%}
    {%- set days = {'day': 1, 'week': 7}.get(duration[1]) -%}
    {%- if days -%} {{ return(today_in(zone) + modules.datetime.timedelta(days=sign * duration[0] * days)) }} {%- endif -%}
    {{ return(moved(as_of_moment(), sign * duration[0], duration[1], zone).astimezone(zone).date()) }}
{%- endmacro %}

{# The calendar days of a period as [first day, day after the last]: 'today', 'yesterday', 'tomorrow', '4 days ago',
   '2 days ahead', or last, this or next week, month or year. #}
{% macro calendar_period(condition, period, zone) -%}
    {%- set today = today_in(zone) -%}
    {%- set one = modules.datetime.timedelta(days=1) -%}
    {%- set offset = {'yesterday': -1, 'today': 0, 'tomorrow': 1}.get(period | string) -%}
    {%- set days = modules.re.match('^([0-9]{1,5}) days? (ago|ahead)$', period | string) -%}
    {%- set named = modules.re.match('^(last|this|next) (week|month|year)$', period | string) -%}
    {%- if days -%}
        {%- set offset = (days.group(1) | int) * (-1 if days.group(2) == 'ago' else 1) -%}
    {%- elif offset is none and not named -%}
        {{ condition_error(condition, "unknown period '" ~ period ~ "'",
            "use today, yesterday, tomorrow, '4 days ago', or last, this or next week, month or year") }}
    {%- endif -%}
    {%- if offset is not none -%}
        {{ return([today + offset * one, today + (offset + 1) * one]) }}
    {%- endif -%}
    {%- set step = {'last': -1, 'this': 0, 'next': 1}[named.group(1)] -%}
    {%- if named.group(2) == 'week' -%}
        {%- set first = today + (7 * step - today.weekday()) * one -%}
        {{ return([first, first + 7 * one]) }}
    {%- elif named.group(2) == 'year' -%}
        {{ return([modules.datetime.date(today.year + step, 1, 1), modules.datetime.date(today.year + step + 1, 1, 1)]) }}
    {%- endif -%}
    {%- set month = today.year * 12 + today.month - 1 + step -%}
    {{ return([modules.datetime.date(month // 12, month % 12 + 1, 1),
        modules.datetime.date((month + 1) // 12, (month + 1) % 12 + 1, 1)]) }}
{%- endmacro %}

{# A window as {from, after, to, before}: moments, at most one of the first two and one of the last two; from and to
   are included. {} when no window is given. At most one of:
   last     '90 days': from that long ago to as_of, both included; '90 whole days': from the beginning of the day then
   before   '90 days': longer ago than that
   between  [from, to]: both included, either may be none; a day alone is the whole day; 'after 2026-01-01' and
            'before 2026-02-01' leave their end out
   period   calendar days: 'yesterday', 'this month', '4 days ago' #}
{% macro window(condition, last=none, before=none, between=none, period=none, time_zone=none) -%}
    {%- if [last, before, between, period] | reject('none') | list | length > 1 -%}
        {{ condition_error(condition, "more than one window", "give one of last, before, between and period") }}
    {%- endif -%}
    {%- set zone = zone(condition, time_zone) -%}
    {%- set whole = modules.re.match('^([0-9]+) whole (.*)$', last | string) -%}
    {%- if whole -%}
        {%- set day = day_at(duration(condition, last | replace(' whole ', ' ', 1)), -1, zone) -%}
        {{ return({'from': midnight(day, zone), 'to': as_of_moment()}) }}
    {%- elif last is not none -%}
        {{ return({'from': ago(condition, last, zone), 'to': as_of_moment()}) }}
    {%- elif before is not none -%}
        {{ return({'before': ago(condition, before, zone)}) }}
    {%- elif period is not none -%}
        {%- set days = calendar_period(condition, period, zone) -%}
        {{ return({'from': midnight(days[0], zone), 'before': midnight(days[1], zone)}) }}
    {%- elif between is none -%}
        {{ return({}) }}
    {%- endif -%}
    {%- if between is string or between is not sequence or between | length != 2 -%}
        {{ condition_error(condition, "'between' needs two ends", "give [from, to]; none leaves one open") }}
    {%- endif -%}
    {%- set found = {} -%}
    {%- if between[0] is not none -%}
        {%- set text = between[0] | string -%}
        {%- set first = moment(condition, text | replace('after ', '', 1), zone) -%}
        {%- if not text.startswith('after ') -%} {%- do found.update({'from': first[0]}) -%}
        {%- elif first[1] is none -%} {%- do found.update({'after': first[0]}) -%}
        {%- else -%} {%- do found.update({'from': first[1]}) -%}
        {%- endif -%}
    {%- endif -%}
    {%- if between[1] is not none -%}
        {%- set text = between[1] | string -%}
        {%- set end = moment(condition, text | replace('before ', '', 1), zone) -%}
        {%- if text.startswith('before ') -%} {%- do found.update({'before': end[0]}) -%}
        {%- elif end[1] is none -%} {%- do found.update({'to': end[0]}) -%}
        {%- else -%} {%- do found.update({'before': end[1]}) -%}
        {%- endif -%}
    {%- endif -%}
    {%- set start, end = found.get('from', found.get('after')), found.get('to', found.get('before')) -%}
    {#- Ends of different kinds change their order from night to night: then no record lies in the window, for now. -#}
    {%- set same_kind = end_kind(between[0]) == end_kind(between[1]) -%}
    {%- if start and end and same_kind and (start > end or (start == end and ('after' in found or 'before' in found))) -%}
        {{ condition_error(condition, "no moment lies between " ~ between[0] ~ " and " ~ between[1],
            "give the earlier one first") }}
    {%- endif -%}
    {{ return(found) }}
{%- endmacro %}

{# Whether an end of a window stands still, or moves with the night by exact units, by the calendar, or by whole days. #}
{% macro end_kind(text) -%}
    {%- set moves = modules.re.search('now$|(second|minute|hour|day|week|month|year)s? (ago|ahead)$', text | string) -%}
    {%- if not moves -%} {{ return([false, 'fixed']) }} {%- endif -%}
    {%- set exact = {'day': 'days', 'week': 'days'}.get(moves.group(1), 'hours') if 'the day ' in text else 'exact' -%}
    {{ return(['the day ' in text, 'calendar' if moves.group(1) in ('month', 'year') else exact]) }}
{%- endmacro %}

{# The bounds of a window as [sign, moment], lower ones first. #}
{% macro bounds_of(window) -%}
    {%- set bounds = [] -%}
    {%- for end, sign in {'from': '>=', 'after': '>', 'to': '<=', 'before': '<'}.items() if end in window -%}
        {%- do bounds.append([sign, window[end]]) -%}
    {%- endfor -%}
    {{ return(bounds) }}
{%- endmacro %}

{# A timestamp column within a window, as SQL; `is not null` where the window is open at both ends. #}
{% macro within(window, column) -%}
    {%- for sign, moment in bounds_of(window) -%}
        {%- if not loop.first %} and {% endif -%}
        {{ column }} {{ sign }} {{ timestamp_literal(moment) }}
    {%- else -%}
        {{ column }} is not null
    {%- endfor -%}
{%- endmacro %}

{# The same as further conditions of a `where`, a line each; nothing where the window is open at both ends. #}
{% macro and_within(window, column) -%}
    {%- for sign, moment in bounds_of(window) %}
    and {{ column }} {{ sign }} {{ timestamp_literal(moment) }}
    {%- endfor %}
{%- endmacro %}

{# A date column within a window. Each day begins at its midnight by a zone's clock: the first hour of the day
   where the clock skips midnight. A bound within a day leaves that day's beginning before it. #}
{% macro days_within(window, column, zone) -%}
    {%- for sign, moment in bounds_of(window) -%}
        {%- if not loop.first %} and {% endif -%}
        {%- set day = moment.astimezone(zone).date() -%}
        {%- set at_midnight = midnight(day, zone) == moment -%}
        {%- set sign = sign if at_midnight else '>' if sign == '>=' else '<=' if sign == '<' else sign -%}
        {{ column }} {{ sign }} date '{{ day.isoformat() }}'
    {%- else -%}
        {{ column }} is not null
    {%- endfor -%}
{%- endmacro %}

{# Whether a moment of the customer's lies within a duration before as_of, or longer ago. #}
{% macro since(condition, column, operator, period) -%}
    {%- set signs = since_operators() -%}
    {%- if operator is not string or operator not in signs -%}
        {{ condition_error(condition, "unknown operator '" ~ operator ~ "'", "use 'within' or 'not within'") }}
    {%- endif -%}
    coalesce({{ column }} {{ signs[operator] }} {{ timestamp_literal(ago(condition, period, zone(condition))) }}, false)
{%- endmacro %}
