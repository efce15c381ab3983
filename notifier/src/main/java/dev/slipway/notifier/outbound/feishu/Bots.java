package dev.slipway.notifier.outbound.feishu;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a bot's address and key in its secret. Neither ever appears in a message. */
final class Bots {
    private final Secrets secrets;

    Bots(Secrets secrets) {
        this.secrets = secrets;
    }

    /** @param key absent where the bot does not ask for signatures */
    record Bot(URI url, Optional<String> key) {
        List<String> hidden() {
            var path = String.valueOf(url.getPath());
            var token = path.substring(path.lastIndexOf('/') + 1);
            return Stream.of(Optional.of(url.toString()), Optional.of(token), key)
                    .flatMap(Optional::stream)
                    .filter(text -> !text.isEmpty())
                    .toList();
        }

        @Override
        public String toString() {
            return "Bot";
        }
    }

    Bot of(String secret) {
        var url = secrets.find(secret, "url")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new PermanentFailure(
                        Segment.CHAT,
                        "secret " + secret + " has no key 'url'",
                        "put the bot's webhook address into the secrets folder as " + secret
                                + "/url, and its signing key, where it has one, as " + secret + "/key"));
        return new Bot(checked(secret, url), secrets.find(secret, "key").filter(text -> !text.isBlank()));
    }

    @SuppressWarnings("UnusedException") // its text has the address in it
    private static URI checked(String secret, String url) {
        try {
            var address = new URI(url);
            var scheme = String.valueOf(address.getScheme());
            if (address.getHost() != null && (scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))) {
                return address;
            }
        } catch (URISyntaxException _) {
            // said below, without the address
        }
        throw new PermanentFailure(
                Segment.CHAT,
                "key 'url' of secret " + secret + " is no http or https address",
                "put the bot's webhook address as Feishu shows it into the secrets folder as " + secret + "/url");
    }
}
