select
    kind,
    table_name,
    file_name,
    lost_rows,
    noted_at,
    made_good_by is null and accepted_at is null as is_open
from {{ source('landing', 'landing_losses') }}
