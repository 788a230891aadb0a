@echo off
rem Starts Layerwise on Windows by a double click. The first time it fetches uv (which brings Python) and what the
rem app needs, about 2 GB on the disk; later it starts without a network.
setlocal
cd /d "%~dp0"
set "PATH=%PATH%;%USERPROFILE%\.local\bin;%USERPROFILE%\.cargo\bin"

if /i "%PROCESSOR_ARCHITECTURE%"=="ARM64" (
    echo TensorFlow does not run on Windows on ARM. Use Docker:
    echo   docker build -t layerwise .
    echo   docker run -p 8501:8501 layerwise
    goto failed
)

where uv >nul 2>nul
if errorlevel 1 (
    echo Fetching uv, which installs Python programs ^(astral.sh/uv^) ...
    powershell -NoProfile -ExecutionPolicy Bypass -Command "irm https://astral.sh/uv/install.ps1 | iex"
    where uv >nul 2>nul
    if errorlevel 1 (
        echo uv could not be fetched. Is there a network?
        goto failed
    )
)
if not exist .venv (
    echo The first start fetches Python, TensorFlow and the rest, about 2 GB on the disk: some minutes ...
    uv venv --seed --quiet --python 3.12 .venv || goto failed
)
fc /b requirements.txt .venv\installed >nul 2>nul
if errorlevel 1 (
    uv pip install --compile-bytecode --python .venv\Scripts\python.exe -r requirements.txt || goto failed
    copy /y requirements.txt .venv\installed >nul
)
.venv\Scripts\python.exe start.py --open %*
if errorlevel 1 goto failed
exit /b 0

:failed
echo.
echo Layerwise did not start; the lines above say why. Start again to go on.
pause
exit /b 1
