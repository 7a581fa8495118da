{# Fails on rows in which any of the columns, all of them moments, lies after the night's. #}
{% test is_not_after_as_of(model, columns) %}
select {{ columns | join(', ') }}
from {{ model }}
where {{ columns | join(' > ' ~ as_of() ~ ' or ') }} > {{ as_of() }}
{% endtest %}
