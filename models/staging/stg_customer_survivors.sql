{{ config(materialized='table') }}

-- A table, because every staging model with customers in it reads it and would work it out again.
with recursive customer_merges as (

    select * from {{ ref('stg_customer_merges') }}

),

ranked as (

    select
        absorbed_id,
        survivor_id,
        merged_at,
        row_number() over (partition by absorbed_id order by merged_at desc, survivor_id asc) as newness
    from customer_merges

),

-- A customer is absorbed once: what was found out last is right, also that they are nobody else.
latest as (

    select
        absorbed_id,
        survivor_id,
        merged_at
    from ranked
    where newness = 1 and survivor_id != absorbed_id

),

-- Fifty steps end the walk of customers who absorbed each other in a circle.
walked as (

    select
        absorbed_id,
        survivor_id as reached_id,
        1 as steps
    from latest

    union all

    select
        walked.absorbed_id,
        latest.survivor_id as reached_id,
        walked.steps + 1 as steps
    from walked
    inner join latest on walked.reached_id = latest.absorbed_id
    where walked.steps < 50

),

circles as (

    select distinct absorbed_id as customer_id
    from walked
    where absorbed_id = reached_id

),

customers as (

    select landed.customer_id
    from {{ source('raw', 'customers') }} as landed
    where
        (landed.created_at is null or landed.created_at <= {{ as_of() }})
        and {{ is_not_withdrawn('landed') }}
        and landed.customer_id in (select walked.reached_id from walked)

),

-- The survivor is the customer at the end of the chain, or of a circle the one with the smallest id. Ids that are not
-- customers are passed over, so a customer who was absorbed by nobody known stays.
candidates as (

    select
        walked.absorbed_id,
        walked.reached_id as survivor_id,
        row_number() over (
            partition by walked.absorbed_id
            order by circles.customer_id is not null desc, circles.customer_id asc, walked.steps desc
        ) as choice
    from walked
    inner join customers on walked.reached_id = customers.customer_id
    left join circles on walked.reached_id = circles.customer_id

),

chosen as (

    select
        absorbed_id,
        survivor_id
    from candidates
    where choice = 1 and absorbed_id != survivor_id

),

-- A survivor that is absorbed in turn lies on a chain too long to walk; then neither is absorbed.
survivors as (

    select
        chosen.absorbed_id,
        chosen.survivor_id,
        latest.merged_at
    from chosen
    inner join latest on chosen.absorbed_id = latest.absorbed_id
    where chosen.survivor_id not in (select others.absorbed_id from chosen as others)

)

select * from survivors
