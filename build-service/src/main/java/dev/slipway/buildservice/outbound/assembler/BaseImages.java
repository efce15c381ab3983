package dev.slipway.buildservice.outbound.assembler;

import dev.slipway.registry.BaseImage;
import dev.slipway.registry.RegistryRefused;
import java.io.IOException;

/** The images that a FROM may name. */
@FunctionalInterface
interface BaseImages {

    /**
     * @throws RegistryRefused if there is no such image, or it isn't for us
     * @throws IOException if the registry can't be asked now
     */
    BaseImage find(String image, String platform) throws IOException, RegistryRefused;
}
