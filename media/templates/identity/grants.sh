# Every right that the account has: role, kind of resource, its name.
# @if grants=some
GRANTS=(
@@grantLines@@
)
# @end
# @if grants=none
# It calls nothing that asks who it is, so that it has none.
GRANTS=()
# @end
