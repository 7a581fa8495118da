{%- set since = night().get('findings_since', 0) -%}

with noted as (

    select * from {{ source('landing', 'landing_findings') }}

),

-- A file's findings are those of the night that it landed in; what has no file describes the last landing.
tonight as (

    select
        kind,
        table_name,
        count,
        out_of,
        example,
        detail,
        what_to_do
    from noted
    where
        file_id is null
        or file_id > {{ since }}

)

select * from tonight
