{# A group's SQL in which conditions that read the same records read them once. What a condition reads stands between
   its marks (customers_by, customers_with): customer_id and aggregates, a line each, then `from ...`, mostly grouped.
   Reads that share one `from ...` become one common table expression with the aggregates of them all. #}
{% macro read_once(sql) -%}
    {%- set reads = {} -%}
    {%- for columns, records, grouped in modules.re.findall(
        '(?s)/[*] read [*]/ select (customer_id(?:,\n[^\n]*)*)\n(from .*?)( group by customer_id)? /[*] end [*]/', sql) -%}
        {%- do reads.setdefault(records, []).append([columns, grouped]) -%}
    {%- endfor -%}
    {%- set shared = namespace(sql=sql, tables=[]) -%}
    {%- for records, readers in reads.items() if readers | length > 1 -%}
        {%- set name = 'records_read_once_' ~ loop.index -%}
        {%- set columns = (readers | map('first') | join(',\n')).split(',\n') | unique | join(', ') -%}
        {%- do shared.tables.append(name ~ ' as (select ' ~ columns ~ ' ' ~ records ~ ' group by customer_id)') -%}
        {%- for of_one, grouped in readers -%}
            {%- set shared.sql = shared.sql.replace(
                '/* read */ select ' ~ of_one ~ '\n' ~ records ~ grouped ~ ' /* end */',
                'select ' ~ ('*' if grouped else 'customer_id') ~ ' from ' ~ name) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return('with ' ~ (shared.tables | join(',\n')) ~ '\nselect * from (' ~ shared.sql ~ ') as selection'
        if shared.tables else sql) }}
{%- endmacro %}
