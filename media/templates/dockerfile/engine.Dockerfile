# @if weights=download
# Downloads the weights, once for each revision. A gated model needs a token, which stays out of every layer:
# docker build --secret id=hf_token,env=HF_TOKEN .
FROM @@base@@ AS weights
# @if pinned=false
# No revision is given: this takes whatever the repository has on the day of the build.
# @end
@@download@@

# @end
FROM @@base@@ AS runtime
# @if engine=vllm
# Newer images of vLLM have this user, older ones do not; libraries look for its name.
RUN getent passwd 2000 > /dev/null \
    || useradd --uid 2000 --gid 0 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin vllm
# @end
# @if engine=tensorrt-llm
RUN groupadd --gid 10001 app \
    && useradd --uid 10001 --gid app --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
# @end
# @if weights=download
COPY --from=weights @@weights-path@@ @@weights-path@@
# @end
# @if weights=project
@@weights-copy@@
# @end
# Caches of compiled kernels go to /tmp, so that the root file system may be read-only.
@@runtime-env@@
# @if sources=true
WORKDIR /app
@@source-copies@@
# @end
USER @@user@@
EXPOSE @@port@@
@@healthcheck@@
# exec makes the server process 1, which is the one that gets SIGTERM.
@@command@@
