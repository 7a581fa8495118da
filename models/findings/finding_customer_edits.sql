{%- set columns = customer_columns() -%}

with edits as (

    select * from {{ ref('stg_standing_edits') }}

),

customers as (

    select customer_id from {{ ref('customers') }}

),

addresses as (

    select distinct
        customer_id,
        lower(label) as label
    from {{ ref('stg_addresses') }}
    where customer_id in (select edits.customer_id from edits)

),

judged as (

    select
        edits.record_id,
        case
            when customers.customer_id is null then 'a customer whom nobody has sent'
            when edits.column_name like 'profile.%' then null
            when edits.column_name like 'address.%'
                then case when addresses.label is null then 'an address that the customer does not have' end
            {%- for column, type in columns.items() if type is not none %}
            when edits.column_name = '{{ column }}'
                then
                    case
                        when edits.value is not null and {{ edited_value('edits.value', type) }} is null
                            then 'a value that its column cannot hold'
                    end
            {%- endfor %}
            else 'a column that nobody can edit'
        end as fault
    from edits
    left join customers on edits.customer_id = customers.customer_id
    left join addresses
        on
            edits.customer_id = addresses.customer_id
            and edits.column_name like 'address.' || addresses.label || '.%'

),

found as (

    select
        {{ finding(
            'edits_not_applied', 'customer_edits', 'enter it again: `rollcall customers edit`',
            example='min(record_id)', detail='fault') }}
    from judged
    where fault is not null
    group by fault

)

select * from found
