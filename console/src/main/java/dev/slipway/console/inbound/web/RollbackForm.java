package dev.slipway.console.inbound.web;

import dev.slipway.console.core.line.LineOrders.Line;
import dev.slipway.console.core.line.LineView;
import dev.slipway.console.core.line.LineView.LineRelease;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a line can be turned back to, and what a person has written so far.
 *
 * @param texts what stands in the fields
 */
record RollbackForm(
        Line line,
        LineView view,
        Map<String, String> texts,
        @Nullable String problem) {

    public String project() {
        return line.environment().project();
    }

    public String environment() {
        return line.environment().name();
    }

    public String application() {
        return line.application();
    }

    public String address() {
        return "/rollback/" + line;
    }

    public String text(String field) {
        return texts.getOrDefault(field, "");
    }

    public boolean goesAhead() {
        return texts.containsKey("atOnce");
    }

    public boolean isChosen(LineRelease release) {
        return release.id().toString().equals(text("to"));
    }

    public List<LineRelease> releases() {
        return view.earlier().toList();
    }

    RollbackForm refused(@Nullable String why) {
        return new RollbackForm(line, view, texts, String.valueOf(why));
    }
}
