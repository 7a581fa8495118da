{# Points of a ledger that expire: what is left of each earning once the ledger has been gone through, entry by entry.

   An earning first pays what had been taken beyond what there was; what is left of it waits at its place among the
   customer's earnings, the soonest to expire first. What is taken comes from the places from `first_lot` on, one after
   another, then from those before: a redemption from what had not expired by then, and only for want of that from what
   had; an entry of kind `expired` from the first place on. Taken beyond all that is owed. So what is left less what is
   owed is at all times the ledger's sum, and expiry alone never leaves less than nothing. #}

{# `events`: a list of (points, lot, first_lot) in time order; `lots`: the number of places. A list, left by place. #}
{% macro points_left(events, lots) -%}
    {{ return(adapter.dispatch('points_left', 'rollcall')(events, lots)) }}
{%- endmacro %}

{% macro duckdb__points_left(events, lots) -%}
    list_reduce({{ events }}, lambda state, event: case
        when event.points > 0 then {
            'left_over': list_transform(state.left_over, lambda lot, place: case
                when place = event.lot then lot + event.points - least(state.owed, event.points) else lot end),
            'owed': state.owed - least(state.owed, event.points)
        }
        else {
            'left_over': list_transform(state.left_over, lambda lot, place: lot - greatest(0, least(lot, -event.points - case
                when place >= event.first_lot then coalesce(list_sum(state.left_over[event.first_lot:place - 1]), 0)
                else coalesce(list_sum(state.left_over[event.first_lot:]), 0)
                    + coalesce(list_sum(state.left_over[:place - 1]), 0)
            end))::bigint),
            'owed': (state.owed + greatest(0, -event.points - coalesce(list_sum(state.left_over), 0)))::bigint
        }
    end, {'left_over': list_resize(cast([] as bigint[]), {{ lots }}, 0::bigint), 'owed': 0::bigint}).left_over
{%- endmacro %}

{% macro spark__points_left(events, lots) -%}
    {%- set sum -%} 0L, (total, each) -> total + each {%- endset -%}
    aggregate(
        {{ events }},
        named_struct('left_over', array_repeat(0L, cast({{ lots }} as int)), 'owed', 0L),
        (state, event) -> case
            when event.points > 0 then named_struct(
                'left_over', transform(state.left_over, (lot, place) -> case
                    when place + 1 = event.lot then lot + event.points - least(state.owed, event.points) else lot end),
                'owed', state.owed - least(state.owed, event.points))
            else named_struct(
                'left_over', transform(state.left_over, (lot, place) -> lot - greatest(0L, least(lot, -event.points - case
                    when place + 1 >= event.first_lot then aggregate(slice(state.left_over, cast(event.first_lot as int),
                        cast(place + 1 - event.first_lot as int)), {{ sum }})
                    else aggregate(slice(state.left_over, cast(event.first_lot as int), size(state.left_over)), {{ sum }})
                        + aggregate(slice(state.left_over, 1, place), {{ sum }})
                end))),
                'owed', state.owed + greatest(0L, -event.points - aggregate(state.left_over, {{ sum }})))
        end,
        state -> state.left_over
    )
{%- endmacro %}

{# What a list by place holds at the places up to `most`. #}
{% macro sum_of_first(places, most) -%}
    {{ return(adapter.dispatch('sum_of_first', 'rollcall')(places, most)) }}
{%- endmacro %}
{% macro duckdb__sum_of_first(places, most) -%}
    {{ return('cast(coalesce(list_sum(list_slice(' ~ places ~ ', 1, ' ~ most ~ ')), 0) as bigint)') }}
{%- endmacro %}
{% macro spark__sum_of_first(places, most) -%}
    {{ return('aggregate(slice(' ~ places ~ ', 1, cast(' ~ most ~ ' as int)), 0L, (total, each) -> total + each)') }}
{%- endmacro %}

{# Each customer's entries as the list that points_left goes through, by a number that orders them. #}
{% macro list_of_events(number) -%}
    {{ return(adapter.dispatch('list_of_events', 'rollcall')(number)) }}
{%- endmacro %}
{% macro duckdb__list_of_events(number) -%}
    {{ return("list({'points': points, 'lot': lot, 'first_lot': first_lot} order by " ~ number ~ ")") }}
{%- endmacro %}
{% macro spark__list_of_events(number) -%}
    {{ return("array_sort(collect_list(named_struct('number', " ~ number ~ ", 'points', points, 'lot', lot, 'first_lot', first_lot)))") }}
{%- endmacro %}
