# The bot, built from hashed packages and run by nobody in particular. Its data is PostgreSQL's, or in /app/var.
FROM python:3.13-slim AS build

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PATH=/opt/vardag/bin:$PATH
RUN python -m venv /opt/vardag
WORKDIR /src
COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY migrations migrations
COPY dialogues dialogues
COPY storage storage
COPY adapters adapters
COPY bot bot
RUN pip install --no-index --no-deps --no-build-isolation .

FROM python:3.13-slim

RUN useradd --uid 10001 --no-create-home --home-dir /app vardag && install --directory --owner vardag /app/var
COPY --from=build /opt/vardag /opt/vardag
ENV PATH=/opt/vardag/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    VARDAG_HOST=0.0.0.0 VARDAG_PORT=3978 VARDAG_LOG_FORMAT=json
WORKDIR /app
USER 10001
VOLUME /app/var
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --start-interval=2s CMD ["vardag", "health"]
CMD ["vardag", "run"]
