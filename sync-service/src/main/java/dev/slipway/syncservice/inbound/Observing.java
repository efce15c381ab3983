package dev.slipway.syncservice.inbound;

import dev.slipway.service.flow.Following;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Topics;
import dev.slipway.syncservice.core.Looking;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Looks at the engine of each environment in the desired table once a second. */
public final class Observing implements Loop.Body {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private final KafkaClients clients;
    private final Topics topics;
    private final String table;
    private final Looking looking;
    private final Clock clock;

    public Observing(KafkaClients clients, Topics topics, String cluster, Looking looking, Clock clock) {
        this.clients = clients;
        this.topics = topics;
        this.looking = looking;
        this.clock = clock;
        table = topics.name("desired." + cluster);
    }

    @Override
    public Loop.Session open() {
        return new Looks();
    }

    private final class Looks implements Loop.Session {
        private final DesiredTable desired = new DesiredTable();
        private final Following following = new Following(clients, topics, List.of(table), desired::read);
        private Instant next = Instant.MIN;

        @Override
        public void turn() {
            following.turn();
            var now = clock.instant();
            if (!following.ready() || now.isBefore(next)) {
                return;
            }
            next = now.plus(PERIOD);
            looking.look(desired.rows(), now);
        }

        /** Whether the engines are in reach says nothing about this service. */
        @Override
        public boolean ready() {
            return following.ready();
        }

        @Override
        public void close() {
            following.close();
        }
    }
}
