package dev.slipway.notifier.core;

/** A message that is to be sent to a channel. */
public record NoticeWork(ChannelRef channel, Address address, Notice notice) {

    /** Names a channel of a project; written {@code project/name}. */
    public record ChannelRef(String project, String name) {
        @Override
        public String toString() {
            return project + "/" + name;
        }
    }
}
