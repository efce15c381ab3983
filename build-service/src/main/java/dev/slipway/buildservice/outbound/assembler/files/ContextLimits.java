package dev.slipway.buildservice.outbound.assembler.files;

/** How much may be copied from one build context, after .dockerignore. */
public record ContextLimits(long bytesMax, int filesMax) {
    public static final ContextLimits DEFAULT = new ContextLimits(2L << 30, 100_000);
}
