package dev.slipway.console.core.work;

import dev.slipway.service.work.Order;
import dev.slipway.service.work.Order.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a person orders, as the services take it: they know pauses of all that they do, but what becomes of rows only by resource. */
public final class Orders {
    private final Work work;

    public Orders(Work work) {
        this.work = work;
    }

    /**
     * @param resource {@link Order#ALL} for every one of the service
     * @param row the key of one row; without it, or with {@link Order#ALL}, all of the resource
     */
    public record Wanted(
            String service,
            Kind kind,
            String resource,
            @Nullable String row) {

        public boolean isOneRow() {
            return row != null && !row.equals(Order.ALL);
        }
    }

    /** Empty where nothing is open that it could be about. */
    public List<Order> of(Wanted wanted, String by, Instant now) {
        var key = wanted.row();
        if (key != null && wanted.isOneRow()) {
            return row(wanted, key).map(row -> order(wanted, row.resource(), key, by, now)).stream()
                    .toList();
        }
        if (wanted.kind() == Kind.RESUME && wanted.resource().equals(Order.ALL)) {
            return resumed(wanted, by, now);
        }
        if (wanted.kind() == Kind.PAUSE || wanted.kind() == Kind.RESUME) {
            return List.of(order(wanted, wanted.resource(), null, by, now)); // of what may come, too
        }
        return work.open().stream()
                .filter(row -> row.service().equals(wanted.service()) && isMeant(wanted, row))
                .map(OpenRow::resource)
                .distinct()
                .map(resource -> order(wanted, resource, null, by, now))
                .toList();
    }

    /** The service, and each of its resources that was paused by its name. */
    private List<Order> resumed(Wanted wanted, String by, Instant now) {
        var named = work.paused().stream()
                .filter(paused -> paused.service().equals(wanted.service()))
                .map(PausedWork::resource);
        return Stream.concat(Stream.of(Order.ALL), named)
                .distinct()
                .map(resource -> order(wanted, resource, null, by, now))
                .toList();
    }

    private Optional<OpenRow> row(Wanted wanted, String key) {
        return work.open().stream()
                .filter(row ->
                        row.service().equals(wanted.service()) && row.key().equals(key))
                .filter(row -> isMeant(wanted, row))
                .findFirst();
    }

    private static boolean isMeant(Wanted wanted, OpenRow row) {
        return wanted.resource().equals(Order.ALL) || row.resource().equals(wanted.resource());
    }

    private static Order order(Wanted wanted, String resource, @Nullable String row, String by, Instant now) {
        return new Order(UUID.randomUUID(), wanted.kind(), resource, row, by, now);
    }
}
