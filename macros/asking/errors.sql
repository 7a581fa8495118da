{# What stops a group, and what its night warns of: one line with the group's file, the condition, the problem and the
   fix. #}

{% macro condition_error(condition, problem, fix) -%}
    {{ exceptions.raise_compiler_error(model.original_file_path ~ ": " ~ condition ~ ": " ~ problem ~ "; " ~ fix) }}
{%- endmacro %}

{# Said once: not when the group is rendered again, for the book. #}
{% macro warn_of(condition, problem, fix) -%}
    {%- if not model.get('book') -%}
        {%- do exceptions.warn(model.original_file_path ~ ": " ~ condition ~ ": " ~ problem ~ "; " ~ fix) -%}
    {%- endif -%}
{%- endmacro %}
