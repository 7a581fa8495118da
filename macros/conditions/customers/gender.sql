{# The customer's gender is one of these, spelled as the shop spells them; letter case does not matter. #}
{% macro gender(genders) -%}
    coalesce(lower(gender) in ({{ text_literals('gender', genders, ignore_case=true) }}), false)
{%- endmacro %}
