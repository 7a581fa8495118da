with of_customers as (

    select
        country,
        count(*) as row_count
    from {{ ref('customers') }}
    group by country

),

of_addresses as (

    select
        country,
        count(*) as row_count
    from {{ ref('stg_addresses') }}
    group by country

),

counted as (

    select
        'customers' as table_name,
        country,
        row_count,
        sum(row_count) over () as all_count
    from of_customers

    union all

    select
        'addresses' as table_name,
        country,
        row_count,
        sum(row_count) over () as all_count
    from of_addresses

),

-- The commonest are enough to see what is wrong, should something else than countries stand there.
unknown as (

    select
        table_name,
        row_count,
        all_count,
        -- Not what may be somebody's address or number, in a column of its own or in this one by mistake.
        case when length(country) <= 40 and not {{ regex_found('country', '[0-9@]') }} then country end as named
    from counted
    where upper(trim(country)) not in ({{ "'" ~ (country_codes() | join("', '")) ~ "'" }})
    qualify row_number() over (partition by table_name order by row_count desc, country asc) <= 20

),

found as (
    {%- for table in ['customers', 'addresses'] %}
    {{ 'union all' if not loop.first }}

    select
        {{ finding(
            'unknown_country', table,
            'send the two-letter code of the country (ISO 3166, such as DK), or add the language of its name to the'
            ~ ' var locales and run rollcall land --rebuild: no condition finds these by their country',
            count='row_count', out_of='all_count', example='named') }}
    from unknown
    where table_name = '{{ table }}'
    {%- endfor %}

)

select * from found
