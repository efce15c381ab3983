package dev.slipway.buildservice.outbound.assembler;

import dev.slipway.registry.BaseImage;
import java.util.List;
import java.util.Optional;

/**
 * All that makes an image. Files are named, not copied: the build context must stay until the image is pushed. Warnings are
 * for the build's log: what Docker would have done otherwise.
 */
public record Recipe(
        Optional<BaseImage> base, String platform, List<Layer> layers, ImageConfig config, List<String> warnings) {}
