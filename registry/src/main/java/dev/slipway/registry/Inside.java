package dev.slipway.registry;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Predicate;

/** This machine, and what only its link can reach, where clouds tell secrets to whoever asks. No registry sends us there that is not there itself. */
final class Inside {
    private Inside() {}

    static boolean isEnteredBy(URI from, URI to) {
        return enters(from, to, InetAddress::isLinkLocalAddress)
                || enters(from, to, address -> address.isLoopbackAddress() || address.isAnyLocalAddress());
    }

    private static boolean enters(URI from, URI to, Predicate<InetAddress> inside) {
        return is(to, inside) && !is(from, inside);
    }

    private static boolean is(URI uri, Predicate<InetAddress> inside) {
        try {
            return Arrays.stream(InetAddress.getAllByName(String.valueOf(uri.getHost())))
                    .anyMatch(inside);
        } catch (UnknownHostException e) {
            return false; // nobody is asked there
        }
    }
}
