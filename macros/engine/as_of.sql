{# The night's moment, a UTC timestamp literal: the only "now" that models and conditions know.

   Reads the var as_of (ISO 8601; without an offset it is UTC). Its absence stops the run when a model is
   compiled, not when the project is parsed, so that editors and documentation work without one. #}
{% macro as_of() -%}
    {%- set given = var('as_of', none) -%}
    {%- if given is none -%}
        {%- if execute -%}
            {{ exceptions.raise_compiler_error(
                "as_of is not set: pass the night's moment, for example --vars 'as_of: 2026-11-01T01:00:00Z'") }}
        {%- endif -%}
        timestamp '1970-01-01 00:00:00'
    {%- else -%}
        {%- set moment = modules.datetime.datetime.fromisoformat(given | string) -%}
        {%- if moment.tzinfo -%}
            {%- set moment = moment.astimezone(modules.pytz.utc) -%}
        {%- endif -%}
        timestamp '{{ moment.strftime('%Y-%m-%d %H:%M:%S.%f') }}'
    {%- endif -%}
{%- endmacro %}
