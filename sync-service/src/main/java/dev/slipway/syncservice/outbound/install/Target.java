package dev.slipway.syncservice.outbound.install;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An address that may be asked. Where only this machine's link reaches, nobody keeps manifests, but clouds tell secrets there; into
 * this machine, or from a public network into a private one, a person may name a way, and no redirect.
 */
record Target(URI address, boolean isNamed) {
    /** Where clouds tell their machines secrets, beyond what is of a link only. */
    private static final Set<String> OF_CLOUDS =
            Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

    private static final int PORT_MAX = 65_535;
    private static final List<Predicate<InetAddress>> INSIDE = List.of(
            InetAddress::isLoopbackAddress,
            InetAddress::isAnyLocalAddress,
            address -> address.isSiteLocalAddress() || isUniqueLocal(address));

    static Target named(String from) {
        var address = parsed(from);
        if (address.getUserInfo() != null) {
            throw refused("the address has a name or a password in it", "name an address that needs none");
        }
        return checked(address, true);
    }

    /** An address that somebody else gave may let in whoever has it: of such a one, only where it is. */
    @Override
    public String toString() {
        if (isNamed) {
            return address.toString();
        }
        return address.getScheme() + (address.getHost() == null ? ":…" : "://" + address.getHost());
    }

    /** @param location as the answer says it, perhaps relative */
    Target sentTo(String location) {
        var there = resolved(location);
        var isLessSecret =
                "https".equalsIgnoreCase(address.getScheme()) && !"https".equalsIgnoreCase(there.getScheme());
        var entersInside = INSIDE.stream().anyMatch(inside -> is(there, inside) && !is(address, inside));
        if (isLessSecret || entersInside || there.getUserInfo() != null) {
            throw refused(
                    address.getHost() + " sends us to " + new Target(there, false) + ", where no redirect is followed",
                    "if that is meant, name that address itself");
        }
        return checked(there, false);
    }

    private URI resolved(String location) {
        try {
            return URI.create(address.resolve(URI.create(location)).toString());
        } catch (IllegalArgumentException _) {
            throw refused(address.getHost() + " sends us to what is no address", "name the address that it ends at");
        }
    }

    private static Target checked(URI address, boolean isNamed) {
        var target = new Target(address, isNamed);
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getPort() > PORT_MAX) {
            throw refused(target + " has no port " + address.getPort(), "correct it");
        }
        if (address.getHost() == null || !List.of("http", "https").contains(scheme)) {
            throw refused(
                    target + " is no address of http or https", "name one, or a file below slipway.sync.manifests");
        }
        if (is(address, InetAddress::isLinkLocalAddress)) {
            throw refused(address.getHost() + " is an address of this machine's link only", "name another address");
        }
        if (is(address, inside -> OF_CLOUDS.contains(inside.getHostAddress()))) {
            throw refused(address.getHost() + " is where a cloud tells its machines secrets", "name another address");
        }
        return target;
    }

    private static URI parsed(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw refused(address + " is no address: " + e.getMessage(), "correct it");
        }
    }

    private static boolean is(URI uri, Predicate<InetAddress> inside) {
        try {
            return Arrays.stream(InetAddress.getAllByName(String.valueOf(uri.getHost())))
                    .anyMatch(inside);
        } catch (UnknownHostException e) {
            return false; // nobody is asked there
        }
    }

    /** {@code fc00::/7} */
    private static boolean isUniqueLocal(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }

    private static PermanentFailure refused(String seen, String nextStep) {
        return new PermanentFailure(Segment.ENGINE, seen, nextStep);
    }
}
