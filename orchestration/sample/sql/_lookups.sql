-- Where customers live, and what their phone numbers begin with: the country's code, and the digits before the eight of
-- a customer. A place has as many slots of 100 as its weight; weights sum to 100.
create table places as
with weighted (country, city, postcode, dial, mobile, weight) as (
    values
    ('DK', 'København', '1620', '45', '', 18), ('DK', 'Århus', '8000', '45', '', 9),
    ('DK', 'Odense', '5000', '45', '', 6), ('DK', 'Aalborg', '9000', '45', '', 5),
    ('DK', 'Helsingør', '3000', '45', '', 2), ('DK', null, null, '45', '', 2),
    ('SE', 'Stockholm', '111 20', '46', '7', 6), ('SE', 'Göteborg', '411 03', '46', '7', 4),
    ('SE', 'Malmö', '211 20', '46', '7', 4),
    ('NO', 'Oslo', '0150', '47', '', 6), ('NO', 'Bergen', '5003', '47', '', 3), ('NO', 'Tromsø', '9008', '47', '', 1),
    ('DE', 'München', '80331', '49', '15', 4), ('DE', 'Berlin', '10115', '49', '15', 5),
    ('DE', 'Köln', '50667', '49', '15', 2), ('DE', 'Flensburg', '24937', '49', '15', 3),
    ('GB', 'London', 'SW1A 1AA', '44', '74', 5), ('GB', 'Leeds', 'LS1 4AP', '44', '74', 3),
    ('SA', 'Riyadh', '11564', '966', '5', 2), ('SA', 'Jeddah', '21577', '966', '5', 2),
    ('AE', 'Dubai', null, '971', '5', 3), ('AE', 'Abu Dhabi', null, '971', '5', 1), (null, null, null, '45', '', 4)
)

select country, city, postcode, dial, mobile, row_number() over () - 1 as slot
from (select *, unnest(range(weight)) from weighted);

-- Names repeat until they fill 100 slots, too.
create table first_names as
with listed as (
    select row_number() over () - 1 as place, *
    from (values
        ('Anna', 'anna', 'female'), ('Søren', 'soeren', 'male'), ('Åse', 'aase', 'female'),
        ('Lars', 'lars', 'male'),
        ('Mette', 'mette', 'female'), ('Jürgen', 'juergen', 'male'), ('Freja', 'freja', 'female'),
        ('Ahmed', 'ahmed', 'male'), ('Layla', 'layla', 'female'), ('Oliver', 'oliver', 'male'),
        ('Zoë', 'zoe', 'female'), ('Bjørn', 'bjoern', 'male'), ('Ingrid', 'ingrid', 'female'),
        ('Niels', 'niels', 'male'), ('Fatima', 'fatima', 'female'), ('James', 'james', 'male'),
        ('Sofie', 'sofie', 'female'), ('Omar', 'omar', 'male'), ('Kim', 'kim', 'other')
    ) as names (first_name, mail_name, gender)
)

select slots.slot, first_name, mail_name, gender
from range(100) as slots (slot)
inner join listed on slots.slot % (select count(*) from listed) = listed.place;

create table last_names as
with listed as (
    select row_number() over () - 1 as place, *
    from (values
        ('Nielsen'), ('Jensen'), ('Sørensen'), ('Østergaard'), ('Müller'), ('Åkesson'), ('Lindström'),
        ('Hansen'), ('Smith'), ('O''Connor'), ('Al-Farsi'), ('Haddad'), ('Berg'),
        ('Schmidt'), ('Holm'), ('Nguyen'), ('Brown')
    ) as names (last_name)
)

select slots.slot, last_name
from range(100) as slots (slot)
inner join listed on slots.slot % (select count(*) from listed) = listed.place;

-- Every category is a leaf of the tree or the parent of another.
create table category_tree (category varchar, parent varchar);
insert into category_tree values
('Shoes', null), ('Clothing', null), ('Sports', null), ('Home', null), ('Beauty', null),
('Running shoes', 'Shoes'), ('Sneakers', 'Shoes'), ('Boots', 'Shoes'), ('Sandals', 'Shoes'),
('Trail running shoes', 'Running shoes'), ('Road running shoes', 'Running shoes'),
('Winter boots', 'Boots'), ('Rain boots', 'Boots'),
('Women', 'Clothing'), ('Men', 'Clothing'), ('Children', 'Clothing'),
('Dresses', 'Women'), ('Women''s jackets', 'Women'), ('Women''s jeans', 'Women'),
('Shirts', 'Men'), ('Men''s jackets', 'Men'), ('Men''s jeans', 'Men'),
('Baby clothes', 'Children'), ('School clothes', 'Children'),
('Cycling', 'Sports'), ('Yoga', 'Sports'), ('Outdoor', 'Sports'),
('Helmets', 'Cycling'), ('Yoga mats', 'Yoga'), ('Tents', 'Outdoor'), ('Sleeping bags', 'Outdoor'),
('Kitchen', 'Home'), ('Bedroom', 'Home'), ('Garden', 'Home'),
('Coffee', 'Kitchen'), ('Knives', 'Kitchen'), ('Bed linen', 'Bedroom'), ('Garden tools', 'Garden'),
('Skin care', 'Beauty'), ('Fragrance', 'Beauty'), ('Face creams', 'Skin care');

-- Where products are: the leaves, and running shoes, which also stand on their own.
create table shelves as
select category, row_number() over (order by category <> 'Running shoes', category) - 1 as slot
from category_tree
where category = 'Running shoes'
    or category not in (select parent from category_tree where parent is not null);
