{# The materialization of a group: build the selection aside, refuse it unless it is a set of customers, add and remove
   by hand, then swap it in. A refused group keeps the table of the last night that it passed. #}
{% materialization customer_group, default %}

    {%- set existing = load_cached_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set selected = make_intermediate_relation(target_relation) -%}
    {%- set changed = make_backup_relation(target_relation, 'table') -%}
    {%- do require_card(model) -%}
    {%- set selection = checked_selection() -%}
    {{ drop_relation_if_exists(load_cached_relation(selected)) }}
    {{ drop_relation_if_exists(load_cached_relation(changed)) }}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}

    {% call statement('main') -%}
        {{ create_table_as(False, selected, selection) }}
    {%- endcall %}
    {%- do require_column_of_ids(selected) -%}
    {%- set counts = counts_of_selection(selected) -%}
    {%- do require_set_of_customers(selected, counts) -%}
    {#- Most groups have nobody in them, or out of them, by hand, and are spared the copy. -#}
    {%- set is_changed = counts.by_hand > 0 -%}
    {% if is_changed %}
        {% call statement('by_hand') -%}
            {{ create_table_as(False, changed, changed_by_hand(selected, model.name)) }}
        {%- endcall %}
        {{ drop_relation(selected) }}
    {% endif %}

    {#- The macros, not the adapter's methods of these names: those build again, for each call, all that a macro may
        read. -#}
    {% if existing is not none %}
        {{ drop_relation(existing) }}
    {% endif %}
    {{ rename_relation(changed if is_changed else selected, target_relation) }}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {{ adapter.commit() }}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}

{% endmaterialization %}


{# Raises unless the relation has exactly the column customer_id, of the customers' type. #}
{% macro require_column_of_ids(relation) %}
    {#- The schemas of queries: dbt's look-up of a relation's columns takes ten times as long, once for every group. -#}
    {%- set columns = adapter.get_column_schema_from_query("select * from " ~ relation ~ " where 1 = 0") -%}
    {%- set id = adapter.get_column_schema_from_query("select customer_id from " ~ ref('customers') ~ " where 1 = 0") | first -%}
    {%- set names = columns | map(attribute='name') | list -%}
    {%- if names != ['customer_id'] -%}
        {{ group_error("it selects " ~ (names | join(', ')), "select customer_id and nothing else") }}
    {%- endif -%}
    {%- if columns[0].data_type != id.data_type -%}
        {{ group_error("its customer_id is of type " ~ columns[0].data_type ~ ", the customers' of type " ~ id.data_type,
            "select the customer_id of a model without casting it") }}
    {%- endif -%}
{% endmacro %}


{# How many rows the relation has, how many customers are found in it, and of how many it was decided by hand whether they
   are in the group: in one query, since every group asks. #}
{% macro counts_of_selection(relation) %}
    {%- set counts = run_query(
        "select (select count(*) from " ~ relation ~ "), (select count(*) from " ~ ref('customers') ~ " where customer_id in"
        ~ " (select customer_id from " ~ relation ~ ")), (select count(*) from " ~ ref('int_manual_members')
        ~ " where group_key = '" ~ model.name ~ "')").rows[0] -%}
    {{ return({'rows': counts[0], 'customers': counts[1], 'by_hand': counts[2]}) }}
{% endmacro %}


{# Raises unless the relation has each customer once at most, and nobody else. Since customers are unique, their number
   tells: as many are found in the relation as it has rows only if none is missing, doubled or unknown. #}
{% macro require_set_of_customers(relation, counts) %}
    {%- if counts.rows != counts.customers -%}
        {%- set customers = ref('customers') -%}
        {%- set faults = run_query(
            "select count(*) - count(customer_id), count(customer_id) - count(distinct customer_id),"
            ~ " count(*) filter (where customer_id is not null and customer_id not in (select customer_id from "
            ~ customers ~ ")) from " ~ relation).rows[0] -%}
        {%- if faults[0] -%}
            {{ group_error("it selects " ~ faults[0] ~ " rows without a customer_id", "add: where customer_id is not null") }}
        {%- elif faults[1] -%}
            {{ group_error("it selects customers more than once, " ~ faults[1] ~ " rows too many",
                "use `customer_id in (select ...)` instead of a join, or select distinct") }}
        {%- else -%}
            {{ group_error("it selects " ~ faults[2] ~ " ids that are not customers'",
                "select from customers, or add: where customer_id in (select customer_id from customers)") }}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}


{# What a group's rule selected, except for customers decided on by hand, and those added by hand. #}
{% macro changed_by_hand(selected, group_key) -%}
    {%- set by_hand = "select customer_id from " ~ ref('int_manual_members') ~ " where group_key = '" ~ group_key ~ "'" -%}
    select customer_id from {{ selected }}
    where customer_id not in ({{ by_hand }})
    union all
    {{ by_hand }} and action = 'add'
{%- endmacro %}


{% macro group_error(problem, fix) -%}
    {{ exceptions.raise_compiler_error(model.original_file_path ~ ": " ~ problem ~ "; " ~ fix) }}
{%- endmacro %}
