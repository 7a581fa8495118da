-- One customer in five filled in a field or two; one of several values has one or two different ones.
with filled as (
    select
        n,
        pick(n, 'fields', 3) as field_number,
        unnest(range(1 + pick(n, 'field values', 2))) as place,
        moment_between(created_at, as_of(), chance(n, 'filled in')) as set_at
    from customer_moments
    where pick(n, 'fills in', 4) = 0
)

select
    customer_id(n) as customer_id,
    ['industry', 'diet', 'newsletter_topics'][1 + field_number] as field,
    case field_number
        when 0 then ['retail', 'health', 'education', 'construction', 'it'][1 + (n + 2 * place) % 5]
        when 1 then choose(n, 'diet', ['vegan', 'vegetarian', 'Vegan', 'no nuts', 'none'])
        else ['running', 'yoga', 'fashion', 'home'][1 + (n + place) % 4]
    end as value,
    set_at
from filled
where field_number = 2 or place = 0
