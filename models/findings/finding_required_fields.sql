with customers as (

    select customer_id from {{ ref('customers') }}

),

required as (

    select field from {{ ref('stg_profile_fields') }}
    where required

),

given as (

    select
        profile_values.field,
        count(distinct profile_values.customer_id) as customer_count
    from {{ ref('int_profile_values') }} as profile_values
    inner join required on profile_values.field = required.field
    inner join customers on profile_values.customer_id = customers.customer_id
    group by profile_values.field

),

counted as (

    select
        required.field,
        (select count(*) from customers) - coalesce(given.customer_count, 0) as lacking_count
    from required
    left join given on required.field = given.field

),

found as (

    select
        {{ finding(
            'required_fields_missing', 'profile_field_values',
            'ask these customers, and enter it: `rollcall customers edit ID profile.FIELD=VALUE`; or no longer require it',
            count='lacking_count', example='field') }}
    from counted

)

select * from found
