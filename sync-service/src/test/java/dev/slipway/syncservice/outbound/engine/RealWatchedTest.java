package dev.slipway.syncservice.outbound.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.syncservice.outbound.NeedsCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watch of a real API server, over a link that is cut for real. */
@NeedsCluster
class RealWatchedTest {
    private WatchFixture outside;
    private Watched watched;

    @BeforeEach
    void start() throws Exception {
        outside = new WatchFixture(WatchFixture.server(), Duration.ofSeconds(3), UnaryOperator.identity());
        watched = outside.watched;
    }

    @AfterEach
    void stop() throws Exception {
        outside.close();
    }

    @Test
    void whoWaitsIsWokenByTheChange() throws Exception {
        outside.set("a", "1");
        Awaitility.await().until(() -> outside.told().contains("a=1"));
        var seen = outside.version("a");
        Thread.ofVirtual().start(() -> outside.set("a", "2"));

        var begun = System.nanoTime();
        watched.rest(outside.namespace, "a", seen, Duration.ofSeconds(20));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(watched.find(outside.namespace, "a").map(WatchFixture::value))
                .contains("2");
    }

    @Test
    void aChangeBeforeTheWaitIsNotSleptOver() throws Exception {
        outside.set("a", "1");
        Awaitility.await().until(() -> outside.told().contains("a=1"));

        var begun = System.nanoTime();
        watched.rest(outside.namespace, "a", "an older version", Duration.ofSeconds(20));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whatHappensWhileTheLinkIsCutIsFoundAfterwardsAndNothingIsToldTwice() {
        outside.set("a", "1");
        outside.set("gone", "1");
        Awaitility.await().until(() -> outside.told().containsAll(List.of("a=1", "gone=1")));

        outside.link.cut();
        Awaitility.await().until(() -> !watched.connected());
        assertThatThrownBy(() -> watched.current(outside.namespace, "a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("out of reach");
        outside.set("a", "2");
        outside.set("b", "1");
        outside.delete("gone");
        outside.link.mend();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> outside.told().containsAll(List.of("a=2", "b=1"))
                        && watched.find(outside.namespace, "gone").isEmpty());
        outside.set("b", "2");
        Awaitility.await().until(() -> outside.told().contains("b=2"));
        assertThat(outside.told()).containsExactlyInAnyOrder("a=1", "gone=1", "a=2", "b=1", "b=2");
    }

    /** As where a NAT has dropped the connection: no end ever comes over it. */
    @Test
    void aConnectionThatIsDeadWithoutAWordIsGivenUp() {
        outside.set("a", "1");
        outside.set("gone", "1");
        Awaitility.await().until(() -> outside.told().containsAll(List.of("a=1", "gone=1")));

        outside.link.forget();
        outside.set("a", "2");
        outside.delete("gone");

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> outside.told().contains("a=2")
                        && watched.find(outside.namespace, "gone").isEmpty());
        assertThat(outside.told()).containsExactlyInAnyOrder("a=1", "gone=1", "a=2");
    }

    @Test
    void oneThatIsBegunAnewInAQuietNamespaceTellsNothingTwice() {
        outside.set("a", "1");
        Awaitility.await().until(() -> outside.told().contains("a=1"));

        Awaitility.await()
                .during(Duration.ofSeconds(8))
                .atMost(Duration.ofSeconds(9))
                .until(() -> outside.told().equals(List.of("a=1")));
        outside.set("a", "2");
        Awaitility.await().until(() -> outside.told().equals(List.of("a=1", "a=2")));
    }
}
