package dev.slipway.service.work;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.work.Order.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Orders of people, carried out before the act that they are about. */
final class Orders<W> {
    private final GivingUp<W> givingUp;
    private final Segment segment;
    private final List<Order> orders;

    /** @param orders in the order in which they were given */
    Orders(GivingUp<W> givingUp, Segment segment, List<Order> orders) {
        this.givingUp = givingUp;
        this.segment = segment;
        this.orders = orders;
    }

    /** What is left to act on, and what the orders themselves came to. */
    record CarriedOut<W>(List<Row<W>> rows, Outcome<W> outcome) {

        /** Where nobody acts at once, the rows themselves must say what was ordered. */
        Outcome<W> waiting(List<Row<W>> before, Stage<W> stage) {
            rows.stream()
                    .filter(row -> !before.contains(row))
                    .forEach(row -> outcome.again(row, Duration.between(stage.now(), row.nextTry()), row.waitsFor()));
            return outcome;
        }
    }

    CarriedOut<W> on(List<Row<W>> all, Stage<W> stage) {
        var outcome = Outcome.<W>none();
        var rows = new ArrayList<>(all);
        for (var order : orders) {
            switch (order.kind()) {
                case RETRY_NOW -> rows.replaceAll(row -> order.means(row) ? row.dueAt(stage.now()) : row);
                case GIVE_UP -> {
                    var meant = rows.stream().filter(order::means).toList();
                    meant.forEach(row -> outcome.and(
                            givingUp.on(List.of(row), givenUp(order, row), new StageAfter<>(stage, outcome))));
                    rows.removeAll(meant);
                }
                case PAUSE, RESUME -> {}
            }
            if (isOver(order, orders)) {
                outcome.end(order);
            }
        }
        return new CarriedOut<>(rows, outcome);
    }

    /** A pause lasts until somebody resumes after it. */
    static boolean isOver(Order order, List<Order> given) {
        return order.kind() != Kind.PAUSE
                || given.subList(given.indexOf(order), given.size()).stream()
                        .anyMatch(later -> later.kind() == Kind.RESUME);
    }

    private Failure givenUp(Order order, Row<W> row) {
        return new Failure(
                segment,
                "given up by " + order.by() + "; it waited for " + row.waitsFor(),
                "push again, or replay it, when it can work");
    }
}
