# cvtex and all it needs; it uses no network when it runs.
#
#   docker build -t cvtex .
#   docker run --rm --network none --user "$(id -u):$(id -g)" -v "$PWD:/resume" cvtex build
FROM debian:12-slim AS wheel
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY requirements requirements
RUN python3 -m venv /opt/cvtex \
    && /opt/cvtex/bin/pip install -q --no-cache-dir -c requirements/pins.txt hatchling
COPY . .
RUN /opt/cvtex/bin/pip install -q --no-cache-dir --no-build-isolation -c requirements/pins.txt . \
    && /opt/cvtex/bin/pip uninstall -q -y hatchling pathspec pluggy trove-classifiers pip

FROM debian:12-slim
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends \
        python3 python3-venv \
        texlive-xetex texlive-lang-chinese texlive-fonts-recommended \
    && rm -rf /var/lib/apt/lists/* /usr/share/doc/* \
    && useradd --create-home cvtex
COPY --from=wheel /opt/cvtex /opt/cvtex
# Caches go where any user may write, as `--user` brings one that is not known here.
ENV PATH=/opt/cvtex/bin:$PATH \
    XDG_CACHE_HOME=/var/cache/cvtex
RUN install -d -m 1777 -o cvtex /var/cache/cvtex
USER cvtex
# Builds a sample: the image is known to work, and its caches are warm.
RUN cvtex new /tmp/sample && cd /tmp/sample && cvtex build && rm -rf /tmp/sample \
    && chmod -R a+rwX /var/cache/cvtex
WORKDIR /resume
ENTRYPOINT ["cvtex"]
CMD ["build"]
