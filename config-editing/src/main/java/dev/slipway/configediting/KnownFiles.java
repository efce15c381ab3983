package dev.slipway.configediting;

import java.util.List;
import java.util.Map;

/**
 * Files whose bytes are read when they are asked for, and of which something is known without that. Reading one may throw
 * {@link UnreadableFile}.
 */
public interface KnownFiles extends Map<String, byte[]> {

    /** The paths of those that may name an image whose last part this is; as {@link FileWords} has it. */
    List<String> naming(String shortName);
}
