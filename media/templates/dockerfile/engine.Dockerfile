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
# The engine's image may lack this user: some libraries look for its name.
RUN getent passwd @@uid@@ > /dev/null || useradd --uid @@uid@@ --gid 0 --no-create-home --home-dir /nonexistent server
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
USER @@uid@@:0
EXPOSE @@port@@
@@healthcheck@@
# exec makes the server process 1, which is the one that gets SIGTERM.
@@command@@
