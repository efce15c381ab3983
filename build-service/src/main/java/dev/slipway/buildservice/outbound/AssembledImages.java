package dev.slipway.buildservice.outbound;

import dev.slipway.buildservice.core.Images;
import dev.slipway.buildservice.outbound.assembler.Assembler;
import dev.slipway.buildservice.outbound.assembler.dockerfile.DockerfileRefused;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.registry.RegistryClient;
import dev.slipway.registry.RegistryRefused;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builder {@code local}: assembles in this process, and asks the registry what it has. */
public final class AssembledImages implements Images {
    private final Assembler assembler;
    private final RegistryClient registry;

    public AssembledImages(Assembler assembler, RegistryClient registry) {
        this.assembler = assembler;
        this.registry = registry;
    }

    @Override
    public Optional<String> find(String image, String tag) throws IOException {
        try {
            return registry.digestOf(image, tag);
        } catch (RegistryRefused e) {
            throw new PermanentFailure(Segment.REGISTRY, e.seen(), e.nextStep());
        }
    }

    @Override
    public String build(Application application, SourceCommit commit, Path sources, String tag) throws IOException {
        var build = application.build();
        var context = sources.resolve(build.context()).normalize();
        var dockerfile = context.resolve(build.dockerfile()).normalize();
        if (leaves(sources, context) || leaves(sources, dockerfile)) {
            throw new PermanentFailure(
                    Segment.BUILD,
                    "context '" + build.context() + "' or Dockerfile '" + build.dockerfile()
                            + "' leaves the repository",
                    "name folders inside it in the application's build");
        }
        try {
            var labels = Map.of(
                    "org.opencontainers.image.revision", commit.id().value(),
                    "org.opencontainers.image.created", commit.at().toString());
            var recipe = assembler.plan(context, dockerfile, Map.of());
            return assembler.push(recipe, application.image(), List.of(tag), labels, commit.at());
        } catch (DockerfileRefused e) {
            throw new PermanentFailure(Segment.BUILD, e.seen(), e.nextStep());
        } catch (RegistryRefused e) {
            throw new PermanentFailure(Segment.REGISTRY, e.seen(), e.nextStep());
        }
    }

    /** Links are followed: what was pushed must not make us read the host's files. */
    private static boolean leaves(Path sources, Path path) throws IOException {
        var real = Files.exists(path) ? path.toRealPath() : path;
        return !path.startsWith(sources) || !real.startsWith(Files.exists(path) ? sources.toRealPath() : sources);
    }

    @Override
    public void tag(String image, String digest, String tag) throws IOException {
        try {
            registry.tag(image, digest, tag);
        } catch (RegistryRefused e) {
            throw new PermanentFailure(Segment.REGISTRY, e.seen(), e.nextStep());
        }
    }
}
