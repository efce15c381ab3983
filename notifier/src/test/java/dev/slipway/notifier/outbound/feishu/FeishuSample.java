package dev.slipway.notifier.outbound.feishu;

import dev.slipway.notifier.core.Address;
import dev.slipway.notifier.core.Notice;
import dev.slipway.notifier.core.Samples;
import dev.slipway.notifier.core.Wording;
import dev.slipway.service.secrets.FolderSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A chat whose bot is wherever a test says. */
record FeishuSample(FeishuChat chat) {
    static final Address ADDRESS = new Address(FeishuChat.TYPE, "hichat-feishu");
    static final Notice NOTICE = Samples.notice(Notice.Kind.FAILED, "Say hello", Samples.FAILURE);

    FeishuSample(Path secrets, String url, String key) throws IOException {
        this(new FeishuChat(new Settings(), new FolderSecrets(secrets), new Wording(Locale.ENGLISH), Optional.empty()));
        var folder = Files.createDirectories(secrets.resolve(ADDRESS.secret()));
        Files.writeString(folder.resolve("url"), url + "\n");
        Files.writeString(folder.resolve("key"), key);
    }

    private record Settings() implements FeishuSettings {
        @Override
        public int messagesPerSecond() {
            return 5;
        }

        @Override
        public int messagesPerMinute() {
            return 100;
        }

        @Override
        public Duration connectWithin() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration answerWithin() {
            return Duration.ofMillis(800);
        }
    }
}
