{# Fails on rows in which any of the columns is NULL. One pass over the table, where a not_null per column is many. #}
{% test has_no_nulls(model, columns) %}
select {{ columns | join(', ') }}
from {{ model }}
where {{ columns | join(' is null or ') }} is null
{% endtest %}
