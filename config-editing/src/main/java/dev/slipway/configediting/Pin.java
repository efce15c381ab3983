package dev.slipway.configediting;

/** By what an image is named. */
public enum Pin {
    /** As the file has it. */
    AS_WRITTEN,
    TAG,
    DIGEST,
    BOTH
}
