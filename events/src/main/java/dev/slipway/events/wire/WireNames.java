package dev.slipway.events.wire;

import dev.slipway.events.Event;
import dev.slipway.events.WireName;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Which record goes by which CloudEvents type. */
public final class WireNames {
    private WireNames() {}

    public static String of(Event event) {
        return of(event.getClass());
    }

    /** The facts of a family by their wire names. */
    public static Map<String, Class<? extends Event>> of(Iterable<Class<? extends Event>> families) {
        return StreamSupport.stream(families.spliterator(), false)
                .flatMap(WireNames::factsOf)
                .collect(Collectors.toUnmodifiableMap(WireNames::of, Function.identity()));
    }

    /** All records of a sealed family. */
    public static Stream<Class<? extends Event>> factsOf(Class<? extends Event> family) {
        if (family.isRecord()) {
            return Stream.of(family);
        }
        var permitted = family.getPermittedSubclasses();
        return permitted == null
                ? Stream.empty()
                : Arrays.stream(permitted).flatMap(fact -> factsOf(fact.asSubclass(Event.class)));
    }

    public static String of(Class<? extends Event> fact) {
        var name = fact.getAnnotation(WireName.class);
        if (name == null) {
            throw new IllegalStateException(fact.getName() + " has no @WireName");
        }
        return name.value();
    }
}
