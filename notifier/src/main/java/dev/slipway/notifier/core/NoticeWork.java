package dev.slipway.notifier.core;

import org.jspecify.annotations.Nullable;

/**
 * A message that is to be sent to a channel.
 *
 * @param engine where it is about an environment's engine, and is told only if it holds
 */
public record NoticeWork(
        ChannelRef channel,
        Address address,
        Notice notice,
        @Nullable EngineNews engine) {

    public NoticeWork(ChannelRef channel, Address address, Notice notice) {
        this(channel, address, notice, null);
    }

    /** Names a channel of a project; written {@code project/name}. */
    public record ChannelRef(String project, String name) {
        @Override
        public String toString() {
            return project + "/" + name;
        }
    }
}
