"""The projector shows the scene that was asked for last, whatever page a run of the script is for."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from components.text.plans import plans

ROOT = Path(__file__).parents[3]


def test_a_run_of_another_page_leads_back_to_the_scene():
    plan = plans()["ten_pictures"]
    scene, other = plan.scenes[0], plan.scenes[-1]
    assert scene.page != other.page
    files = {path.stem: str(path) for path in ROOT.glob("pages/*/*.py")}
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["plan"], app.query_params["scene"] = plan.key, "1"
    app.switch_page(files[scene.page]).run()
    assert app.session_state["_page"] == scene.page
    app.switch_page(files[other.page]).run()  # a key that came late, from the page before
    assert not app.exception
    assert app.session_state["_page"] == scene.page
