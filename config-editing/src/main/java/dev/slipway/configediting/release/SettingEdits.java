package dev.slipway.configediting.release;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.Container;
import dev.slipway.configediting.Edit;
import dev.slipway.configediting.Edit.SetEnv;
import dev.slipway.configediting.Edit.SetField;
import dev.slipway.configediting.Edit.SetReplicas;
import dev.slipway.configediting.Edit.SetResource;
import dev.slipway.configediting.Edit.SetResource.Bound;
import dev.slipway.configediting.Where;
import dev.slipway.events.values.Setting;
import dev.slipway.events.values.Setting.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a person's setting may mean, the likeliest first: the next one counts where nothing of the one before is there. */
final class SettingEdits {
    private static final int REPLICAS_MAX = 10_000;
    /** What Kubernetes takes: its own, and those of others with their domain. */
    private static final Pattern RESOURCE = Pattern.compile(
            "cpu|memory|ephemeral-storage|hugepages-[0-9]+[KMG]i|[a-z0-9][a-z0-9.-]*/[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Setting setting;
    private final String image;
    private final @Nullable String imageFile;

    /** @param imageFile the one file that holds the image, where the catalog names it */
    SettingEdits(Setting setting, String image, @Nullable String imageFile) {
        this.setting = setting;
        this.image = image;
        this.imageFile = imageFile;
    }

    /** @throws IllegalArgumentException that says what is wrong with the setting, and what to write */
    List<Edit> inOrder() {
        try {
            return meant();
        } catch (IllegalArgumentException e) {
            var resource = setting.kind() == Kind.REQUEST || setting.kind() == Kind.LIMIT;
            throw new IllegalArgumentException(
                    setting.kind().word() + (resource ? " " + setting.name() : "") + ": " + e.getMessage(), e);
        }
    }

    private List<Edit> meant() {
        return switch (setting.kind()) {
            case REPLICAS -> {
                var replicas = replicas();
                yield containers().stream()
                        .<Edit>map(it -> new SetReplicas(it, replicas))
                        .toList();
            }
            case ENV ->
                containers().stream()
                        .<Edit>map(it -> new SetEnv(it, name(), setting.value()))
                        .toList();
            case REQUEST -> resources(Bound.requests);
            case LIMIT -> resources(Bound.limits);
            case VALUE -> {
                var where = Where.field(name());
                yield List.of(new SetField(setting.in() == null ? where : where.in(setting.in()), setting.value()));
            }
        };
    }

    private List<Edit> resources(Bound bound) {
        if (!RESOURCE.matcher(name()).matches()) {
            throw new IllegalArgumentException(
                    "'" + name()
                            + "' is no resource; write cpu, memory, ephemeral-storage, hugepages-2Mi, or one with its domain: nvidia.com/gpu");
        }
        return containers().stream()
                .<Edit>map(it -> new SetResource(it, bound, name(), setting.value()))
                .toList();
    }

    private String name() {
        var name = setting.name();
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a name is missing; write NAME=VALUE");
        }
        return name;
    }

    private int replicas() {
        var text = setting.value();
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > REPLICAS_MAX) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no number of pods; write one from 0 to " + REPLICAS_MAX);
        }
        return Integer.parseInt(text);
    }

    private List<Container> containers() {
        var in = setting.in();
        if (in == null) {
            var anywhere = Container.ofImage(image);
            return imageFile == null ? List.of(anywhere) : List.of(anywhere.at(Where.file(imageFile)), anywhere);
        }
        if (ConfigFiles.isYaml(in)) {
            return List.of(Container.ofImage(image).at(Where.file(in)));
        }
        if (in.contains("/")) {
            return List.of(Container.ofImage(image).at(Where.object(in)), Container.in(in));
        }
        var named = Container.named(in);
        return List.of(new Container(Optional.of(image), Optional.of(in), Where.ANYWHERE), named);
    }
}
