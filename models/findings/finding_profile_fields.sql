with latest as (

    select * from {{ ref('int_latest_profile_values') }}

),

-- Customers who were sent several values of a field that holds one.
torn as (

    select
        customer_id,
        field
    from latest
    where is_single and value is not null
    group by
        customer_id,
        field
    having count(distinct value) > 1

),

found as (

    select
        {{ finding(
            'several_values_of_a_single_field', 'profile_field_values',
            'the later line counts; declare the field with the type multi if it holds several',
            example='field') }}
    from torn
    group by field

)

select * from found
