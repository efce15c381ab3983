package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Gitea and its kin: HMAC in bare hex over the JSON, also where a form carries it; headers under a name of their own. */
final class Gitea implements HookForm {
    private final String forge;
    private final String header;

    /** @param header what its headers begin with, after {@code X-} */
    Gitea(String forge, String header) {
        this.forge = forge;
        this.header = "X-" + header + "-";
    }

    @Override
    public String forge() {
        return forge;
    }

    @Override
    public boolean isSignedWith(String secret, HookRequest request) {
        var given = request.headerOrEmpty(header + "Signature");
        if (!Signatures.isHexSha256(given)) {
            return false;
        }
        byte[] signed;
        try {
            signed = json(request);
        } catch (IllegalArgumentException e) {
            return false;
        }
        var mac = Signatures.hmacSha256(Signatures.bytes(secret), signed);
        return Signatures.same(HexFormat.of().formatHex(mac), given);
    }

    @Override
    public @Nullable String delivery(HookRequest request) {
        return request.header(header + "Delivery");
    }

    @Override
    public Heard hear(HookRequest request, JsonNode body) {
        var event = request.headerOrEmpty(header + "Event");
        if (event.isEmpty()) {
            throw new IllegalArgumentException("header " + header + "Event is missing");
        }
        return switch (event) {
            case "push" -> Heard.push(path(body), pusher(body), body);
            case "pull_request" -> Heard.pullRequest(path(body), body);
            default -> new Heard.Other(event);
        };
    }

    private static String path(JsonNode body) {
        return Fields.text(body, "/repository/full_name");
    }

    private static @Nullable String pusher(JsonNode body) {
        var login = Fields.nameOrNull(body, "/pusher/login");
        return login == null ? Fields.nameOrNull(body, "/pusher/username") : login;
    }
}
