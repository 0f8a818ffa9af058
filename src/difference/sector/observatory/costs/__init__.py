"""What an exclusion costs: the sums behind quoted billions, and the open model whose every number a reader may change."""
