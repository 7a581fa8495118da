with landed as (

    {{ of_surviving_customers(ref('base_orders')) }}

),

known as (

    select
        order_id,
        customer_id,
        ordered_at,
        -- Statuses are spelled in many ways: Out_for_delivery is out for delivery.
        {{ trimmed("replace(lower(status), '_', ' ')") }} as status,
        total_amount,
        {{ currency_code('currency') }} as currency,
        source,
        store_id,
        promo_code,
        points,
        updated_at
    from landed
    where ordered_at <= {{ as_of() }}

)

select * from known
