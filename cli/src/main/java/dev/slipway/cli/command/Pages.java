package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.server.Server;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The console's deliveries, newest first, asked for page by page as far as somebody looks. */
final class Pages implements Iterator<JsonNode> {
    private static final int PAGE_MAX = 200;
    private final Server server;
    private final int pageSize;
    private final Deque<JsonNode> read = new ArrayDeque<>();
    private String next = "";
    private boolean asked;

    /** @param wanted how many are probably looked at */
    Pages(Server server, int wanted) {
        this.server = server;
        pageSize = Math.clamp(wanted, 1, PAGE_MAX);
    }

    @Override
    public boolean hasNext() {
        while (read.isEmpty() && (!asked || !next.isEmpty())) {
            ask();
        }
        return !read.isEmpty();
    }

    /** Whether there are more, as far as is known without asking. */
    boolean more() {
        return !read.isEmpty() || !next.isEmpty();
    }

    private void ask() {
        var before = next.isEmpty() ? "" : "&before=" + Server.encoded(next);
        var page = server.get("/api/deliveries?limit=" + pageSize + before).json();
        page.path("deliveries").forEach(read::add);
        var following = Shown.text(page, "next");
        next = read.isEmpty() || following.equals(next) ? "" : following; // a page that does not lead on is the last
        asked = true;
    }

    @Override
    public JsonNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return read.removeFirst();
    }
}
