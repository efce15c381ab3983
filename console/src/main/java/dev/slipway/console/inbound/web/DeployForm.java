package dev.slipway.console.inbound.web;

import dev.slipway.console.core.deploy.Foreseen;
import dev.slipway.console.core.deploy.Wish.Seen;
import dev.slipway.console.core.deploy.Wish.Written;
import dev.slipway.console.core.line.LineOrders.Line;
import dev.slipway.events.ImageEvent.ImageBuilt;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person has written so far, and what would become of it.
 *
 * @param texts what stands in the fields
 */
record DeployForm(
        Line line,
        List<ImageBuilt> images,
        Map<String, String> texts,
        @Nullable Foreseen foreseen,
        @Nullable String problem) {
    private static final List<String> SET = List.of("image", "replicas", "env", "requests", "limits", "values");

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
        return "/deploy/" + line;
    }

    /** Those that the commit takes over from what was shown. */
    public List<String> fields() {
        return SET;
    }

    public String text(String field) {
        return texts.getOrDefault(field, "");
    }

    Written written() {
        return new Written(
                text("image"),
                text("replicas"),
                lines("env"),
                lines("requests"),
                lines("limits"),
                lines("values"),
                text("message"),
                texts.containsKey("commit") ? new Seen(text("shown"), text("commit")) : null);
    }

    private List<String> lines(String field) {
        return text(field).lines().toList();
    }

    DeployForm showing(Foreseen seen) {
        return new DeployForm(line, images, texts, seen, null);
    }

    DeployForm refused(String why) {
        return new DeployForm(line, images, texts, null, why);
    }
}
