{# A group's SQL in which conditions that read the same records read them once. What a condition reads stands between
   its marks (customers_by, customers_with): customer_id and aggregates, a line each, then `from ...`, mostly grouped.
   Reads that share one `from ...` become one common table expression with the aggregates of them all; where two call
   different aggregates the same, or the marks stand inside one another or in the analyst's own SQL, nothing is shared. Nor
   is what reads something from outside, such as a common table expression of the group's or a column of customers. #}
{% macro read_once(sql) -%}
    {%- set reads = {} -%}
    {%- for columns, records, grouped in modules.re.findall(
        '(?s)/[*] read [*]/ select (customer_id(?:,\n[^\n]*)*)\n(from .*?)( group by customer_id)? /[*] end [*]/', sql) -%}
        {%- do reads.setdefault(records, []).append([columns, grouped]) -%}
    {%- endfor -%}
    {%- set shared = namespace(sql=sql, tables=[]) -%}
    {%- set is_plain = sql.count('/* read */') == reads.values() | map('length') | sum == sql.count('/* end */') -%}
    {%- for records, readers in reads.items() if is_plain and readers | length > 1 and '/* read */' not in records -%}
        {%- set columns = (readers | map('first') | join(',\n')).split(',\n') | unique | list -%}
        {%- set names = [] -%}
        {%- for column in columns -%} {%- do names.append(column.split(' as ') | last) -%} {%- endfor -%}
        {%- set read = 'select ' ~ (columns | join(', ')) ~ ' ' ~ records ~ ' group by customer_id' -%}
        {%- set is_clear = names | unique | list | length == names | length and stands_alone(read) -%}
        {%- set name = 'records_read_once_' ~ loop.index -%}
        {%- if is_clear -%} {%- do shared.tables.append(name ~ ' as (' ~ read ~ ')') -%} {%- endif -%}
        {%- for of_one, grouped in readers if is_clear -%}
            {%- set shared.sql = shared.sql.replace(
                '/* read */ select ' ~ of_one ~ '\n' ~ records ~ grouped ~ ' /* end */',
                'select ' ~ ('*' if grouped else 'customer_id') ~ ' from ' ~ name) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return('with ' ~ (shared.tables | join(',\n')) ~ '\nselect * from (' ~ shared.sql ~ '\n) as selection'
        if shared.tables else sql) }}
{%- endmacro %}

{# A group's SQL in which orders and lines are read without looking up what they come to, where nothing asks for it: those
   that are marked (unvalued), unless an aggregate over them names an amount. #}
{% macro without_amounts(sql) -%}
    {%- set read = namespace(sql=sql) -%}
    {%- for records, narrow in {'orders': ref('int_orders'), 'lines': ref('stg_order_lines')}.items() -%}
        {%- set parts = read.sql.split(unvalued(records)) -%}
        {%- set read.sql = '' -%}
        {%- for part in parts -%}
            {%- set asked = part.rpartition('select')[2] -%}
            {%- set is_kept = loop.last or 'total_amount' in asked or 'gross_amount' in asked -%}
            {%- set read.sql = read.sql ~ (part if is_kept else part.rpartition(' ')[0] ~ ' ' ~ narrow) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(read.sql) }}
{%- endmacro %}
