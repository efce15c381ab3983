package dev.slipway.service.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void anAddressIsOneAndANetworkOfTheNewKindToo() {
        assertThat(of("192.0.2.1")).isEqualTo("192.0.2.1").isNotEqualTo(of("192.0.2.2"));
        assertThat(of("2001:db8:1:2::1")).isEqualTo(of("2001:db8:1:2:ffff::9"));
        assertThat(of("2001:db8:1:2::1")).isNotEqualTo(of("2001:db8:1:3::1"));
        assertThat(of("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void whatAProxyMadeUpIsTakenAsItStands() {
        assertThat(of("unknown")).isEqualTo("unknown");
        assertThat(of("x".repeat(1_000))).hasSize(100);
        assertThat(Network.of((SocketAddress) null)).isEmpty();
    }

    private static String of(String host) {
        return Network.of(SocketAddress.inetSocketAddress(1, host));
    }
}
