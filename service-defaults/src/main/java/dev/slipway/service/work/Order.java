package dev.slipway.service.work;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to become of open work.
 *
 * @param resource whose rows; {@link #ALL} for the whole service
 * @param row the key of the one row that is meant; without it all of the resource. Only resources can be paused
 * @param given when; what has come since is not given up. Orders of before that was said mean all
 */
public record Order(
        UUID id,
        Kind kind,
        String resource,
        @Nullable String row,
        String by,
        @Nullable Instant given) {
    public static final String ALL = "*";
    private static final String MARK = "|order:";
    private static final int RESOURCE_MAX = 1_000;

    public Order {
        if (resource.isBlank()
                || resource.length() > RESOURCE_MAX
                || resource.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "no resource has such a name: slipway work lists them, and '*' means the whole service");
        }
        if (row != null && (kind == Kind.PAUSE || kind == Kind.RESUME)) {
            throw new IllegalArgumentException("rows of a resource are done together: pause or resume the resource");
        }
    }

    public enum Kind {
        RETRY_NOW,
        GIVE_UP,
        PAUSE,
        RESUME
    }

    public String key() {
        return resource + MARK + id;
    }

    public static boolean isKey(String key) {
        return key.contains(MARK);
    }

    boolean means(Row<?> each) {
        var isLater = kind == Kind.GIVE_UP && given != null && each.since().isAfter(given);
        return row == null ? !isLater : row.equals(each.key());
    }
}
