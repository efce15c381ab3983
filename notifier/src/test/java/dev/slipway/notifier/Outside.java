package dev.slipway.notifier;

import dev.slipway.outside.broker.Broker;
import dev.slipway.outside.chat.ChatSink;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A broker and a bot. */
public final class Outside implements QuarkusTestResourceLifecycleManager {
    private static final String KEY = "hichat-secret";
    private final List<AutoCloseable> open = new ArrayList<>();
    private @Nullable ChatSink chat;

    @Override
    public Map<String, String> start() {
        try {
            var folder = Files.createTempDirectory("notifier");
            var broker = Broker.start(folder.resolve("broker"), 0, 0);
            open.add(broker);
            chat = ChatSink.start(folder.resolve("chat"), 0, "bot", KEY);
            open.add(chat);
            var secret = Files.createDirectories(folder.resolve("secrets/bot-all"));
            Files.writeString(secret.resolve("url"), chat.hookUrl());
            Files.writeString(secret.resolve("key"), KEY);
            return Map.of(
                    "kafka.bootstrap.servers", broker.bootstrapServers(),
                    "slipway.kafka.partitions", "2",
                    "slipway.secrets", folder.resolve("secrets").toString(),
                    "slipway.notifier.language", "zh-CN",
                    "slipway.console.url", "https://cd.example.com");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                Objects.requireNonNull(chat), field -> field.getType().equals(ChatSink.class));
    }

    @Override
    public void stop() {
        for (var closing : open.reversed()) {
            try {
                closing.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
