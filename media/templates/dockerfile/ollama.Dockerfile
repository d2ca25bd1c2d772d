# @if weights=download
# Puts the model into a layer of its own. The server must run meanwhile, and is asked until it answers.
FROM @@base@@ AS weights
ENV OLLAMA_MODELS=@@weights-path@@
# @if own=true
WORKDIR /app
@@own-copies@@
# @end
# The server would outlive this step where a build shares its processes.
# hadolint ignore=DL3001
RUN ollama serve & server=$!; \
    timeout 60 sh -c 'until ollama list > /dev/null 2>&1; do sleep 1; done' \
    && @@fetch@@ \
    && kill "$server"

# @end
FROM @@base@@ AS runtime
RUN groupadd --gid 10001 app \
    && useradd --uid 10001 --gid app --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
# @if weights=download
COPY --from=weights --chown=10001:10001 @@weights-path@@ @@weights-path@@
# @end
# The key that the server makes for itself goes to /tmp, so that the root file system may be read-only.
@@runtime-env@@
USER 10001:10001
EXPOSE @@port@@
@@healthcheck@@
# exec makes the server process 1, which is the one that gets SIGTERM.
@@command@@
