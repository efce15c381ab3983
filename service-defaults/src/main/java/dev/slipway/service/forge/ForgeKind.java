package dev.slipway.service.forge;

import dev.slipway.events.catalog.Repository;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The forges whose API we speak: where it is, and how a token is shown. */
public enum ForgeKind {
    GITLAB {
        @Override
        public URI address(Repository repository) {
            return URI.create(ForgeAddress.of(repository) + "/api/v4");
        }

        @Override
        public Map<String, String> headers(Token token) {
            return Map.of("PRIVATE-TOKEN", token.value());
        }
    },
    /** At github.com, or on somebody's own server. */
    GITHUB {
        @Override
        public URI address(Repository repository) {
            var forge = ForgeAddress.of(repository);
            return URI.create(
                    PUBLIC.equalsIgnoreCase(URI.create(forge).getHost()) ? "https://api." + PUBLIC : forge + "/api/v3");
        }

        @Override
        public Map<String, String> headers(Token token) {
            return Map.of(
                    "Authorization", "Bearer " + token.value(),
                    "Accept", "application/vnd.github+json",
                    "X-GitHub-Api-Version", "2022-11-28");
        }
    },
    /** Forgejo too. */
    GITEA {
        @Override
        public URI address(Repository repository) {
            return URI.create(ForgeAddress.of(repository) + "/api/v1");
        }

        @Override
        public Map<String, String> headers(Token token) {
            // A user's password is taken as well as a token.
            var pair = token.user() + ":" + token.value();
            return Map.of(
                    "Authorization",
                    token.user() == null
                            ? "token " + token.value()
                            : "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
    };

    private static final String PUBLIC = "github.com";

    /** None for a forge whose API we do not speak. */
    public static Optional<ForgeKind> of(Repository repository) {
        return switch (repository.forge()) {
            case "gitlab" -> Optional.of(GITLAB);
            case "github" -> Optional.of(GITHUB);
            case "gitea", "forgejo" -> Optional.of(GITEA);
            default -> Optional.empty();
        };
    }

    public abstract URI address(Repository repository);

    public abstract Map<String, String> headers(Token token);
}
