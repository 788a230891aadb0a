# Layerwise with its workers in one container, or, with another command, a scheduler or a worker (see compose.yaml).
# Everything is inside: it starts without a network.
FROM python:3.12-slim

RUN useradd --create-home --uid 1000 layerwise
WORKDIR /app

COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check -r requirements.txt

COPY app.py serve.py start.py LICENSE ./
COPY .streamlit .streamlit
COPY components components
COPY pages pages
COPY static static
RUN python -m compileall -q components pages app.py serve.py start.py \
    && install -d -o layerwise /runs

USER 1000
ENV LAYERWISE_RUNS=/runs \
    LAYERWISE_ROOMS=/runs/rooms \
    PYTHONPATH=/app \
    PYTHONUNBUFFERED=1
VOLUME /runs
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["python", "start.py", "--port", "8501"]
