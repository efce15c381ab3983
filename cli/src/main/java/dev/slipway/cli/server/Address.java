package dev.slipway.cli.server;

import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.screen.Words;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** How a console's address is written: {@code https://slipway.example.com}, perhaps with a path, without a slash at its end. */
final class Address {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private Address() {}

    static String of(String text, Words words) {
        try {
            var address = new URI(text);
            if (address.getRawUserInfo() != null) {
                throw Problem.usage(words.say("error.address-with-password"));
            }
            if (!SCHEMES.contains(String.valueOf(address.getScheme()))
                    || address.getHost() == null
                    || address.getRawQuery() != null
                    || address.getRawFragment() != null) {
                throw Problem.usage(words.say("error.address", text));
            }
            return text.replaceAll("/+$", "");
        } catch (URISyntaxException e) {
            throw Problem.usage(words.say("error.address", text));
        }
    }
}
