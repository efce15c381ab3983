package dev.slipway.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers a registry's challenge: with the credentials, or with the token that they (or nobody) get at its realm. */
final class Authorization {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z]+)=\"([^\"]*)\"");
    private final Http http;
    private final boolean plainHttp;

    Authorization(Http http, boolean plainHttp) {
        this.http = http;
        this.plainHttp = plainHttp;
    }

    Optional<String> answer(String challenge, Optional<Credentials> credentials) throws IOException {
        if (challenge.toLowerCase(Locale.ROOT).startsWith("basic")) {
            return credentials.map(Credentials::basic);
        }
        var parameters = new HashMap<String, String>();
        for (var match = PARAMETER.matcher(challenge); match.find(); ) {
            parameters.put(match.group(1).toLowerCase(Locale.ROOT), match.group(2));
        }
        var realm = parameters.get("realm");
        if (realm == null || !(realm.startsWith("https://") || (plainHttp && realm.startsWith("http://")))) {
            return Optional.empty();
        }
        var query = new StringBuilder(realm.contains("?") ? "&" : "?");
        for (var name : new String[] {"service", "scope"}) {
            var value = parameters.getOrDefault(name, "");
            query.append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                    .append('&');
        }
        return token(URI.create(realm + query.substring(0, query.length() - 1)), credentials);
    }

    private Optional<String> token(URI uri, Optional<Credentials> credentials) throws IOException {
        var request = HttpRequest.newBuilder(uri);
        credentials.ifPresent(some -> request.header("Authorization", some.basic()));
        var answer = http.send(request.build());
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "%s answers %d to a request for a token".formatted(uri.getHost(), answer.statusCode()));
        }
        var body = JSON.readTree(answer.body());
        var token = body.path("token").asText(body.path("access_token").asText(""));
        return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token);
    }
}
