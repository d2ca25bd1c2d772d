# @if metadata=true
# The project's build system may read anything of it before it says what it needs. This stage only asks; the next one
# is built again only where the answer changes.
FROM @@base@@ AS metadata
WORKDIR /app
@@metadata-copies@@
RUN @@pip-cache@@pip install --dry-run --no-deps --ignore-installed --quiet --report /tmp/report.json . \
    && python -c "import json; print(*[each for each in json.load(open('/tmp/report.json'))['install'][0]['metadata'].get('requires_dist', []) if 'extra ==' not in each], sep='\n')" > /requirements.txt

# @end
# Installs the dependencies. The image at the end has neither the tools of this stage nor their caches.
FROM @@base@@ AS builder
# @if build-packages=true
# Debian keeps only the newest version of a package, so that a pinned one soon fails.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --no-install-recommends --yes @@build-package-names@@ \
    && rm -rf /var/lib/apt/lists/*
# @end
# @if uv=true
COPY --from=@@uv-image@@ /uv /usr/local/bin/uv
# @end
@@builder-env@@
WORKDIR /app

# @if method=uv-sync
@@dependency-copies@@
# --locked fails where uv.lock does not fit pyproject.toml, rather than installing something else.
RUN @@cache@@uv sync --locked --no-default-groups @@not-installed@@
# @end
# @if method=poetry
# @if uv=true
RUN @@cache@@uv tool install @@installer@@
# @end
# @if uv=false
RUN @@cache@@python -m venv /opt/poetry && /opt/poetry/bin/pip install @@installer@@
# @end
@@dependency-copies@@
# Fails where poetry.lock does not fit pyproject.toml.
RUN @@tool-cache@@python -m venv --without-pip /opt/venv \
    && @@tool@@ install --only main --no-root --no-interaction --compile
# @end
# @if method=pdm
# @if uv=true
RUN @@cache@@uv tool install @@installer@@
# @end
# @if uv=false
RUN @@cache@@python -m venv /opt/pdm && /opt/pdm/bin/pip install @@installer@@
# @end
@@dependency-copies@@
# --check fails where pdm.lock does not fit pyproject.toml.
RUN @@tool-cache@@python -m venv --without-pip /opt/venv \
    && @@tool@@ install --check --prod --no-self --no-editable \
    && python -m compileall -q /opt/venv
# @end
# @if method=uv-pip
@@dependency-copies@@
RUN @@cache@@uv venv /opt/venv \
    && uv pip install -r @@requirements@@
# @end
# @if method=pip
@@dependency-copies@@
# @if read-pyproject=true
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project'].get('dependencies', []), sep='\n')" > /requirements.txt
# @end
# @if torch-index=true
# torch comes first and only from PyTorch's index: with an extra index, any package could come from either.
RUN @@cache@@python -m venv --without-pip /opt/venv \
    && { grep -iE '^(torch|torchvision|torchaudio)([^a-z0-9._-]|$)' @@requirements@@ || echo torch; } > /tmp/torch.txt \
    && pip --python /opt/venv/bin/python install --index-url @@torch-index-url@@ -r /tmp/torch.txt \
    && pip --python /opt/venv/bin/python install -r @@requirements@@
# @end
# @if torch-index=false
RUN @@cache@@python -m venv --without-pip /opt/venv \
    && pip --python /opt/venv/bin/python install -r @@requirements@@
# @end
# @end
# @if extra=true
# What the server needs and the project does not declare.
RUN @@cache@@@@pip@@ install @@extra-packages@@
# @end

# @if project=true
# Builds the project itself, which changes more often than what it depends on.
FROM builder AS project
@@project-copies@@
RUN @@cache@@@@project-install@@

# @end
# @if weights=download
# Downloads the weights, once for each revision. A gated model needs a token, which stays out of every layer:
# docker build --secret id=hf_token,env=HF_TOKEN .
FROM @@weights-base@@ AS weights
# @if downloader=uv
COPY --from=@@uv-image@@ /uv /usr/local/bin/uv
RUN @@cache@@uv pip install --system @@downloader-requirement@@
# @end
# @if downloader=pip
RUN @@cache@@pip install @@downloader-requirement@@
# @end
# @if pinned=false
# No revision is given: this takes whatever the repository has on the day of the build.
# @end
@@download@@

# @end
FROM @@base@@ AS runtime
# @if system-packages=true
# Debian keeps only the newest version of a package, so that a pinned one soon fails.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --no-install-recommends --yes @@system-package-names@@ \
    && rm -rf /var/lib/apt/lists/*
# @end
RUN groupadd --gid 10001 app \
    && useradd --uid 10001 --gid app --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
WORKDIR /app
# From what changes least to what changes most: after an edit of the sources only the last layers are built.
# @if weights=download
COPY --from=weights @@weights-path@@ @@weights-path@@
# @end
COPY --from=builder /opt/venv /opt/venv
# @if weights=project
@@weights-copy@@
# @end
# Nothing is written outside /tmp, so that the root file system may be read-only.
@@runtime-env@@
# @if project=true
COPY --from=project /opt/project /opt/project
# @end
@@source-copies@@
USER 10001:10001
EXPOSE @@port@@
@@healthcheck@@
# exec makes the server process 1, which is the one that gets SIGTERM.
@@command@@
