{# A field compared, with each operator that its kind of value knows:
     customer.<column of customers>   profile.<profile field>   and inside a where= order.*, review.*, page.*, message.*,
     login.*, event.*, and inside any_line(...) and its kin line.*
   Profile fields, a line's categories and its labels are lists: one element that meets the comparison is enough. #}
{% macro field(name, operator, value=none, ignore_case=false, time_zone=none, derive=none) -%}
    {%- set what = "field('" ~ name ~ "')" -%}
    {%- set parts = (name | string).split('.', 1) -%}
    {%- if parts | length != 2 or not parts[1] -%}
        {{ condition_error(what, "a field is named by what it is of", "write customer.country, profile.industry, order.source, ...") }}
    {%- endif -%}
    {%- set owner, short = parts[0], parts[1] -%}
    {%- if owner == 'customer' -%}
        {%- set type = customer_column_type(what, short) -%}
        {%- if short == 'phone' and operator in ('is phone', 'like phone') -%}
            {#- Read with their countries, of which the column itself knows nothing. -#}
            {%- set test = text_match(what, 'normalised_phone', type, operator, value, ignore_case) -%}
            {{ return(of_customers_by_id(
                'customer_id in (select customer_id from ' ~ ref('int_customer_phones') ~ ' where ' ~ test ~ ')')) }}
        {%- endif -%}
        {%- if short == 'country' and operator in ('is', 'is one of', 'has all of') -%}
            {%- set value = country_values(what, value) -%}
        {%- elif short == 'country' and operator in ('contains', 'starts with', 'ends with', 'like') and value is string -%}
            {%- do require_no_country_name(what, operator, value) -%}
        {%- endif -%}
        {{ return(of_customers(compared_field(what, short, type, operator, value, ignore_case, time_zone, derive))) }}
    {%- elif owner == 'profile' -%}
        {%- do require_profile_field(what, short) -%}
        {{ return(listed_field(what, 'customer_id', 'customer_id', ref('int_profile_values'), 'field = ' ~ text_literal(short), 'value',
            operator, value, ignore_case, time_zone, derive)) }}
    {%- elif name in ('line.category', 'line.label') -%}
        {%- if operator == 'in tree' and short == 'category' -%}
            {{ return('order_lines.product_id in (select product_id from ' ~ ref('product_categories') ~ ' where category in ('
                ~ text_literals(what, value) ~ '))') }}
        {%- endif -%}
        {%- set from = ref('product_categories') if short == 'category' else ref('int_product_labels') -%}
        {{ return(listed_field(what, 'order_lines.product_id', 'product_id', from, 'is_own' if short == 'category' else none, short,
            operator, value, ignore_case, time_zone, derive)) }}
    {%- endif -%}
    {%- set fields = line_fields() if owner == 'line' else {} -%}
    {%- for kind in record_kinds().values() if kind.prefix == owner -%} {%- do fields.update(kind.fields) -%} {%- endfor -%}
    {%- if not fields -%}
        {{ condition_error(what, "nothing is called " ~ owner, "use one of customer, profile, order, line, review, page, message, login, event") }}
    {%- elif short not in fields -%}
        {{ condition_error(what, owner ~ " has no field " ~ short, "use one of " ~ (fields | join(', '))) }}
    {%- endif -%}
    {%- if name in ('order.status', 'order.currency') -%} {%- set ignore_case = true -%} {%- endif -%}
    {#- In a pattern an underscore is no blank. -#}
    {%- if name == 'order.status' and operator not in ('like', 'matches') -%}
        {%- set value = normalised_statuses(value)[0] if value is string else normalised_statuses(value) if value is sequence else value -%}
    {%- endif -%}
    {{ return(compared_field(what, fields[short][0], fields[short][1], operator, value, ignore_case, time_zone, derive)) }}
{%- endmacro %}
