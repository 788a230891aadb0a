"""Controls that return values, live views and browser components: all of Streamlit."""
