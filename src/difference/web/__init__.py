"""What pages are made of: layout, forms, components, charts and error pages. It knows no app above it."""
