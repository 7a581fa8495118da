{%- set tables = landed_tables() -%}
{%- set categories_of_products = ref('product_categories') -%}
{%- set by_merge, by_phone = touched_by_merge(), touched_by_phone() -%}
{%- set contact_addresses, phone_numbers = ref('stg_contact_addresses'), ref('stg_phone_numbers') -%}
{%- set orders, by_guest = ref('base_orders'), touched_by_guest() -%}
{#- What a rule of the contract leads to: the rows of the target that share a value with the news of other tables. -#}
{%- set sharing = {} -%}
{%- for name, table in tables.items() if table.touches is mapping -%}
{%- for target, column in table.touches.items() -%}
{%- do sharing.setdefault(target, {}).setdefault(column, []).append(name) -%}
{%- endfor -%}
{%- endfor -%}
{%- set in_their_way = [] -%}
{%- for name, table in tables.items() -%}
{%- if table.touches == 'by_address' -%} {%- do in_their_way.append(touched_by_address(name, table.moments)) -%}
{%- elif table.touches == 'by_rate' -%} {%- do in_their_way.append(touched_by_rate(name, table.moments)) -%}
{%- endif -%}
{%- endfor -%}
{%- set id_type = sql_type(var('id_type')) -%}

with
{%- for name in passing_on(tables) %}
{%- set passed_on = tables[name].touches.values() | unique | list %}

news_of_{{ name }} as (

    {{ news(name, tables[name].moments, passed_on) }}
    {%- for column, others in sharing.get(name, {}).items() %}

    union all
    {{ rows_sharing(name, column, others, passed_on, categories_of_products) }}
    {%- endfor %}

),
{%- endfor %}

records as (

    -- Customers who lost a record: the order was another customer's before.
    select
        cast(customer_id as {{ id_type }}) as customer_id,
        _file_id,
        cast(null as timestamp) as became_at
    from {{ source('landing', 'replaced_customers') }}
    where {{ is_new_file() }}
    {%- for name, table in tables.items() if 'customer_id' in table.columns %}

    union all

    {{ news(name, table.moments, ['customer_id']) }}
    {%- for column, others in sharing.get(name, {}).items() %}

    union all
    {{ rows_sharing(name, column, others, ['customer_id'], categories_of_products) }}
    {%- endfor %}
    {%- endfor %}
    {%- for each in in_their_way %}

    union all

    {{ each }}
    {%- endfor %}

),

found as (

    select
        customer_id,
        _file_id,
        became_at,
        false as is_tonight
    from records

    union all

    select
        customer_id,
        cast(null as int) as _file_id,
        changed_at as became_at,
        is_new as is_tonight
    from ({{ by_merge }}) as merged

    union all

    select
        customer_id,
        cast(null as int) as _file_id,
        changed_at as became_at,
        is_new as is_tonight
    from ({{ by_phone }}) as matched

    union all

    select
        customer_id,
        cast(null as int) as _file_id,
        changed_at as became_at,
        is_new as is_tonight
    from ({{ by_guest }}) as guest_orders

),

of_survivors as (

    select
        coalesce(survivors.survivor_id, found.customer_id) as customer_id,
        found._file_id,
        found.became_at,
        found.is_tonight
    from found
    left join {{ ref('stg_customer_survivors') }} as survivors on found.customer_id = survivors.absorbed_id

),

touched as (

    select
        customer_id,
        max(_file_id) as last_file_id,
        max(became_at) as last_at,
        bool_or(is_tonight) as is_tonight
    from of_survivors
    -- Not sooner: with the filter DuckDB would take all orders to be fewer than the new lines, and hash them.
    where customer_id is not null
    group by customer_id

)

select * from touched
