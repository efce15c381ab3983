package dev.slipway.service.work;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import java.util.List;

/**
 * Does what rows ask for. An act is one attempt at all rows of one resource that wait; no two acts on a resource run at once. After a
 * crash the act is repeated, so each effect has a condition that the outside checks.
 *
 * <p>A {@link dev.slipway.service.PermanentFailure} ends the rows; any other exception means that they are tried again later.
 */
public interface Actor<W> {

    /** Where on the way from push to pod its acts happen. */
    Segment segment();

    /** Told whenever it changes how many of the table's partitions this instance works on; the others are other instances'. */
    default void owns(int partitions, int all) {}

    Outcome<W> act(String resource, List<Row<W>> rows, Stage<W> stage) throws Exception;

    /** What is said about a row that ends without its effect. */
    Outcome<W> giveUp(Row<W> row, Failure why, Stage<W> stage);
}
