{# Records of customers, and sets of customers by what their records come to.

   A condition on records is `customer_id in (select customer_id from ... group by customer_id)` with a test over what
   is read: a set, read once, never a look-up per customer. Where 0 satisfies a comparison, customers without such records
   belong too, and the set is that of the customers who fail: `customer_id not in (...)`.

   What a condition reads is a value {source, unvalued, where, is_free}, which the book shares between conditions:
     source     SQL after `from`
     unvalued   the same without looking up what orders come to, or none; read where no measure asks for it
     where      SQL conditions, a line each
     is_free    whether an analyst's own SQL is in it, which may name something from around it #}

{% macro record_kind(condition, records) -%}
    {%- set kinds = record_kinds() -%}
    {%- if records is not string or records not in kinds -%}
        {{ condition_error(condition, "unknown records '" ~ records ~ "'", "use one of " ~ (kinds | join(', '))) }}
    {%- endif -%}
    {{ return(kinds[records]) }}
{%- endmacro %}

{# The column of a record's number, for sums and means. #}
{% macro number_field(condition, records, field) -%}
    {%- set kind = record_kind(condition, records) -%}
    {%- set found = kind.fields.get(field | string) -%}
    {%- if not found or found[1] != 'number' -%}
        {%- set numbers = [] -%}
        {%- for name, column in kind.fields.items() if column[1] == 'number' -%} {%- do numbers.append(name) -%} {%- endfor -%}
        {{ condition_error(condition, "'" ~ field ~ "' is not a numeric field of " ~ records,
            "use one of " ~ (numbers | join(', ')) if numbers else records ~ " have none") }}
    {%- endif -%}
    {{ return(found[0]) }}
{%- endmacro %}

{# A caller's where=: SQL over the columns of one record, or of one order line. #}
{% macro one_record(condition, where, over='record') -%}
    {{ in_brackets(customers_as_sets(given_filter(condition, where), over)) }}
{%- endmacro %}

{# An analyst's own SQL in brackets, which a comment at its end does not swallow. #}
{% macro in_brackets(sql) -%}
    ({{ sql }}{{ '\n' if '--' in sql }})
{%- endmacro %}

{# A caller's where= as it was given, once it is one. #}
{% macro given_filter(condition, where) -%}
    {%- if where is not string or not where | trim -%}
        {{ condition_error(condition, "a condition on one record is missing",
            "give SQL, such as \"source = 'app'\", or field('order.source', 'is', 'app')") }}
    {%- endif -%}
    {{ return(where | trim) }}
{%- endmacro %}

{# Several where= in one, joined by `and` or `or`; `empty` where there are none. #}
{% macro joined_filters(condition, wheres, word, empty) -%}
    {%- for where in wheres -%}
        {%- if not loop.first %} {{ word }} {% endif -%}
        {{ in_brackets(given_filter(condition, where)) }}
    {%- else -%}
        {{ empty }}
    {%- endfor -%}
{%- endmacro %}

{# Which orders are looked at, as SQL conditions: 'counted', 'cancelled' or 'all'. Of other records there is one sort.
   `with_refunds`: for sums, also rows that are refunds, not orders; count_of_orders() tells the two apart. #}
{% macro which_filters(condition, records, which, with_refunds=false) -%}
    {%- set kinds = orders_looked_at() -%}
    {%- if which is not string or which not in kinds -%}
        {{ condition_error(condition, "unknown kind of orders '" ~ which ~ "'", "use one of " ~ (kinds | join(', '))) }}
    {%- elif records == 'orders' -%} {{ return(kinds[which]['with_refunds' if with_refunds else 'orders']) }}
    {%- elif which != 'counted' -%}
        {{ condition_error(condition, "which='" ~ which ~ "' is about orders, not about " ~ records, "leave it out") }}
    {%- endif -%}
    {{ return([]) }}
{%- endmacro %}

{# Records of a kind: a customer's, in the window, meeting where=; of orders, those of `which`. `with_refunds` as above. #}
{% macro records_read(condition, records, window={}, where=none, which='counted', with_refunds=false) -%}
    {%- set kind = record_kind(condition, records) -%}
    {%- if records == 'orders' -%}
        {{ return(orders_read(condition, window, which=which, where=where, with_refunds=with_refunds)) }}
    {%- endif -%}
    {%- do which_filters(condition, records, which) -%}
    {%- set source -%} {{ ref(kind.model) }} as {{ records }} {%- endset -%}
    {%- set filters -%}
    customer_id is not null
    {{- and_within(window, kind.at) }}
    {%- if where is not none %}
    and {{ one_record(condition, where) }}
    {%- endif %}
    {%- endset -%}
    {{ return({'source': source, 'unvalued': none, 'where': filters, 'is_free': where is not none}) }}
{%- endmacro %}

{# Orders, narrowed by what shops name most: the source, a product, a category with those below it, or a label (a text or
   a list of texts each; product, category and label of one and the same line), and by which orders are looked at:
   'counted', 'cancelled' or 'all'. `with_refunds` as above. #}
{% macro orders_read(condition, window={}, source=none, product=none, category=none, label=none, which='counted', where=none,
        with_refunds=false) -%}
    {%- do warn_of_uncounted(condition, window, which) -%}
    {%- set valued -%} {{ ref('orders') }} as orders {%- endset -%}
    {%- set unvalued -%} {{ without_amounts('orders', 'int_orders') }} as orders {%- endset -%}
    {%- set filters -%}
    customer_id is not null
    {%- for filter in which_filters(condition, 'orders', which, with_refunds) %}
    and {{ filter }}
    {%- endfor %}
    {{- and_within(window, 'ordered_at') }}
    {%- if source is not none %}
    and source in ({{ text_literals(condition, source) }})
    {%- endif %}
    {%- if [product, category, label] | reject('none') | list %}
    and order_id in (
        select order_id
        from {{ without_amounts('order_lines', 'stg_order_lines') }} as order_lines
        where
            {{ indented(lines_of(condition, product, category, label) | trim, 8) }}
    )
    {%- endif %}
    {%- if where is not none %}
    and {{ one_record(condition, where) }}
    {%- endif %}
    {%- endset -%}
    {#- An analyst's own SQL may ask for any column. -#}
    {{ return({
        'source': valued, 'unvalued': unvalued if where is none else none, 'where': filters, 'is_free': where is not none,
    }) }}
{%- endmacro %}

{# The relation that has the rows of a mart without what they come to, for a condition that asks for no amount: looking it
   up would take longer than all else. Only where a book is kept; a condition by itself reads the mart. #}
{% macro without_amounts(mart, narrow) -%}
    {%- set relation = ref(mart) -%}
    {%- if model.get('book') -%} {%- set relation = ref(narrow) -%} {%- endif -%}
    {{ relation }}
{%- endmacro %}

{# Whether anything leaves out some of the orders that count; what is asked of all of them is a column of customers. #}
{% macro narrows_orders(window={}, source=none, product=none, category=none, label=none, which='counted', where=none) -%}
    {{ return(window != {} or which != 'counted' or [source, product, category, label, where] | reject('none') | list != []) }}
{%- endmacro %}

{# What a line has to be, as SQL conditions on order_lines: its product, its category or one below, its label, and what an
   analyst's own SQL says of one line. #}
{% macro lines_of(condition, product=none, category=none, label=none, line=none) -%}
    {%- set tests = [] -%}
    {%- if product is not none -%}
        {%- set test -%} product_id in ({{ text_literals(condition, product) }}) {%- endset -%}
        {%- do tests.append(test) -%}
    {%- endif -%}
    {%- if category is not none -%}
        {%- set test -%}
    product_id in (
        select product_id
        from {{ ref('product_categories') }}
        where category in ({{ text_literals(condition, category) }})
    )
        {%- endset -%}
        {%- do tests.append(test) -%}
    {%- endif -%}
    {%- if label is not none -%}
        {%- set test -%}
    product_id in (
        select product_id
        from {{ ref('int_product_labels') }}
        where label in ({{ text_literals(condition, label) }})
    )
        {%- endset -%}
        {%- do tests.append(test) -%}
    {%- endif -%}
    {%- if line is not none -%} {%- do tests.append(one_record(condition, line, over='line')) -%} {%- endif -%}
    {%- for test in tests %}
    {{ 'and ' if not loop.first }}{{ test }}
    {%- endfor %}
{%- endmacro %}

{# How many of the rows that with_refunds lets in are orders; with a column, those that have a value there. #}
{% macro count_of_orders(column='*') -%}
    count({{ column }}) filter (where is_refund is not true)
{%- endmacro %}

{# The column of an amount without what was refunded, or with it: `net`, of orders unless it is said. #}
{% macro amount_column(condition, gross, net='total_amount') -%}
    {%- if gross is not boolean -%}
        {{ condition_error(condition, "gross is neither true nor false", "give gross=true to leave refunds aside") }}
    {%- endif -%}
    {{ return('gross_amount' if gross else net) }}
{%- endmacro %}

{# Whether refunds that name no order enter a sum over a field of records: of all numbers, only the amount of orders. #}
{% macro is_lessened(records, field) -%}
    {{ return(records == 'orders' and field == 'amount') }}
{%- endmacro %}

{# What is read, only from a comparison's lower bound on when the last moment is compared, or up to its upper bound when
   the first is: customers who have no record there do not satisfy it. `ends` are those of the bound. #}
{% macro reaching(read, bounds, ends, column) -%}
    {%- set reached = {} -%}
    {%- for end in ends if end in bounds -%} {%- do reached.update({end: bounds[end]}) -%} {%- endfor -%}
    {%- set filters -%} {{ read.where }}{{ and_within(reached, column) }} {%- endset -%}
    {{ return(dict(read, where=filters)) }}
{%- endmacro %}

{# What is read, joined with something else that has no column of the same name. #}
{% macro joined(read, join, is_free=false) -%}
    {%- set source -%}
    {{ read.source }}
    {{ join }}
    {%- endset -%}
    {%- set unvalued -%}
    {{ read.unvalued }}
    {{ join }}
    {%- endset -%}
    {{ return(dict(read, source=source, unvalued=unvalued if read.unvalued else none, is_free=read.is_free or is_free)) }}
{%- endmacro %}

{# `from ... where ...` of what is read. #}
{% macro from_records(read, is_valued=true) -%}
    from {{ read.source if is_valued or not read.unvalued else read.unvalued }}
    {%- if read.where %}
    where
        {{ indented(read.where, 4) }}
    {%- endif %}
{%- endmacro %}

{# Whether one of the measures asks what orders come to. #}
{% macro asks_amounts(measures) -%}
    {%- for measure in measures if 'total_amount' in measure or 'gross_amount' in measure -%} {{ return(true) }} {%- endfor -%}
    {{ return(false) }}
{%- endmacro %}

{# What is read, a row for each customer with the measures by name; not grouped, a row for each record. #}
{% macro records_by_customer(read, measures, is_grouped=true) -%}
    select
        customer_id
        {%- for name, measure in measures.items() %},
        {{ measure }} as {{ name }}
        {%- endfor %}
    {{ from_records(read, asks_amounts(measures.values())) }}
    {%- if is_grouped %}
    group by customer_id
    {%- endif %}
{%- endmacro %}

{# Customers for whose records `test` holds, over measures by name; `without`: whether it holds for customers who have
   no such record. #}
{% macro customers_by(read, measures, test, without=false) -%}
    {%- set name = entered_read(read, measures) -%}
    {%- set records -%}
        {%- if name -%} {{ name }}
        {%- else -%}
    (
        {{ indented(records_by_customer(read, measures), 4) }}
    ) as records
        {%- endif -%}
    {%- endset -%}
    {%- if without -%}
    customer_id not in (select customer_id from {{ records }} where not ({{ test }}))
    {%- else -%}
    customer_id in (select customer_id from {{ records }} where {{ test }})
    {%- endif -%}
{%- endmacro %}

{# Customers who have any of the records. #}
{% macro customers_with(read) -%}
    {%- set name = entered_read(read, {}, is_grouped=false) -%}
    {%- if name -%}
    customer_id in (select customer_id from {{ name }})
    {%- else -%}
    customer_id in (
        {{ indented(records_by_customer(read, {}, is_grouped=false), 4) }}
    )
    {%- endif -%}
{%- endmacro %}

{# Customers with a measure of their records that compares as asked; without records it is 0. `count`: of the rows that
   are read, how many are records, where that is not all; customers without any are left out unless include_zero. #}
{% macro customers_by_sum(condition, read, name, measure, operator, value, include_zero=true, negative=true, count=none) -%}
    {%- set measures = {name: measure} -%}
    {%- set needs_one = count and not include_zero -%}
    {%- if needs_one -%} {%- do measures.update({'record_count': count}) -%} {%- endif -%}
    {%- set test -%}
        {%- if needs_one %}record_count > 0 and {% endif -%}
        {{ asked(condition, name, operator, value, negative) }}
    {%- endset -%}
    {{ customers_by(read, measures, test, without=include_zero and holds_at(0, condition, operator, value)) }}
{%- endmacro %}

{# Customers whose first or last order, a column of customers and a measure of their orders, lies within a duration before
   as_of, or longer ago. #}
{% macro customers_since_order(condition, column, measure, operator, period, which) -%}
    {%- if operator == 'within' and which == 'counted' -%}
        {%- do warn_of_uncounted(condition, {'from': ago(condition, period, zone(condition))}) -%}
    {%- endif -%}
    {%- set test = since(condition, column, operator, period) -%}
    {%- if which == 'counted' -%}
        {{ test }}
    {%- else -%}
        {{ customers_by(orders_read(condition, which=which), {column: measure}, test) }}
    {%- endif -%}
{%- endmacro %}
