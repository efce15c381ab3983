package dev.slipway.buildservice.outbound.assembler.dockerfile;

import java.util.List;

/** The first word of an instruction, with the flags that it may have here. */
public enum Keyword {
    ADD("chown chmod link"),
    ARG,
    CMD,
    COPY("from chown chmod link"),
    ENTRYPOINT,
    ENV,
    EXPOSE,
    FROM("platform"),
    HEALTHCHECK("interval timeout start-period start-interval retries"),
    LABEL,
    MAINTAINER,
    ONBUILD,
    RUN("mount network security"),
    SHELL,
    STOPSIGNAL,
    USER,
    VOLUME,
    WORKDIR;

    private final String flags;

    Keyword() {
        this("");
    }

    Keyword(String flags) {
        this.flags = flags;
    }

    boolean takes(String flag) {
        return List.of(flags.split(" ")).contains(flag);
    }
}
