{# The newest action of the customer on a newsletter list left them subscribed (or state='unsubscribed'). Customers who
   never acted are taken to have done `default`. Of two actions of the same moment, unsubscribing is the later. A window
   asks, of those in that state, since when they are, however often the same action was sent again since: signed up
   within 30 days is on_list('news', last='30 days'). #}
{% macro on_list(list_name, state='subscribed', default='unsubscribed', last=none, before=none, between=none, period=none, time_zone=none) -%}
    {%- set name = 'on_list' -%}
    {%- if list_name is not string -%}
        {{ condition_error(name, "'" ~ list_name ~ "' is not one list", "give one name, and join several on_list with `or`") }}
    {%- endif -%}
    {%- set states = ['subscribed', 'unsubscribed'] -%}
    {%- if state not in states or default not in states -%}
        {{ condition_error(name, "unknown state '" ~ (state if state not in states else default) ~ "'", "use subscribed or unsubscribed") }}
    {%- endif -%}
    {%- set window = window(name, last, before, between, period, time_zone) -%}
    {%- if window -%}
        {{ customers_by(actions_of_state(list_name, state), {'since': 'min(acted_at)'}, within(window, 'since')) }}
    {%- else -%}
        {%- set actions -%} {{ ref('stg_list_subscriptions') }} as actions {%- endset -%}
        {%- set of_list -%} list_name = {{ text_literal(list_name) }} {%- endset -%}
        {%- set measures = {
            'subscribed_at': "max(case when action = 'subscribed' then acted_at end)",
            'unsubscribed_at': "max(case when action = 'unsubscribed' then acted_at end)",
        } -%}
        {%- set test -%}
            {{ 'not ' if state != 'subscribed' }}coalesce(subscribed_at > coalesce(unsubscribed_at, timestamp '0001-01-01 00:00:00'), false)
        {%- endset -%}
        {{ customers_by({'source': actions, 'unvalued': none, 'where': of_list, 'is_free': false}, measures, test, without=state == default) }}
    {%- endif -%}
{%- endmacro %}
