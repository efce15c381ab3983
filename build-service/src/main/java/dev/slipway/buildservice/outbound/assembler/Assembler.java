package dev.slipway.buildservice.outbound.assembler;

import com.google.cloud.tools.jib.api.ImageReference;
import dev.slipway.buildservice.outbound.assembler.dockerfile.DockerfileRefused;
import dev.slipway.registry.ImageName;
import dev.slipway.registry.RegistryClient;
import dev.slipway.registry.RegistryRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes images of Dockerfiles that need no RUN. The same files, labels and time give the same digest, so that everything may be
 * repeated. Every {@link IOException} may pass by itself; what is refused stays refused. Safe for use by several threads.
 */
public final class Assembler {
    private final AssemblerSettings settings;
    private final RegistryClient registry;

    public Assembler(AssemblerSettings settings, RegistryClient registry) {
        this.settings = settings;
        this.registry = registry;
    }

    /** Reads the Dockerfile and lists what the image will hold; of registries only base images are asked for. */
    public Recipe plan(Path context, Path dockerfile, Map<String, String> arguments)
            throws IOException, DockerfileRefused {
        return new Planner(context, dockerfile, arguments, settings, registry::inspect).plan();
    }

    /**
     * Pushes the image under each tag and returns its digest as the registry confirmed it under the first one. The labels are
     * added to the Dockerfile's and win over them.
     */
    public String push(Recipe recipe, String repository, List<String> tags, Map<String, String> labels, Instant created)
            throws IOException, RegistryRefused {
        for (var tag : tags) {
            if (!ImageReference.isValidTag(tag)) {
                throw new RegistryRefused("%s is no tag".formatted(tag), "Use letters, digits, . _ and -");
            }
        }
        var target = ImageName.parse(repository + ":" + tags.getFirst());
        var pushed = new JibPush(settings, registry, target).push(recipe, tags, labels, created);
        var confirmed = registry.digestOf(repository, tags.getFirst());
        if (!confirmed.equals(Optional.of(pushed))) {
            throw new IOException("%s has %s as %s, but %s was pushed"
                    .formatted(repository, confirmed.orElse("nothing"), tags.getFirst(), pushed));
        }
        return pushed;
    }
}
