package dev.slipway.registry;

import com.google.cloud.tools.jib.api.ImageReference;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.function.Function;

/** Requests to the registry's API v2. */
final class RegistryCalls {
    private static final int REDIRECTS_MAX = 3;
    private final Http http;
    private final RegistrySettings settings;
    private final Function<String, Optional<Credentials>> credentials;

    /** {@code path} starts below the repository, for example {@code manifests/latest}. */
    record Call(String method, String path, String header, String mediaType, BodyPublisher body) {
        static Call read(String method, String path, String accept) {
            return new Call(method, path, "Accept", accept, BodyPublishers.noBody());
        }
    }

    RegistryCalls(RegistrySettings settings, Function<String, Optional<Credentials>> credentials) {
        this.http = new Http(settings);
        this.settings = settings;
        this.credentials = credentials;
    }

    /** The answer unless it is a refusal or the registry's trouble; 404 is an answer. */
    HttpResponse<byte[]> send(ImageReference image, Call call) throws IOException, RegistryRefused {
        var registry = image.getRegistry();
        var isPlain = settings.plainHttp().contains(registry);
        var uri = URI.create(
                "%s://%s/v2/%s/%s".formatted(isPlain ? "http" : "https", registry, image.getRepository(), call.path));
        var answer = http.send(request(uri, call).build());
        var challenge = answer.headers().firstValue("WWW-Authenticate");
        if (answer.statusCode() == 401 && challenge.isPresent()) {
            var token = new Authorization(http, isPlain).answer(challenge.get(), credentials.apply(registry));
            if (token.isPresent()) {
                answer = http.send(
                        request(uri, call).header("Authorization", token.get()).build());
            }
        }
        return judge(image, call, redirected(answer, call, isPlain));
    }

    /** Blobs may lie elsewhere, where the authorization isn't sent. */
    private HttpResponse<byte[]> redirected(HttpResponse<byte[]> first, Call call, boolean isPlain) throws IOException {
        var answer = first;
        for (var count = 0; count < REDIRECTS_MAX && answer.statusCode() / 100 == 3; count++) {
            var location = answer.headers().firstValue("Location").orElse("");
            var target = answer.uri().resolve(location);
            if (!call.method.equals("GET")
                    || !(isPlain || "https".equals(target.getScheme()))
                    || Inside.isEnteredBy(answer.uri(), target)) {
                return answer;
            }
            answer = http.send(request(target, call).build());
        }
        return answer;
    }

    private HttpRequest.Builder request(URI uri, Call call) {
        return HttpRequest.newBuilder(uri).method(call.method, call.body).header(call.header, call.mediaType);
    }

    private static HttpResponse<byte[]> judge(ImageReference image, Call call, HttpResponse<byte[]> answer)
            throws IOException, RegistryRefused {
        var status = answer.statusCode();
        if (status / 100 == 2 || status == 404) {
            return answer;
        }
        var place = image.getRegistry() + "/" + image.getRepository();
        var seen = "%s answers %d to %s %s".formatted(place, status, call.method, call.path);
        if (status == 401 || status == 403) {
            throw new RegistryRefused(seen, "Check the registry's credentials and what they may do");
        }
        if (status / 100 == 4 && status != 408 && status != 425 && status != 429) {
            throw new RegistryRefused(seen, "Check the image's name and what the registry accepts");
        }
        if (status / 100 == 3) {
            var there =
                    answer.headers().firstValue("Location").orElse("nowhere").replaceFirst("[?#].*", "");
            throw new RegistryRefused(
                    seen + " and sends us to " + there, "If the registry has moved, write its new name");
        }
        throw new IOException(seen);
    }
}
