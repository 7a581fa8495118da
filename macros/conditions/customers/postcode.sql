{# The customer's postcode is one of these, blanks and letter case aside; one that ends in * is a beginning: '21*'. #}
{% macro postcode(postcodes) -%}
    {%- set given = [postcodes] if postcodes is string or postcodes is number else postcodes -%}
    {%- if not given -%} {{ condition_error('postcode', "an empty list selects nobody", "name at least one postcode") }} {%- endif -%}
    {%- set tests, whole = [], {} -%}
    {%- for each in given -%}
        {%- if each is not string and each is not number -%} {{ condition_error('postcode', "'" ~ each ~ "' is not a postcode", "give texts such as '2100' or '21*'") }} {%- endif -%}
        {%- set code = each | string | upper | replace(' ', '') -%}
        {#- Most are digits, which have no letter case. -#}
        {%- set column = "replace(postcode, ' ', '')" if code == code | lower else "upper(replace(postcode, ' ', ''))" -%}
        {%- if code.endswith('*') -%}
            {%- set begins -%} left({{ column }}, {{ code | length - 1 }}) = {{ text_literal(code[:-1]) }} {%- endset -%}
            {%- do tests.append(begins) -%}
        {%- else -%}
            {%- do whole.setdefault(column, []).append(text_literal(code)) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for column, literals in whole.items() -%} {%- do tests.append(one_of(column, literals)) -%} {%- endfor -%}
    coalesce({{ in_a_row(tests, 'or') }}, false)
{%- endmacro %}
