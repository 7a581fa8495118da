{# The customer has no order since signing up: since the account was created, or, with a list, since the subscription to it
   that goes on began. An order of that very moment is one since. #}
{% macro no_orders_since_sign_up(list_name=none) -%}
    {%- set name = 'no_orders_since_sign_up' -%}
    {%- if list_name is none -%} {{ return('coalesce(last_ordered_at < created_at, true)') }} {%- endif -%}
    {%- if list_name is not string -%}
        {{ condition_error(name, "'" ~ list_name ~ "' is not one list", "give one name, and join several by `or`") }}
    {%- endif -%}
    {%- set actions = 'from ' ~ ref('stg_list_subscriptions') ~ ' where list_name = ' ~ text_literal(list_name) -%}
    {%- set found -%}
        customer_id in (
            select signed_up.customer_id
            from (
                select customer_id, min(acted_at) as since {{ state_runs(actions, 'subscribed') }} group by customer_id
            ) as signed_up
            inner join {{ ref('customers') }} as buyers on signed_up.customer_id = buyers.customer_id
            where coalesce(buyers.last_ordered_at < signed_up.since, true)
        )
    {%- endset -%}
    {{ return(found) }}
{%- endmacro %}
