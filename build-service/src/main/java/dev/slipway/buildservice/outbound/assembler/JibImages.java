package dev.slipway.buildservice.outbound.assembler;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.slipway.buildservice.outbound.assembler.files.Node;
import dev.slipway.registry.BaseImage;
import dev.slipway.registry.ImageName;
import dev.slipway.registry.RegistryClient;
import dev.slipway.registry.RegistryRefused;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says a recipe in Jib's words. */
final class JibImages {
    private static final Instant FILE_TIME = Instant.ofEpochSecond(1);
    private final RegistryClient registry;

    JibImages(RegistryClient registry) {
        this.registry = registry;
    }

    /** {@code someFolder} stands for every folder in a layer: Jib wants to see one. */
    JibContainerBuilder image(Recipe recipe, Path someFolder, Map<String, String> labels, Instant created)
            throws RegistryRefused {
        var image = recipe.base().isPresent() ? from(recipe.base().get()) : Jib.fromScratch();
        var platform = recipe.platform().split("/", 3);
        image.setFormat(ImageFormat.OCI)
                .setCreationTime(created)
                .setPlatforms(Set.of(new Platform(platform[1], platform[0])));
        for (var layer : recipe.layers()) {
            image.addFileEntriesLayer(layer(layer, someFolder));
        }
        configure(image, recipe.config());
        new TreeMap<>(labels).forEach(image::addLabel);
        return image;
    }

    RegistryImage reference(ImageReference image) {
        var reference = RegistryImage.named(image);
        registry.credentials(image.getRegistry())
                .ifPresent(some -> reference.addCredential(some.user(), some.password()));
        return reference;
    }

    /** Jib knows one answer for the base image and the target. It sends credentials without TLS only if a property is set. */
    boolean mayUsePlainHttp(ImageReference target, Recipe recipe) throws RegistryRefused {
        var may = isPlain(target);
        if (recipe.base().isPresent()) {
            may |= isPlain(ImageName.parse(recipe.base().get().name()));
        }
        if (may) {
            System.setProperty("sendCredentialsOverHttp", "true");
        }
        return may;
    }

    private boolean isPlain(ImageReference image) {
        return registry.settings().plainHttp().contains(image.getRegistry());
    }

    private JibContainerBuilder from(BaseImage base) throws RegistryRefused {
        return Jib.from(reference(ImageName.parse(base.name()).withQualifier(base.digest())));
    }

    private static void configure(JibContainerBuilder image, ImageConfig config) {
        config.environment().forEach(image::addEnvironmentVariable);
        config.labels().forEach(image::addLabel);
        config.entrypoint().ifPresent(image::setEntrypoint);
        config.command().ifPresent(image::setProgramArguments);
        config.workingFolder().map(AbsoluteUnixPath::get).ifPresent(image::setWorkingDirectory);
        config.user().ifPresent(image::setUser);
        image.setExposedPorts(
                config.ports().stream().map(JibImages::port).collect(Collectors.toCollection(LinkedHashSet::new)));
        image.setVolumes(config.volumes().stream()
                .map(AbsoluteUnixPath::get)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static Port port(String text) {
        var parts = text.split("/", 2);
        return Port.parseProtocol(Integer.parseInt(parts[0]), parts[1]);
    }

    private static FileEntriesLayer layer(Layer layer, Path someFolder) {
        var builder = FileEntriesLayer.builder().setName(layer.name());
        layer.entries().forEach((path, node) -> builder.addEntry(entry(AbsoluteUnixPath.get(path), node, someFolder)));
        return builder.build();
    }

    private static FileEntry entry(AbsoluteUnixPath path, Node node, Path someFolder) {
        return switch (node) {
            case Node.File(var source, var mode, var owner) ->
                new FileEntry(source, path, permissions(mode), FILE_TIME, owner);
            case Node.Folder(var mode, var owner) ->
                new FileEntry(someFolder, path, permissions(mode), FILE_TIME, owner);
            case Node.Link(var target) -> throw new IllegalStateException("an unresolved link to " + target);
        };
    }

    private static FilePermissions permissions(int mode) {
        return FilePermissions.fromOctalString(String.format(Locale.ROOT, "%03o", mode));
    }
}
