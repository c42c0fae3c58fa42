# The image of Klankbord: built in two steps, runs as an ordinary user, writes only to /data and /tmp.
ARG BASE=python:3.11-slim

FROM ${BASE} AS build
ENV UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1 UV_LINK_MODE=copy UV_NO_CACHE=1
RUN python3 -m venv /opt/uv \
    && /opt/uv/bin/pip install --quiet --no-cache-dir uv==0.13.9 \
    && python3 -m venv --without-pip /opt/klankbord
WORKDIR /source
# Packages change less often than our own files: their layer is kept as long as the lock stays the same.
COPY requirements.lock requirements-dev.lock ./
RUN /opt/uv/bin/uv pip sync --python /opt/klankbord/bin/python --require-hashes --compile-bytecode requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY attacks attacks
COPY bot bot
COPY console console
COPY dashboard dashboard
COPY klankbord klankbord
COPY knowledge_base knowledge_base
COPY meaning meaning
COPY measurement measurement
COPY playground playground
COPY prompts prompts
COPY safeguards safeguards
COPY storage storage
RUN /opt/uv/bin/uv pip install --python /opt/klankbord/bin/python --no-deps --compile-bytecode \
    --build-constraint requirements-dev.lock .

FROM ${BASE}
RUN useradd --no-log-init --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin klankbord \
    && install -d -o klankbord -g klankbord -m 700 /data
COPY --from=build /opt/klankbord /opt/klankbord
ENV PATH=/opt/klankbord/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    KLANKBORD_DATA_DIR=/data \
    KLANKBORD_LISTEN=0.0.0.0:8000
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["klankbord"]
CMD ["run"]
