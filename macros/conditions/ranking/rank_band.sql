{# The customer is in a band of those with a record, ranked by the sum of a number, highest first, ties by customer
   id: rank_band(0, [0.1, 0.2]) is the best tenth, 1 the next fifth, 2 the rest. Each share is rounded up to whole
   customers. #}
{% macro rank_band(band, shares, of='orders', field='amount', last=none, before=none, between=none, period=none, time_zone=none, where=none, which='counted') -%}
    {%- set name = 'rank_band' -%}
    {%- if shares is string or shares is not sequence or not shares -%}
        {{ condition_error(name, "shares needs a list", "give shares such as [0.1, 0.2]") }}
    {%- endif -%}
    {%- if band is not integer or not 0 <= band <= shares | length -%}
        {{ condition_error(name, "there is no band " ~ band, "give 0 to " ~ (shares | length) ~ "; the last takes the rest") }}
    {%- endif -%}
    {%- for share in shares if not 0 < checked_number(name, share) | float <= 1 -%}
        {{ condition_error(name, "'" ~ share ~ "' is not a share", "give shares between 0 and 1, such as 0.1") }}
    {%- endfor -%}
    {%- if shares | map('float') | sum > 1.000001 -%}
        {{ condition_error(name, "the shares are more than 1 together", "give shares of the whole, such as [0.1, 0.2]") }}
    {%- endif -%}
    {%- set test -%}
        place > {{ end_of_band(shares[:band]) }}
        {%- if band < shares | length %} and place <= {{ end_of_band(shares[:band + 1]) }}{% endif -%}
    {%- endset -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {%- set lessened = is_lessened(of, field) -%}
    {%- set sum -%} coalesce(sum({{ number_field(name, of, field) }}), 0) {%- endset -%}
    {{ customers_ranked(
        records_read(name, of, window, where, which, lessened), sum, test, count_of_orders() if lessened else none) }}
{%- endmacro %}
