select
    phone,
    country,
    normalised_phone
from {{ source('landing', 'phone_numbers') }}
