package dev.slipway.notifier.outbound.feishu;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.events.values.Segment;
import dev.slipway.events.wire.Json;
import dev.slipway.notifier.core.NotConfirmed;
import dev.slipway.service.PermanentFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Feishu's answer means. The HTTP status says little: mostly it is 200, and the code in the body decides. */
record Answer(int status, @Nullable Integer code, @Nullable String message) {
    private static final int MESSAGE_MAX = 200;

    private record Body(
            @Nullable Integer code,
            @JsonProperty("StatusCode") @Nullable Integer statusCode,
            @Nullable String msg,
            @JsonProperty("StatusMessage") @Nullable String statusMessage) {}

    static Answer of(int status, byte[] body) {
        try {
            var said = Json.read(body, Body.class);
            var code = said.code() == null ? said.statusCode() : said.code();
            return new Answer(status, code, said.msg() == null ? said.statusMessage() : said.msg());
        } catch (IllegalArgumentException _) {
            return new Answer(status, null, null);
        }
    }

    /** An address that is not Feishu's may say anything, our secrets too. */
    Answer hiding(List<String> secrets) {
        var shown = message;
        for (var secret : secrets) {
            shown = shown == null ? null : shown.replace(secret, "…");
        }
        return new Answer(status, code, shown);
    }

    /** Returns if the message was taken. */
    void check(String secret) throws NotConfirmed {
        if (status >= 500) {
            throw status == 503
                    ? NotConfirmed.notDelivered("Feishu answers HTTP 503")
                    : NotConfirmed.perhapsDelivered("Feishu answers HTTP " + status);
        }
        if (status == 429) {
            throw NotConfirmed.notDelivered("Feishu answers HTTP 429: too many requests");
        }
        if (code == null) {
            throw refused("Feishu's address answers HTTP " + status + ", but not as Feishu does", notFeishu(secret));
        }
        if (code == 0 && status < 300) {
            return;
        }
        if (code == 11232) {
            throw NotConfirmed.notDelivered(seen());
        }
        throw refused(seen(), nextStep(secret));
    }

    private String notFeishu(String secret) {
        return "put the bot's webhook address as Feishu shows it into key 'url' of secret " + secret
                + (status / 100 == 3 ? "; redirects are not followed" : "");
    }

    private String nextStep(String secret) {
        return switch (code == null ? 0 : code) {
            case 9499, 11246, 200621 -> "this is a fault of Slipway's card: report it with this code and text";
            case 19001 ->
                "the bot was removed or its address is wrong: add a custom bot to the group, put its address "
                        + "into key 'url' of secret " + secret;
            case 19021 ->
                "put the bot's signing key into key 'key' of secret " + secret
                        + ", and check this machine's clock: it may be off by an hour at most";
            case 19022 -> "add this machine's outgoing address to the bot's IP allow-list, or remove the list";
            case 19024 ->
                "remove the bot's keywords, or add one that stands in every message, such as the project's name";
            default -> "look the code up in Feishu's guide to custom bots";
        };
    }

    private String seen() {
        var text = message == null ? "" : ": " + LarkText.cut(LarkText.plain(message), MESSAGE_MAX, "…");
        return "Feishu refuses with code " + code + text;
    }

    private static PermanentFailure refused(String seen, String nextStep) {
        return new PermanentFailure(Segment.CHAT, seen, nextStep);
    }
}
