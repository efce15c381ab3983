package dev.slipway.notifier.outbound.feishu;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How Feishu is called. Defaults stand in this service's microprofile-config.properties. */
@ConfigMapping(prefix = "slipway.notifier.feishu")
public interface FeishuSettings {

    /** What Feishu states for a custom bot; fewer leave room for other users of the same bot. */
    int messagesPerSecond();

    int messagesPerMinute();

    Duration connectWithin();

    /** For the whole answer; a message that is not confirmed by then is sent again, marked as a possible repetition. */
    Duration answerWithin();
}
