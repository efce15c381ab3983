package dev.slipway.events;

/** Something that happened. Who, when and why stand in the {@link Envelope}. */
public sealed interface Event
        permits PushEvent,
                ImageEvent,
                CommandEvent,
                ConfigEvent,
                DesiredEvent,
                SyncEvent,
                NoticeEvent,
                CatalogEvent,
                PrivateEvent {

    String project();

    /** What it is about, {@code project/environment/application} or as much of it as applies; part of the event's identity. */
    String subject();

    /** The topic behind the common prefix. */
    String topic();

    /** What the topic is compacted by, where it is; records are partitioned by project all the same. */
    default String key() {
        return project();
    }
}
