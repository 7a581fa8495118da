{# Records of customers, and sets of customers by what their records come to.

   A condition on records is `customer_id in (select customer_id from ... group by customer_id having ...)`: a set, read
   once, never a look-up per customer. Where 0 satisfies a comparison, customers without such records belong too, and
   the set is that of those who fail: `customer_id not in (...)`. #}

{# The kinds of record: the model, the moment's column, what identifies a row, and the fields that a
   condition may name as [column, type]. A column goes by the kind's name, under which it is read: outside a where= of
   those records it means nothing, and never a customer's column that is called the same. #}
{% macro record_kinds() -%}
    {{ return({
        'orders': {
            'model': 'orders', 'at': 'ordered_at', 'id': 'order_id', 'prefix': 'order',
            'fields': {
                'at': ['orders.ordered_at', 'moment'], 'amount': ['orders.total_amount', 'number'],
                'gross_amount': ['orders.gross_amount', 'number'], 'charged_amount': ['orders.charged_amount', 'number'], 'status': ['orders.status', 'text'],
                'source': ['orders.source', 'text'], 'currency': ['orders.currency', 'text'], 'promo_code': ['orders.promo_code', 'text'],
                'points': ['orders.points', 'number'], 'store_id': [as_text('orders.store_id'), 'text'],
                'order_id': [as_text('orders.order_id'), 'text'],
            },
        },
        'logins': {
            'model': 'stg_logins', 'at': 'logged_in_at', 'prefix': 'login',
            'fields': {'at': ['logins.logged_in_at', 'moment']},
        },
        'reviews': {
            'model': 'stg_reviews', 'at': 'reviewed_at', 'id': 'review_id', 'prefix': 'review',
            'fields': {
                'at': ['reviews.reviewed_at', 'moment'], 'rating': ['reviews.rating', 'number'],
                'product': [as_text('reviews.product_id'), 'text'],
            },
        },
        'page_views': {
            'model': 'stg_page_views', 'at': 'viewed_at', 'prefix': 'page',
            'fields': {
                'at': ['page_views.viewed_at', 'moment'], 'url': ['page_views.url', 'text'], 'product': [as_text('page_views.product_id'), 'text'],
            },
        },
        'messages': {
            'model': 'stg_messages', 'at': 'sent_at', 'id': 'message_id', 'prefix': 'message',
            'fields': {
                'at': ['messages.sent_at', 'moment'], 'channel': ['messages.channel', 'text'], 'campaign': ['messages.campaign', 'text'],
                'opened_at': ['messages.opened_at', 'moment'], 'clicked_at': ['messages.clicked_at', 'moment'],
            },
        },
        'loyalty_points': {
            'model': 'stg_loyalty_points', 'at': 'occurred_at', 'id': 'entry_id', 'prefix': 'points',
            'fields': {
                'at': ['loyalty_points.occurred_at', 'moment'], 'points': ['loyalty_points.points', 'number'],
                'kind': ['loyalty_points.kind', 'text'], 'expires_at': ['loyalty_points.expires_at', 'moment'],
            },
        },
        'any_event': {
            'model': 'int_customer_activity', 'at': 'occurred_at', 'prefix': 'event',
            'fields': {'at': ['any_event.occurred_at', 'moment'], 'kind': ['any_event.kind', 'text']},
        },
    }) }}
{%- endmacro %}

{# The fields of an order line. #}
{% macro line_fields() -%}
    {{ return({
        'product': [as_text('order_lines.product_id'), 'text'], 'quantity': ['order_lines.quantity', 'number'],
        'unit_price': ['order_lines.unit_price', 'number'], 'amount': ['order_lines.amount', 'number'],
        'gross_amount': ['order_lines.gross_amount', 'number'],
    }) }}
{%- endmacro %}

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
        {{ condition_error(condition, "'" ~ field ~ "' is no number of " ~ records,
            "use one of " ~ (numbers | join(', ')) if numbers else records ~ " have none") }}
    {%- endif -%}
    {{ return(found[0]) }}
{%- endmacro %}

{# What a caller's where= may be: SQL over the columns of one record, or one order line; over='text' leaves open which. #}
{% macro where_filters(condition, where, over='record') -%}
    {%- if where is none -%} {{ return([]) }} {%- endif -%}
    {%- if where is not string or not where | trim -%}
        {{ condition_error(condition, "a condition on one record is missing",
            "give SQL, such as \"source = 'app'\", or field('order.source', 'is', 'app')") }}
    {%- endif -%}
    {{ return(['(' ~ (where | trim if over == 'text' else customers_as_sets(where | trim, over)) ~ ')']) }}
{%- endmacro %}

{# Several where= in one, joined by `and` or `or`; `empty` where there are none. #}
{% macro joined_filters(condition, wheres, word, empty) -%}
    {%- set parts = [] -%}
    {%- for each in wheres -%} {%- do parts.extend(where_filters(condition, each or '', over='text')) -%} {%- endfor -%}
    {{ return(parts | join(' ' ~ word ~ ' ') or empty) }}
{%- endmacro %}

{# Which orders are looked at, as SQL conditions: 'counted', 'cancelled' or 'all'. Of other records there is one sort.
   `with_refunds`: for sums, also rows that are refunds and no orders; count_of_orders() tells the two apart. #}
{% macro which_filters(condition, records, which, with_refunds=false) -%}
    {%- set kinds = {'counted': ['is_counted'], 'cancelled': ['is_cancelled'], 'all': ['is_refund is not true']} -%}
    {%- if with_refunds -%} {%- do kinds.update({'counted': ['(is_counted or is_refund)'], 'all': []}) -%} {%- endif -%}
    {%- if which is not string or which not in kinds -%}
        {{ condition_error(condition, "unknown kind of orders '" ~ which ~ "'", "use one of " ~ (kinds | join(', '))) }}
    {%- elif records == 'orders' -%} {{ return(kinds[which]) }}
    {%- elif which != 'counted' -%}
        {{ condition_error(condition, "which='" ~ which ~ "' is about orders, not about " ~ records, "leave it out") }}
    {%- endif -%}
    {{ return([]) }}
{%- endmacro %}

{# `from <records> where <those looked at>`: a customer's, in the window, meeting where=; of orders, those of `which`.
   `with_refunds` as above. #}
{% macro records_from(condition, records, window={}, where=none, which='counted', with_refunds=false) -%}
    {%- set kind = record_kind(condition, records) -%}
    {%- if records == 'orders' -%} {%- do warn_of_uncounted(condition, window, which) -%} {%- endif -%}
    {%- set filters = ['customer_id is not null'] + which_filters(condition, records, which, with_refunds) -%}
    {{ return('from ' ~ ref(kind.model) ~ ' as ' ~ records ~ ' where '
        ~ ((filters + window_filters(window, kind.at) + where_filters(condition, where)) | join(' and '))) }}
{%- endmacro %}

{# What a line has to be, as SQL conditions on order_lines: its product, its category or one below, its label. #}
{% macro line_filters(condition, product=none, category=none, label=none) -%}
    {%- set of_line = [] -%}
    {%- if product is not none -%}
        {%- do of_line.append('product_id in (' ~ text_literals(condition, product) ~ ')') -%}
    {%- endif -%}
    {%- if category is not none -%}
        {%- do of_line.append('product_id in (select product_id from ' ~ ref('product_categories')
            ~ ' where category in (' ~ text_literals(condition, category) ~ '))') -%}
    {%- endif -%}
    {%- if label is not none -%}
        {%- do of_line.append('product_id in (select product_id from ' ~ ref('int_product_labels')
            ~ ' where label in (' ~ text_literals(condition, label) ~ '))') -%}
    {%- endif -%}
    {{ return(of_line) }}
{%- endmacro %}

{# The same for orders, narrowed by what shops name most: the source, a product, a category with those below it, or a
   label (a text or a list of texts each; product, category and label of one and the same line), and by which orders
   are looked at: 'counted', 'cancelled' or 'all'. `with_refunds` as above. #}
{% macro orders_from(condition, window={}, source=none, product=none, category=none, label=none, which='counted', where=none,
        with_refunds=false) -%}
    {%- do warn_of_uncounted(condition, window, which) -%}
    {%- set filters = ['customer_id is not null'] + which_filters(condition, 'orders', which, with_refunds)
        + window_filters(window, 'ordered_at') -%}
    {%- if source is not none -%}
        {%- do filters.append('source in (' ~ text_literals(condition, source) ~ ')') -%}
    {%- endif -%}
    {%- set of_line = line_filters(condition, product, category, label) -%}
    {%- if of_line -%}
        {%- do filters.append('order_id in (select order_id from ' ~ ref('order_lines') ~ unvalued('lines') ~ ' as order_lines where '
            ~ (of_line | join(' and ')) ~ ')') -%}
    {%- endif -%}
    {{ return('from ' ~ ref('orders') ~ (unvalued('orders') if where is none) ~ ' as orders where '
        ~ ((filters + where_filters(condition, where)) | join(' and '))) }}
{%- endmacro %}

{# Stands after `orders` or `order_lines` where the SQL that follows asks for no amount in the shop's currency: unless an
   aggregate does, a group reads what has none (without_amounts). An analyst's own SQL may ask for any. #}
{% macro unvalued(records) -%} {{ return(' /* unvalued ' ~ records ~ ' */') }} {%- endmacro %}

{# How many of the rows that with_refunds lets in are orders; with a column, those that have a value there. #}
{% macro count_of_orders(column='*') -%}
    {{ return('count(' ~ column ~ ') filter (where is_refund is not true)') }}
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

{# Records read only from a comparison's lower bound on when their last moment is compared, or up to its upper bound when
   the first is: whoever has none there does not satisfy it. `ends` are those of the bound. #}
{% macro reaching(records_from, bounds, ends, column) -%}
    {%- set reached = {} -%}
    {%- for end in ends if end in bounds -%} {%- do reached.update({end: bounds[end]}) -%} {%- endfor -%}
    {{ return(([records_from] + window_filters(reached, column)) | join(' and ')) }}
{%- endmacro %}

{# Customers of whose records `test` holds, over aggregates by name; `without`: whether it holds for customers who have
   no such record. Between its marks stands what is read; a group that reads the same twice reads it once (read_once). #}
{% macro customers_by(records_from, aggregates, test, without=false) -%}
    {%- set columns = ['customer_id'] -%}
    {%- for name, aggregate in aggregates.items() -%} {%- do columns.append(aggregate ~ ' as ' ~ name) -%} {%- endfor -%}
    {%- set read = '(/* read */ select ' ~ (columns | join(',\n')) ~ '\n' ~ records_from
        ~ ' group by customer_id /* end */) as records' -%}
    {{ return(
        'customer_id not in (select customer_id from ' ~ read ~ ' where not (' ~ test ~ '))' if without
        else 'customer_id in (select customer_id from ' ~ read ~ ' where ' ~ test ~ ')'
    ) }}
{%- endmacro %}

{# Customers of whose records an aggregate compares as asked; without records it is 0. `count`: of the rows that are read,
   how many are records, where that is not all; customers without any are left out unless include_zero. #}
{% macro customers_by_sum(condition, records_from, name, aggregate, operator, value, include_zero=true, negative=true, count=none) -%}
    {%- set aggregates = {name: aggregate} -%}
    {%- set test = comparison(condition, name, operator, value, negative) -%}
    {%- if count and not include_zero -%}
        {%- do aggregates.update({'record_count': count}) -%}
        {%- set test = 'record_count > 0 and ' ~ test -%}
    {%- endif -%}
    {{ return(customers_by(
        records_from, aggregates, test, without=include_zero and holds_at(0, condition, operator, value))) }}
{%- endmacro %}

{# Customers who have any of the records. #}
{% macro customers_with(records_from) -%}
    {{ return('customer_id in (/* read */ select customer_id\n' ~ records_from ~ ' /* end */)') }}
{%- endmacro %}

{# Customers whose place by an aggregate of their records, 1 for the highest, ties by customer id, passes a test over
   place and ranked_count, the number of those who have a record. Records of somebody who is no customer take no place.
   `count` as above. #}
{% macro customers_ranked(records_from, aggregate, test, count=none) -%}
    {%- set found -%}
        customer_id in (
            select customer_id
            from (
                select
                    customer_id,
                    row_number() over (order by {{ aggregate }} desc, customer_id) as place,
                    count(*) over () as ranked_count
                {{ records_from }}
                group by customer_id
                having customer_id in (select customer_id from {{ ref('customers') }}){{ ' and ' ~ count ~ ' > 0' if count }}
            ) as ranked
            where {{ test }}
        )
    {%- endset -%}
    {{ return(found) }}
{%- endmacro %}
