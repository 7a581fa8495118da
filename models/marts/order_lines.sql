with order_lines as (

    select * from {{ ref('stg_order_lines') }}

)

select * from order_lines
