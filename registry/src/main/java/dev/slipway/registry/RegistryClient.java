package dev.slipway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.ImageReference;
import dev.slipway.registry.RegistryCalls.Call;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Function;

/** What a registry has, and which tag means what. Every answer is the registry's own, none is remembered. */
public final class RegistryClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFESTS = String.join(
            ", ",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");
    private final RegistryCalls calls;
    private final RegistrySettings settings;
    private final Function<String, Optional<Credentials>> credentials;

    /** Credentials are asked for by registry, {@code host:port}. */
    public RegistryClient(RegistrySettings settings, Function<String, Optional<Credentials>> credentials) {
        this.settings = settings;
        this.credentials = credentials;
        this.calls = new RegistryCalls(settings, credentials);
    }

    /** The digest of the manifest that a tag means, where the registry has it. */
    public Optional<String> digestOf(String repository, String tag) throws IOException, RegistryRefused {
        var image = ImageName.parse(repository, tag);
        var head = calls.send(image, Call.read("HEAD", "manifests/" + image.getQualifier(), MANIFESTS));
        if (head.statusCode() == 404) {
            return Optional.empty();
        }
        var said = head.headers().firstValue("Docker-Content-Digest");
        return said.isPresent() ? said : manifest(image).map(HttpResponse::body).map(Digest::of);
    }

    /** Lets a tag mean an image that is there already. */
    public void tag(String repository, String digest, String newTag) throws IOException, RegistryRefused {
        var image = ImageName.parse(repository, digest);
        var target = ImageName.parse(repository, newTag);
        var found = manifest(image)
                .filter(manifest -> Digest.of(manifest.body()).equals(digest))
                .orElseThrow(() -> new RegistryRefused(
                        "%s@%s isn't in the registry".formatted(repository, digest), "Build the image again"));
        var type = found.headers().firstValue("Content-Type").orElse("application/vnd.oci.image.manifest.v1+json");
        var path = "manifests/" + target.getQualifier();
        var put = calls.send(
                image, new Call("PUT", path, "Content-Type", type, BodyPublishers.ofByteArray(found.body())));
        if (put.statusCode() == 404) {
            throw new IOException("%s answers 404 to PUT %s".formatted(repository, path));
        }
    }

    /** An image to start from. */
    public BaseImage inspect(String name, String platform) throws IOException, RegistryRefused {
        var image = ImageName.parse(name);
        var top = manifest(image).orElseThrow(() -> notThere(name));
        var manifest = JSON.readTree(top.body());
        if (manifest.has("manifests")) {
            var chosen = choose(manifest, platform)
                    .orElseThrow(() -> new RegistryRefused(
                            "%s isn't made for %s".formatted(name, platform), "Choose another image or platform"));
            var single = manifest(image.withQualifier(chosen)).orElseThrow(() -> notThere(name));
            manifest = JSON.readTree(single.body());
        }
        var path = "blobs/" + manifest.path("config").path("digest").asText();
        var blob = calls.send(image, Call.read("GET", path, "*/*"));
        if (blob.statusCode() != 200) {
            throw new IOException("%s answers %d to GET %s".formatted(name, blob.statusCode(), path));
        }
        return baseImage(name, Digest.of(top.body()), JSON.readTree(blob.body()).path("config"));
    }

    public RegistrySettings settings() {
        return settings;
    }

    public Optional<Credentials> credentials(String registry) {
        return credentials.apply(registry);
    }

    private Optional<HttpResponse<byte[]>> manifest(ImageReference image) throws IOException, RegistryRefused {
        var answer = calls.send(image, Call.read("GET", "manifests/" + image.getQualifier(), MANIFESTS));
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(answer);
    }

    private static Optional<String> choose(JsonNode index, String platform) {
        for (var entry : index.path("manifests")) {
            var made = entry.path("platform");
            var own = made.path("os").asText() + "/" + made.path("architecture").asText();
            if (platform.equals(own) || platform.startsWith(own + "/")) {
                return Optional.of(entry.path("digest").asText());
            }
        }
        return Optional.empty();
    }

    private static BaseImage baseImage(String name, String digest, JsonNode config) {
        var environment = new HashMap<String, String>();
        for (var entry : config.path("Env")) {
            var pair = entry.asText().split("=", 2);
            environment.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        var folder = config.path("WorkingDir").asText("");
        return new BaseImage(name, digest, environment, folder.isEmpty() ? "/" : folder);
    }

    private static RegistryRefused notThere(String name) {
        return new RegistryRefused("%s isn't in the registry".formatted(name), "Correct the name or the tag");
    }
}
