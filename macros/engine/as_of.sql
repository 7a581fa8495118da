{# The night's moment: the only "now" that models and conditions know.

   Reads the var as_of (ISO 8601; without an offset it is UTC). Its absence stops the run when a model is
   compiled, not when the project is parsed, so that editors and documentation work without one. #}

{# As a UTC timestamp literal. #}
{% macro as_of() -%}
    {{ return(timestamp_literal(as_of_moment())) }}
{%- endmacro %}

{# As a datetime in UTC, for conditions that work out their bounds while they are compiled. #}
{% macro as_of_moment() -%}
    {%- set given = var('as_of', none) or as_of_by_day() -%}
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

{# By day, on the target `dev`: the moment of the current generation, so that what an analyst builds can be compared with what is
   published; before the first night, that of the run. Looked up once for a model. None on every other target. #}
{% macro as_of_by_day() -%}
    {%- if not execute or target.name != 'dev' -%} {{ return(none) }} {%- endif -%}
    {%- if 'as_of_by_day' not in model -%}
        {%- set moment = run_query('select as_of from workshop.main.night').rows[0][0] -%}
        {%- do model.update({'as_of_by_day': moment.isoformat()}) -%}
    {%- endif -%}
    {{ return(model.as_of_by_day) }}
{%- endmacro %}
