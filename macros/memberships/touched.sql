{# Which records are news, and of which customers: what touched_customers is made of. The landing contract tells it for
   each table (models/staging/_sources.yml): one with a customer_id is about that customer, any other says under
   config.meta what its rows touch. #}

{# The landing contract's tables by name, sorted: their columns, the moments by which a row becomes known, and what its
   rows touch. Empty while dbt is parsing; a unit test puts its own in its place. #}
{% macro landed_tables() -%}
    {%- set tables = {} -%}
    {%- if execute -%}
        {%- for source in graph.get('sources', {}).values() | sort(attribute='name') if source.source_name == 'raw' -%}
            {%- set meta = source.config.meta -%}
            {%- set dated = meta.get('required', []) + meta.get('not_in_future', []) + ['deleted_at'] -%}
            {%- set moments = [] -%}
            {%- for column in source.columns.values()
                if column.data_type == 'timestamp' and column.name in dated and column.name != 'updated_at' -%}
                {%- do moments.append(column.name) -%}
            {%- endfor -%}
            {%- do tables.update({source.name: {
                'columns': source.columns.keys() | list, 'moments': moments, 'touches': meta.get('touches', {}),
            }}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(tables) }}
{%- endmacro %}

{# The rows of a landed table that are news: those that have landed or changed since the latest file that was known, and
   those that a moment of theirs made known, or withdrew, since. Selects the given columns, _file_id and became_at. A
   select for each, so that DuckDB passes over all parts of the table that lie outside. #}
{% macro news(table, moments, columns) -%}
    {%- set night = night() -%}
    {%- set since = ([night.get('previous_as_of') or '9999-01-01'] + (night.get('last_as_ofs', {}).values() | list)) | min -%}
    select {{ columns | join(', ') }}, _file_id, cast(null as timestamp) as became_at
    from {{ landed_with_customers(table) }}
    where {{ is_new_file() }}
    {%- for moment in moments if night.previous %}
    union all
    select {{ columns | join(', ') }}, cast(null as int) as _file_id, {{ moment }} as became_at
    from {{ landed_with_customers(table) }}
    where {{ moment }} > timestamp '{{ since }}' and {{ moment }} <= {{ as_of() }}
    {%- endfor %}
{%- endmacro %}

{# Whether a row's file is news. A group that was held has not seen what landed since it was last built. Without a
   generation before, every group is new and no cause is asked for. #}
{% macro is_new_file() -%}
    {%- set night = night() -%}
    {%- set known = ([night.last_file_id] + (night.get('last_file_ids', {}).values() | list)) | min -%}
    {{ return('_file_id > ' ~ known if night.previous else '1 = 0') }}
{%- endmacro %}

{# Tables that are not about a customer by themselves, each after those whose rows touch it. #}
{% macro passing_on(tables) -%}
    {%- set ordered = [] -%}
    {%- for _ in tables -%}
        {%- for name, table in tables.items() if name not in ordered and 'customer_id' not in table.columns and table.touches is mapping -%}
            {%- set waits = [] -%}
            {%- for other, above in tables.items() if above.touches is mapping and name in above.touches and other not in ordered -%}
                {%- do waits.append(other) -%}
            {%- endfor -%}
            {%- if not waits -%} {%- do ordered.append(name) -%} {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(ordered) }}
{%- endmacro %}

{# `touches: {table: column}`: the rows of `target` that share a value of `column` with the news of other tables; selects
   the wanted columns, _file_id and became_at. A product is in several categories, and in those above them, of which the
   table knows nothing: a category that moves takes all below it along. #}
{% macro rows_sharing(target, column, others, wanted, categories_of_products) -%}
    select
        {%- for each in wanted %} target.{{ each }}, {%- endfor %} news._file_id, news.became_at
    from {{ categories_of_products if [target, column] == ['products', 'category'] else landed_with_customers(target) }} as target
    inner join (
        {%- for other in others %}
        {{ 'union all' if not loop.first }}
        select {{ column }}, _file_id, became_at from news_of_{{ other }}
        {%- endfor %}
    ) as news on target.{{ column }} = news.{{ column }}
{%- endmacro %}

{# `touches: by_merge`: customers who have absorbed or lost another, and the absorbed or lost. #}
{% macro touched_by_merge() -%}
    select absorbed_id as customer_id, changed_at, is_new from {{ ref('remembered_survivors') }}
    union all
    select survivor_id as customer_id, changed_at, is_new from {{ ref('remembered_survivors') }}
    union all
    select former_survivor_id as customer_id, changed_at, is_new from {{ ref('remembered_survivors') }}
{%- endmacro %}

{# `touches: by_phone`: customers that a text or an entry by hand was matched to by the number. #}
{% macro touched_by_phone() -%}
    select customer_id, since as changed_at, is_new from {{ ref('remembered_phone_matches') }}
{%- endmacro %}

{# `touches: by_address`: customers with the e-mail address or phone number that a row names, of their own or of
   somebody they have absorbed. Selects customer_id, _file_id and became_at. #}
{% macro touched_by_address(table, moments) -%}
    select addresses.customer_id, named._file_id, named.became_at
    from {{ ref('stg_contact_addresses') }} as addresses
    inner join (
        select said.kind, {{ contact_address('said.kind', 'said.value') }} as address, said._file_id, said.became_at
        from ({{ news(table, moments, ['kind', 'value']) }}) as said
        {{ join_landed_phones('said.value') }}
    ) as named
        on addresses.kind = named.kind and addresses.address = named.address
{%- endmacro %}

{# `touches: by_rate`: customers with orders that a row gives a rate for, those placed since it is valid. Selects
   customer_id, _file_id and became_at. #}
{% macro touched_by_rate(table, moments) -%}
    select orders.customer_id, rates._file_id, rates.became_at
    from {{ ref('base_orders') }} as orders
    inner join ({{ news(table, moments, ['currency', 'valid_from']) }}) as rates
        on
            {{ currency_code('orders.currency') }} = {{ currency_code('rates.currency') }}
            and orders.ordered_at >= rates.valid_from
{%- endmacro %}

{# Customers whom an order without a customer_id was matched to. #}
{% macro touched_by_guest() -%}
    select customer_id, since as changed_at, is_new from {{ ref('remembered_guest_orders') }}
{%- endmacro %}

{# A landed table; that of orders with the customers to whom those without a customer_id were matched. #}
{% macro landed_with_customers(table) -%}
    {{ return(ref('base_orders') if table == 'orders' else source('raw', table)) }}
{%- endmacro %}
