package dev.slipway.events.contract;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.DesiredEvent;
import dev.slipway.events.Event;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.PrivateEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.WireNames;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A topic of the contract: what it carries, what its records are keyed by, and who writes it. */
record Channel(String topic, Class<? extends Event> family, String key, String writer) {
    private static final List<Channel> ALL = List.of(
            new Channel("push", PushEvent.class, "{project}", "webhook-service"),
            new Channel("image", ImageEvent.class, "{project}", "build-service"),
            new Channel("command", CommandEvent.class, "{project}", "console"),
            new Channel("config", ConfigEvent.class, "{project}", "config-updater"),
            new Channel(
                    "desired.{cluster}",
                    DesiredEvent.class,
                    "{project}/{environment} or engine:{engine}",
                    "config-updater"),
            new Channel("sync", SyncEvent.class, "{project}", "sync-service"),
            new Channel("notice", NoticeEvent.class, "{project}", "notifier"),
            new Channel("catalog", CatalogEvent.class, "project/{project}", "console"));

    /** @throws IllegalStateException for a family that nobody has said this of */
    static List<Channel> all() {
        for (var family : Objects.requireNonNull(Event.class.getPermittedSubclasses())) {
            if (!family.equals(PrivateEvent.class) && ALL.stream().noneMatch(c -> c.family.equals(family))) {
                throw new IllegalStateException("say in Channel which topic has " + family.getSimpleName());
            }
        }
        return ALL;
    }

    static Channel of(Class<? extends Event> fact) {
        return all().stream()
                .filter(channel -> channel.family.isAssignableFrom(fact))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(fact.getName() + " is private"));
    }

    /** As it is by default; the prefix is a setting. */
    String address() {
        return "slipway." + topic;
    }

    boolean isTable() {
        return EventCodec.isTable(topic);
    }

    /** What the channel is called where no punctuation may be. */
    String id() {
        return Arrays.stream(topic.split("\\.", 2)).findFirst().orElseThrow();
    }

    List<Class<? extends Event>> facts() {
        return WireNames.factsOf(family).toList();
    }
}
