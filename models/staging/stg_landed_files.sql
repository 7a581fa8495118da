select
    file_id,
    table_name,
    coalesce(came_from, 'landing') = 'landing' as is_of_the_shop,
    landed_at
from {{ source('landing', 'landed_files') }}
