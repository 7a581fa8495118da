{# The customer has no order since signing up: since the account was created, or, with a list, since the subscription to it
   that goes on began. An order of that very moment is one since. #}
{% macro no_orders_since_sign_up(list_name=none) -%}
    {%- if list_name is none -%}
    coalesce(last_ordered_at < created_at, created_at is not null)
    {%- elif list_name is not string -%}
        {{ condition_error('no_orders_since_sign_up', "'" ~ list_name ~ "' is not one list", "give one name, and join several by `or`") }}
    {%- else -%}
    customer_id in (
        select signed_up.customer_id
        from (
            {{ indented(records_by_customer(actions_of_state(list_name, 'subscribed'), {'since': 'min(acted_at)'}), 8) }}
        ) as signed_up
        inner join {{ ref('customers') }} as buyers on signed_up.customer_id = buyers.customer_id
        where coalesce(buyers.last_ordered_at < signed_up.since, true)
    )
    {%- endif -%}
{%- endmacro %}
