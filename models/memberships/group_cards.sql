{%- set night = night() -%}

with cards as (

    select
        cast(null as string) as group_key,
        cast(null as string) as name,
        cast(null as string) as icon,
        cast(null as string) as description,
        cast(null as string) as owner,
        cast(null as string) as kind,
        cast(null as timestamp) as as_of,
        cast(null as string) as status,
        cast(null as string) as error,
        cast(null as string) as definition,
        cast(null as string) as definition_hash
    where 1 = 0

    {%- for key, node in customer_groups().items() %}
    {%- set card = node.config.meta -%}
    {%- set held = night.held.get(key) %}
    {%- set was_there = held and key in night.previous_keys %}
    {%- set last = 'from ' ~ previous_table('groups') ~ " where group_key = '" ~ key ~ "'" if was_there else none %}

    union all

    select
        '{{ key }}',
        {{ text_literal(card.get('name', key | replace('_', ' ') | capitalize)) }},
        {{ text_literal(card.get('icon')) }},
        {{ text_literal(node.description or none) }},
        {{ text_literal(card.get('owner')) }},
        {% if last and not card.get('kind') %}(select max(kind) {{ last }})
        {%- else %}{{ text_literal(group_kind(node)) }}
        {%- endif %},
        {% if not held %}{{ as_of() }}
        {%- elif held.as_of %}timestamp '{{ held.as_of }}'
        {%- else %}cast(null as timestamp)
        {%- endif %},
        '{{ 'held' if held else 'built' }}',
        {{ text_literal(held.error if held else none) }},
        -- That of the members who are shown.
        {% if last %}(select max(definition) {{ last }})
        {%- else %}{{ text_literal(none if held else node.raw_code) }}
        {%- endif %},
        {{ text_literal(held.definition_hash if held else night.definitions.get(key, {}).get('hash')) }}
    {%- endfor %}

    {%- for key, held in night.held.items() if key not in customer_groups() %}

    union all

    -- The file cannot be read, so the card is the last one published.
    {% if key in night.previous_keys -%}
    select
        group_key,
        name,
        icon,
        description,
        owner,
        kind,
        as_of,
        'held' as status,
        {{ text_literal(held.error) }} as error,
        definition,
        definition_hash
    from {{ previous_table('groups') }}
    where group_key = '{{ key }}'
    {%- else -%}
    select
        '{{ key }}' as group_key,
        '{{ key | replace('_', ' ') | capitalize }}' as name,
        cast(null as string) as icon,
        cast(null as string) as description,
        cast(null as string) as owner,
        'rule' as kind,
        cast(null as timestamp) as as_of,
        'held' as status,
        {{ text_literal(held.error) }} as error,
        cast(null as string) as definition,
        cast(null as string) as definition_hash
    {%- endif %}
    {%- endfor %}

)

select * from cards
