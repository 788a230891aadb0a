"""/mnist."""

from components.ui.page import open_page

open_page("mnist")
