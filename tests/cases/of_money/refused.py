"""What is refused, and with which words."""

# By condition: the name that the error has to give besides the file, and what it says is wrong.
BROKEN = {
    "spent_on('at least', 5)": ("spent_on", "it does not say on what"),
    "points_earned('at least', 5, kind='won')": ("points_earned", "unknown kind of points 'won'"),
    "total_purchases('at least', 5, gross='yes')": ("total_purchases", "gross is neither true nor false"),
    "top_customers(5, gross=1)": ("top_customers", "gross is neither true nor false"),
}
