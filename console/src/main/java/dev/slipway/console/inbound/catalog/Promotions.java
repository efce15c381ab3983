package dev.slipway.console.inbound.catalog;

import dev.slipway.events.catalog.Environment;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An environment is built from a branch, or comes after others. */
final class Promotions {
    private static final String AFTER = "after";
    private static final String PROMOTE = "promote";
    private static final String BY_HAND = "by-hand";

    private Promotions() {}

    static String branch(Fields fields, Problems problems) {
        if (!fields.has(AFTER)) {
            return fields.has("revision") && !fields.has("branch") ? "" : fields.text("branch", Rule.BRANCHES);
        }
        if (fields.has("branch")) {
            problems.add(
                    fields.at("branch"),
                    "an environment is built from a 'branch', or takes what was live in those that it comes 'after': remove one of the two");
        }
        return "";
    }

    static Environment.@Nullable Promotion of(Fields fields) {
        var byHand = fields.has(PROMOTE)
                && fields.oneOf(PROMOTE, List.of("at-once", BY_HAND)).equals(BY_HAND);
        return fields.has(AFTER) ? new Environment.Promotion(fields.texts(AFTER), byHand) : null;
    }

    static void check(Fields fields, Collection<Environment> environments, Problems problems) {
        if (!fields.has(AFTER)) {
            if (fields.has(PROMOTE)) {
                problems.add(
                        fields.at(PROMOTE), "'promote' says how an image comes here from others: declare 'after' too");
            }
            return;
        }
        var names = environments.stream().map(Environment::name).collect(Collectors.toSet());
        var after = fields.texts(AFTER);
        if (after.isEmpty()) {
            problems.add(fields.at(AFTER), "'after' names at least one environment of this project");
        }
        after.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> problems.add(
                        fields.at(AFTER),
                        "there is no environment '" + name + "' in this project; declare it, or correct the name"));
        var self = fields.text("name");
        if (comesBefore(self, after, environments)) {
            problems.add(fields.at(AFTER), "environment '" + self + "' would come after itself; break the circle");
        }
    }

    private static boolean comesBefore(String self, List<String> after, Collection<Environment> environments) {
        var open = new ArrayDeque<>(after);
        var seen = new HashSet<String>();
        while (!open.isEmpty()) {
            var name = open.pop();
            if (name.equals(self)) {
                return true;
            }
            if (seen.add(name)) {
                environments.stream()
                        .filter(environment -> environment.name().equals(name) && environment.promotion() != null)
                        .forEach(environment ->
                                open.addAll(environment.promotion().after()));
            }
        }
        return false;
    }
}
