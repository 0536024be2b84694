"""Shell of the application: layout, components, error pages, health."""
