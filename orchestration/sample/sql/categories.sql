select category, parent from category_tree
