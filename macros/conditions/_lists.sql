{# What customers did on newsletter lists, before a condition asks about it. #}

{# Of a list's actions, those of the unbroken run of `state` that goes on: after the customer's last other action. At the
   same moment as a subscription, an unsubscription is after it. #}
{% macro state_runs(actions, state) -%}
    {%- set other = 'unsubscribed' if state == 'subscribed' else 'subscribed' -%}
    {%- set since = '>' if state == 'subscribed' else '>=' -%}
    {{ return(
        "from (select customer_id, action, acted_at, max(case when action = '" ~ other ~ "' then acted_at end)"
        ~ " over (partition by customer_id) as ended_at " ~ actions ~ ") as actions where action = '" ~ state
        ~ "' and (ended_at is null or acted_at " ~ since ~ " ended_at)"
    ) }}
{%- endmacro %}
