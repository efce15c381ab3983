package dev.slipway.service.work;

import dev.slipway.events.values.Failure;
import dev.slipway.service.work.Order.Kind;
import java.util.ArrayList;
import java.util.List;

/** Orders of people, carried out before the act that they are about. */
final class Orders<W> {
    private final Actor<W> actor;
    private final List<Order> orders;

    Orders(Actor<W> actor, List<Order> orders) {
        this.actor = actor;
        this.orders = orders;
    }

    /** What is left to act on, and what the orders themselves came to. */
    record CarriedOut<W>(List<Row<W>> rows, Outcome<W> outcome) {}

    CarriedOut<W> on(List<Row<W>> all, Stage<W> stage) {
        var outcome = Outcome.<W>none();
        var rows = new ArrayList<>(all);
        for (var order : orders) {
            switch (order.kind()) {
                case RETRY_NOW -> rows.replaceAll(row -> order.means(row) ? row.dueAt(stage.now()) : row);
                case GIVE_UP -> {
                    for (var row : List.copyOf(rows)) {
                        if (order.means(row)) {
                            outcome.and(actor.giveUp(row, givenUp(order, row), new Continued<>(stage, outcome)))
                                    .close(row);
                            rows.remove(row);
                        }
                    }
                }
                case PAUSE, RESUME -> {}
            }
            if (isOver(order, orders)) {
                outcome.end(order);
            }
        }
        return new CarriedOut<>(rows, outcome);
    }

    /** A pause lasts until somebody resumes. */
    static boolean isOver(Order order, List<Order> all) {
        return order.kind() != Kind.PAUSE || all.stream().anyMatch(other -> other.kind() == Kind.RESUME);
    }

    private Failure givenUp(Order order, Row<W> row) {
        return new Failure(
                actor.segment(),
                "given up by " + order.by() + "; it waited for " + row.waitsFor(),
                "push again, or replay it, when it can work");
    }
}
