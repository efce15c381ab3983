package dev.slipway.notifier.outbound.feishu;

import dev.slipway.notifier.core.Address;
import dev.slipway.notifier.core.Chat;
import dev.slipway.notifier.core.ChatContract;
import dev.slipway.notifier.core.InMemoryChat.Mood;
import dev.slipway.outside.chat.ChatSink;
import dev.slipway.service.PermanentFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a bot that checks signature, size and rate as Feishu does. */
class FeishuChatContractTest extends ChatContract {
    private static final String KEY = "hichat-secret";

    @TempDir
    private Path folder;

    private ChatSink sink;
    private FeishuSample sample;

    @BeforeEach
    void start() throws Exception {
        sink = ChatSink.start(Files.createDirectories(folder.resolve("chat")), 0, "0f1e2d3c", KEY);
        sample = new FeishuSample(folder.resolve("secrets"), sink.hookUrl(), KEY);
    }

    @AfterEach
    void stop() {
        sink.close();
    }

    @Override
    protected Chat chat() {
        return sample.chat();
    }

    @Override
    protected Address address() {
        return FeishuSample.ADDRESS;
    }

    @Override
    protected void nextRequest(Mood mood) {
        switch (mood) {
            case TAKES -> {}
            case IS_BUSY -> sink.plan("11232");
            case TAKES_BUT_DOES_NOT_ANSWER -> sink.plan("lost");
            case REFUSES -> sink.plan("19024");
        }
    }

    @Override
    protected List<String> titles() {
        return sink.messages().stream()
                .map(message -> message.at("/card/header/title/content").asText())
                .toList();
    }

    @Test
    void aWrongKeyIsRefusedByTheBot() throws Exception {
        var wrong = new FeishuSample(folder.resolve("wrong"), sink.hookUrl(), "another");

        Assertions.assertThatThrownBy(() -> wrong.chat().send(address(), FeishuSample.NOTICE))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("19021");
    }
}
