"""/classroom: a room for a class; who opens it teaches, who enters its code votes."""

import streamlit as st

from components import text
from components.ui.classroom import door, projector, pupil, teacher
from components.ui.classroom.poll import poll
from components.ui.classroom.settings import SETTINGS
from components.ui.classroom.who import who
from components.ui.kit.address import close_address, open_address

DRAW = {"door": door.draw, "teacher": teacher.draw, "pupil": pupil.draw, "projector": projector.draw}

open_address(SETTINGS)
visitor = who()
if refusals := SETTINGS.refusals():
    st.warning("  \n".join(refusals), icon=":material/link_off:")
DRAW[visitor.role](visitor, text.load(SETTINGS.stem))
poll(visitor)
close_address(SETTINGS)
