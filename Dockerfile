# syntax=docker/dockerfile:1.7
# One image for web, worker and commands. Build: docker build -t jobmatch .
# Versions are tags that are never moved; who builds for others adds the digests of the day (FROM name:tag@sha256:...).

FROM node:24.11.0-trixie-slim AS libraries
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM python:3.11.14-slim-trixie AS build
# More requirement files, such as "requirements-azure.txt requirements-traces.txt" (uploads in Azure Blob, traces).
ARG EXTRAS=""
# The sentence model, 90 MB. "false" leaves it out: texts are then compared by spelling.
ARG WITH_MODEL=true
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
WORKDIR /opt/jobmatch
COPY requirements*.txt ./
RUN python -m venv /opt/venv \
  && /opt/venv/bin/pip install -r requirements.txt \
  && for file in ${EXTRAS}; do /opt/venv/bin/pip install -r "${file}"; done
COPY . .
COPY --from=libraries /build/node_modules ./node_modules
RUN /opt/venv/bin/python -m tools.assets \
  && /opt/venv/bin/python -m tools.translations compile \
  && if [ "${WITH_MODEL}" = true ]; then /opt/venv/bin/python -m tools.model_weights /opt/models; else mkdir /opt/models; fi \
  && rm -rf node_modules package.json package-lock.json .npmrc requirements*.txt tools \
  && /opt/venv/bin/python -m compileall -q app course_scraper job_scraper outgoing record_files gunicorn_config.py

FROM python:3.11.14-slim-trixie AS product
# Reading scans in four languages, dumps of PostgreSQL, a first process that buries its dead.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install -y --no-install-recommends \
    tesseract-ocr tesseract-ocr-eng tesseract-ocr-fra tesseract-ocr-deu tesseract-ocr-ara \
    postgresql-client tini \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --uid 10001 --user-group --no-create-home --home-dir /tmp --shell /usr/sbin/nologin jobmatch \
  && install -d -o jobmatch -g jobmatch -m 0700 /data /backups
# Code belongs to root: what runs can read it and never change it.
COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/models /opt/models
COPY --from=build /opt/jobmatch /opt/jobmatch
ENV PATH=/opt/venv/bin:$PATH \
  PYTHONDONTWRITEBYTECODE=1 \
  PYTHONUNBUFFERED=1 \
  FLASK_APP=app \
  JOBMATCH_ENV=production \
  BIND=0.0.0.0 \
  PORT=8000 \
  DATA_DIR=/data \
  BACKUP_DIR=/backups \
  MODELS_DIR=/opt/models \
  LOG_FORMAT=json \
  HOME=/tmp
WORKDIR /opt/jobmatch
USER 10001:10001
# All that is written goes here and to /tmp, so the rest of the file system may be read-only.
VOLUME ["/data", "/backups"]
EXPOSE 8000
STOPSIGNAL SIGTERM
# For the web server; the worker's is set where it is started.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/livez', timeout=4)"]
ENTRYPOINT ["tini", "--"]
CMD ["gunicorn", "--config", "gunicorn_config.py", "app:create_app()"]
