package dev.slipway.cli.server;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.screen.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which console, and who asks it. */
public record Access(String server, String user, String password) {
    private static final String USUAL_USER = "admin";

    @JsonIgnore
    String credentials() {
        var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** Whether the password travels readable over a network. */
    @JsonIgnore
    public boolean isReadableOnTheWay() {
        var address = URI.create(server);
        return "http".equals(address.getScheme())
                && !List.of("127.0.0.1", "localhost", "[::1]").contains(address.getHost());
    }

    @Override
    public String toString() {
        return user + " at " + server;
    }

    /**
     * Makes an access out of what was said, is set and is kept, in this order. A password that is kept goes to the address and counts for
     * the name that it is kept with, and to no other.
     *
     * @param server as said or set; empty if it was not
     * @param user as said or set; empty if it was not
     */
    public record Choice(Words words, LoginFile file, Map<String, String> environment, String server, String user) {

        public Access access() {
            var address = address();
            var name = name();
            var set = environment.getOrDefault("SLIPWAY_PASSWORD", "");
            if (!set.isEmpty()) {
                return new Access(address, name, set);
            }
            return kept(address)
                    .filter(access -> access.user.equals(name))
                    .findFirst()
                    .orElseThrow(() -> Problem.usage(words.say("error.no-password", name, address)));
        }

        /** Of the console that is meant. */
        public String address() {
            if (!server.isEmpty()) {
                return Address.of(server, words);
            }
            return known().findFirst()
                    .map(Access::server)
                    .orElseThrow(() -> Problem.usage(words.say("error.no-server")));
        }

        public String name() {
            return user.isEmpty()
                    ? kept(address()).findFirst().map(Access::user).orElse(USUAL_USER)
                    : user;
        }

        private Stream<Access> kept(String address) {
            return known().filter(access -> access.server.equals(address));
        }

        /** Who signed in, and what {@code ./slipway} says of the suite that it started on this machine. */
        private Stream<Access> known() {
            return Stream.concat(file.read().stream(), local().stream());
        }

        private Optional<Access> local() {
            var address = environment.getOrDefault("SLIPWAY_LOCAL_SERVER", "");
            var password = environment.getOrDefault("SLIPWAY_LOCAL_PASSWORD", "");
            return address.isEmpty() || password.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Access(Address.of(address, words), USUAL_USER, password));
        }
    }
}
