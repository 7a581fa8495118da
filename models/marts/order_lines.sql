with order_lines as (

    select * from {{ ref('stg_order_lines') }}

),

-- Few lines are here, as few orders are among the adjusted ones.
adjustments as (

    select * from {{ ref('int_line_adjustments') }}

),

valued as (

    select
        order_lines.order_id,
        order_lines.line_number,
        order_lines.product_id,
        order_lines.quantity,
        order_lines.unit_price,
        case
            when adjustments.order_id is null
                then {{ rounded_line_amount('order_lines.quantity', 'order_lines.unit_price') }}
            else adjustments.amount
        end as amount,
        case
            when adjustments.order_id is null
                then {{ rounded_line_amount('order_lines.quantity', 'order_lines.unit_price') }}
            else adjustments.gross_amount
        end as gross_amount
    from order_lines
    left join adjustments
        on order_lines.order_id = adjustments.order_id and order_lines.line_number = adjustments.line_number

)

select * from valued
