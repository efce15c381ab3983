package dev.slipway.service.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CrowdTest {
    private final Crowd crowd = new Crowd(10);
    private final EmbeddedChannel port = new EmbeddedChannel(crowd);

    @Test
    void whoHoldsAllPlacesGetsNoMoreAndShutsOutNobody() {
        var greedy = come("192.0.2.1", 30);
        assertThat(open(greedy)).isEqualTo(10);

        var others = new ArrayList<>(come("192.0.2.2", 1));
        others.addAll(come("192.0.2.3", 1));

        assertThat(open(others)).isEqualTo(2);
        assertThat(open(greedy)).isEqualTo(8);
        assertThat(greedy.get(0).isOpen()).as("its oldest").isFalse();
        assertThat(greedy.get(9).isOpen()).as("its newest").isTrue();
        assertThat(crowd.taken()).isEqualTo(10);
    }

    @Test
    void twoWhoWantAllHaveHalfEach() {
        var one = come("192.0.2.1", 20);
        var other = come("192.0.2.2", 20);

        assertThat(open(one)).isEqualTo(5);
        assertThat(open(other)).isEqualTo(5);
    }

    @Test
    void whereAllAreDifferentTheOldestGoes() {
        var all = new ArrayList<EmbeddedChannel>();
        for (var i = 0; i < 11; i++) {
            all.addAll(come("192.0.2." + i, 1));
        }

        assertThat(open(all)).isEqualTo(10);
        assertThat(all.getFirst().isOpen()).isFalse();
        assertThat(all.getLast().isOpen()).isTrue();
    }

    @Test
    void whoLeavesMakesRoomAndIsForgotten() {
        come("192.0.2.1", 10).forEach(connection -> {
            var _ = connection.close();
        });

        assertThat(crowd.taken()).isZero();
        assertThat(crowd.present()).isEmpty();
        assertThat(open(come("192.0.2.1", 12))).isEqualTo(10);
    }

    @Test
    void whoIsGoneBeforeItIsSeenTakesNoPlace() {
        assertThat(open(List.of(come(null)))).isZero();
        assertThat(crowd.taken()).isZero();
    }

    private List<EmbeddedChannel> come(String address, int times) {
        var all = new ArrayList<EmbeddedChannel>();
        for (var i = 0; i < times; i++) {
            all.add(come(new InetSocketAddress(address, 1_000 + i)));
        }
        return all;
    }

    private EmbeddedChannel come(@Nullable InetSocketAddress from) {
        var connection = new EmbeddedChannel(new ChannelInboundHandlerAdapter()) {
            @Override
            protected @Nullable SocketAddress remoteAddress0() {
                return from;
            }
        };
        port.pipeline().fireChannelRead(connection);
        return connection;
    }

    private static long open(List<EmbeddedChannel> connections) {
        return connections.stream().filter(Channel::isOpen).count();
    }
}
