package dev.slipway.syncservice.outbound;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A kubeconfig that must say what is asked of it. The client itself takes any other context for one that is not there. */
public final class Kubeconfig {
    private final Path file;
    private final io.fabric8.kubernetes.api.model.Config content;

    private Kubeconfig(Path file) {
        this.file = file;
        content = parsed(file);
    }

    /**
     * @param context the current one if not given
     * @throws IllegalArgumentException with what is wrong with it and what to do, in a sentence
     */
    public static Config read(Path file, @Nullable String context) {
        var kubeconfig = new Kubeconfig(file);
        var name = kubeconfig.mustBeWhole(kubeconfig.context(context));
        try {
            return ClientKey.asItsCertificateSays(Config.fromKubeconfig(name, file.toFile()));
        } catch (KubernetesClientException e) {
            throw unusable(file, gist(e), e);
        }
    }

    private static io.fabric8.kubernetes.api.model.Config parsed(Path file) {
        var text = text(file);
        io.fabric8.kubernetes.api.model.@Nullable Config content;
        try {
            content = new KubernetesSerialization().unmarshal(text, io.fabric8.kubernetes.api.model.Config.class);
        } catch (RuntimeException e) { // the parser's own, which are many
            throw unusable(file, "it is not the YAML of one: " + gist(e), e);
        }
        if (content == null || content.getContexts().isEmpty()) {
            throw unusable(file, "it holds no contexts", null);
        }
        return content;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "there is no kubeconfig " + file + "; name the file that kubectl uses for the cluster", e);
        } catch (IOException e) {
            throw unusable(file, gist(e), e);
        }
    }

    private NamedContext context(@Nullable String asked) {
        var name = asked == null ? content.getCurrentContext() : asked;
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException(file + " has no current context; name one of its own: " + names());
        }
        return content.getContexts().stream()
                .filter(context -> name.equals(context.getName()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no context '" + name + "' in " + file + "; it has " + names()));
    }

    /** @return its name */
    private String mustBeWhole(NamedContext named) {
        var context = named.getContext();
        var cluster = context == null ? null : context.getCluster();
        var user = context == null ? null : context.getUser();
        if (content.getClusters().stream().noneMatch(one -> Objects.equals(one.getName(), cluster))) {
            throw unusable(
                    file, "context '" + named.getName() + "' is of cluster '" + cluster + "', which is missing", null);
        }
        if (content.getUsers().stream().noneMatch(one -> Objects.equals(one.getName(), user))) {
            throw unusable(file, "context '" + named.getName() + "' is of user '" + user + "', who is missing", null);
        }
        return named.getName();
    }

    private String names() {
        return content.getContexts().stream().map(NamedContext::getName).collect(Collectors.joining(", "));
    }

    private static IllegalArgumentException unusable(Path file, String why, @Nullable Exception cause) {
        return new IllegalArgumentException(
                file + " cannot be used as a kubeconfig: " + why + "; mend it, or name another one", cause);
    }

    private static String gist(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("at [Source"))
                .limit(2)
                .collect(Collectors.joining(" "));
    }
}
