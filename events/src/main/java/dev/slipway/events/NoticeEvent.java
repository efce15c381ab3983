package dev.slipway.events;

import dev.slipway.events.values.Failure;
import java.util.UUID;

/** What the notifier has told people. {@code about} is the id of the fact that the message is about. */
public sealed interface NoticeEvent extends Event {

    String channel();

    UUID about();

    @Override
    default String subject() {
        return project() + "/" + channel() + "/" + about();
    }

    @Override
    default String topic() {
        return "notice";
    }

    @WireName("dev.slipway.notice.sent.v1")
    record NoticeSent(String project, String channel, UUID about, String title) implements NoticeEvent {}

    @WireName("dev.slipway.notice.failed.v1")
    record NoticeFailed(String project, String channel, UUID about, Failure failure) implements NoticeEvent {}
}
