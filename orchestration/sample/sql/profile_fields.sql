select *
from (
    values
    ('industry', 'Industry', 'list', 'retail|health|education|construction|it', false, 'account'),
    ('diet', 'Diet', 'text', null, false, 'checkout'),
    ('newsletter_topics', 'Newsletter topics', 'multi', 'running|yoga|fashion|home', false, 'sign-up')
) as fields (field, name, type, options, required, shown_at)
