{# What customers did on newsletter lists, before a condition asks about it. #}

{# Of a list's actions, those of the unbroken run of `state` that goes on: after the customer's last other action. At the
   same moment as a subscription, an unsubscription is after it. Selects customer_id and acted_at. #}
{% macro actions_of_state(list_name, state) -%}
    {%- set runs -%}
    (
        select
            customer_id,
            action,
            acted_at,
            max(case when action = '{{ 'unsubscribed' if state == 'subscribed' else 'subscribed' }}' then acted_at end)
                over (partition by customer_id) as ended_at
        from {{ ref('stg_list_subscriptions') }}
        where list_name = {{ text_literal(list_name) }}
    ) as actions
    {%- endset -%}
    {%- set filters -%}
    action = '{{ state }}'
    and (ended_at is null or acted_at {{ '>' if state == 'subscribed' else '>=' }} ended_at)
    {%- endset -%}
    {{ return({'source': runs, 'unvalued': none, 'where': filters, 'is_free': false}) }}
{%- endmacro %}
