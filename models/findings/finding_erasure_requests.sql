with requests as (

    select * from {{ ref('stg_erasure_requests') }}

),

found as (

    select
        {{ finding(
            'erasure_requests_not_acted_on', 'erasure_requests',
            'erase these customers by hand, in the files that you send and in what has landed: nothing here does it yet',
            count='count(distinct customer_id)', example='min(customer_id)') }}
    from requests

)

select * from found
