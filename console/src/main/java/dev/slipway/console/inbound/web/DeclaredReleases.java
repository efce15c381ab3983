package dev.slipway.console.inbound.web;

import dev.slipway.console.core.line.LineOrders;
import dev.slipway.console.core.line.LineOrders.Line;
import dev.slipway.events.values.Release;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people write of a line's releases when they order something. */
@Singleton
class DeclaredReleases {
    private static final int WHY_MAX = 500;
    private static final int ID = 36;
    private static final Pattern ID_BEGINS = Pattern.compile("[0-9a-f-]{4,36}");
    private final LineOrders orders;

    DeclaredReleases(LineOrders orders) {
        this.orders = orders;
    }

    boolean isThere(Line line, String named) {
        return !orders.named(line, idOf(line, named)).isEmpty();
    }

    /** @param named its id, or the first characters of it; none where nothing is named */
    @Nullable
    Release wanted(Line line, @Nullable String named) {
        return named == null || named.isBlank() ? null : release(line, named);
    }

    Release release(Line line, String named) {
        var id = idOf(line, named);
        var found = orders.named(line, id);
        if (found.size() > 1) {
            throw new Asked("several releases of " + line + " begin with " + id + "; take more of the id");
        }
        if (found.isEmpty()) {
            throw new NotThere("no release of " + line + " that is written in Git "
                    + (id.length() == ID ? "is " : "begins with ") + id + "; slipway line " + line
                    + " lists the newest");
        }
        return found.getFirst();
    }

    static @Nullable String why(@Nullable String why) {
        if (why == null || why.isBlank()) {
            return null;
        }
        if (why.length() > WHY_MAX || why.chars().anyMatch(Character::isISOControl)) {
            throw new Asked("'why' is one line of at most " + WHY_MAX + " characters");
        }
        return why.strip();
    }

    private static String idOf(Line line, String named) {
        var id = named.strip().toLowerCase(Locale.ROOT);
        if (!ID_BEGINS.matcher(id).matches()) {
            throw new Asked("'" + named
                    + "' is no release: take its id, or at least the first 4 characters of it; slipway line " + line
                    + " lists them");
        }
        return id;
    }
}
