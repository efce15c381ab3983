package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Node.Entry;
import org.jspecify.annotations.Nullable;

/** Where in a mapping a new field goes. */
public sealed interface Position {

    record First() implements Position {}

    record Last() implements Position {}

    record Behind(Entry entry) implements Position {}

    static Position first() {
        return new First();
    }

    static Position last() {
        return new Last();
    }

    /** Behind this field, or last where there is none. */
    static Position behind(@Nullable Entry entry) {
        return entry == null ? new Last() : new Behind(entry);
    }
}
