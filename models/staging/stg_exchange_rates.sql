with landed as (

    {{ rows_not_withdrawn(source('raw', 'exchange_rates')) }}

),

known as (

    select
        {{ currency_code('currency') }} as currency,
        valid_from,
        rate
    from landed
    -- Of the spellings of one code, EUR and eur, the one in capitals.
    qualify row_number() over (partition by {{ currency_code('currency') }}, valid_from order by currency) = 1

)

select * from known
