package dev.slipway.buildservice.outbound.assembler;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import dev.slipway.registry.RegistryClient;
import dev.slipway.registry.RegistryRefused;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets Jib make layers and push them. */
final class JibPush {
    private final AssemblerSettings settings;
    private final RegistryClient registry;
    private final ImageReference target;

    JibPush(AssemblerSettings settings, RegistryClient registry, ImageReference target) {
        this.settings = settings;
        this.registry = registry;
        this.target = target;
    }

    String push(Recipe recipe, List<String> tags, Map<String, String> labels, Instant created)
            throws IOException, RegistryRefused {
        var images = new JibImages(registry);
        // Jib finds layers again by the sources' paths and times, and never deletes one: a cache for this push only.
        try (var layers =
                new TemporaryFolder(Files.createDirectories(settings.cache().resolve("layers")))) {
            var image = images.image(recipe, layers.path(), labels, created);
            var to = Containerizer.to(images.reference(target))
                    .setBaseImageLayersCache(settings.cache().resolve("base"))
                    .setApplicationLayersCache(layers.path())
                    .setAllowInsecureRegistries(images.mayUsePlainHttp(target, recipe))
                    .setToolName("slipway");
            for (var tag : tags) {
                to = to.withAdditionalTag(tag);
            }
            return run(image, to);
        }
    }

    private String run(JibContainerBuilder image, Containerizer to) throws IOException, RegistryRefused {
        var executor = Executors.newCachedThreadPool();
        var outer = Executors.newSingleThreadExecutor();
        try {
            var push = outer.submit(() -> image.containerize(to.setExecutorService(executor)));
            var container = push.get(settings.pushTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return container.getDigest().toString();
        } catch (TimeoutException e) {
            throw new IOException("%s: not pushed in %s".formatted(target, settings.pushTimeout()), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw new JibFailure(target).of(e);
        } finally {
            stop(outer);
            stop(executor);
        }
    }

    /** Waits a little: the threads may still write to the layers' folder, which goes next. */
    private static void stop(ExecutorService executor) {
        executor.shutdownNow();
        try {
            var _ = executor.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
