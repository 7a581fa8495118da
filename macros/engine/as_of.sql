{# The night's moment: the only "now" that models and conditions know.

   Reads the var as_of (ISO 8601; without an offset it is UTC). Its absence stops the run when a model is
   compiled, not when the project is parsed, so that editors and documentation work without one. #}

{# As a UTC timestamp literal. #}
{% macro as_of() -%}
    {{ return(timestamp_literal(as_of_moment())) }}
{%- endmacro %}

{# As a datetime in UTC, for conditions that work out their bounds while they are compiled. #}
{% macro as_of_moment() -%}
    {%- set given = var('as_of', none) -%}
    {%- if given is none -%}
        {%- if execute -%}
            {{ exceptions.raise_compiler_error(
                "as_of is not set: pass the night's moment, for example --vars 'as_of: 2026-11-01T01:00:00Z'") }}
        {%- endif -%}
        {{ return(modules.datetime.datetime(2000, 1, 1, tzinfo=modules.pytz.utc)) }}
    {%- endif -%}
    {%- set moment = modules.datetime.datetime.fromisoformat(given | string) -%}
    {{ return(moment.astimezone(modules.pytz.utc) if moment.tzinfo else moment.replace(tzinfo=modules.pytz.utc)) }}
{%- endmacro %}

{# A datetime as a timestamp literal: UTC, or as it stands when it has no zone. #}
{% macro timestamp_literal(moment) -%}
    {%- set shown = moment.astimezone(modules.pytz.utc) if moment.tzinfo else moment -%}
    {%- set text = shown.strftime('%Y-%m-%d %H:%M:%S') ~ (shown.strftime('.%f') if shown.microsecond else '') -%}
    {{ return("timestamp '" ~ text ~ "'") }}
{%- endmacro %}
