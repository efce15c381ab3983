package dev.slipway.service.door;

import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Who counts as one: an IPv4 address, or the /64 network of an IPv6 one, as a single machine has all of it. */
public final class Network {
    private static final int PREFIX_BYTES = 8;
    private static final int NAME_MAX = 100;
    private static final String NOBODY = "";

    private Network() {}

    public static String of(@Nullable SocketAddress address) {
        if (address == null) {
            return NOBODY;
        }
        var host = address.hostAddress() == null ? address.host() : address.hostAddress();
        return host == null ? NOBODY : of(host);
    }

    static String of(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), PREFIX_BYTES)) + "/64"
                : address.getHostAddress();
    }

    /** A proxy may pass on what is no address; it is taken as it stands. */
    private static String of(String host) {
        try {
            return of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return host.substring(0, Math.min(NAME_MAX, host.length()));
        }
    }
}
