{# The kinds of record and their fields, once: conditions and the rules take them from here (orchestration/vocabulary.py). #}

{# The kinds of record: the model, the moment's column, what identifies a row, the word before the dot in the name of a
   field, and the fields that a condition may name as [column, type]. A column goes by the kind's name, under which it is
   read: outside a where= of those records it means nothing, and never a customer's column that is called the same. #}
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

{# The fields of an order line, as those of records. A line has several categories and labels, so they are not
   columns of it. #}
{% macro line_fields() -%}
    {{ return({
        'product': [as_text('order_lines.product_id'), 'text'], 'category': [none, 'category'], 'label': [none, 'text'],
        'quantity': ['order_lines.quantity', 'number'], 'unit_price': ['order_lines.unit_price', 'number'],
        'amount': ['order_lines.amount', 'number'], 'gross_amount': ['order_lines.gross_amount', 'number'],
    }) }}
{%- endmacro %}

{# Which orders a condition looks at, as SQL conditions on the mart orders; `with_refunds`, for sums, also the rows that are
   refunds, not orders. #}
{% macro orders_looked_at() -%}
    {{ return({
        'counted': {'orders': ['is_counted'], 'with_refunds': ['(is_counted or is_refund)']},
        'cancelled': {'orders': ['is_cancelled'], 'with_refunds': ['is_cancelled']},
        'all': {'orders': ['is_refund is not true'], 'with_refunds': []},
    }) }}
{%- endmacro %}
