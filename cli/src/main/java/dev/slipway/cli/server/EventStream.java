package dev.slipway.cli.server;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Server-sent events, of which only the data is read, one line at a time. */
public final class EventStream implements AutoCloseable {
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final Lines lines = new Lines();

    private sealed interface Heard {
        record Line(String text) implements Heard {}

        record End(String why) implements Heard {}
    }

    EventStream(Flow.Publisher<List<ByteBuffer>> body) {
        body.subscribe(BodySubscribers.fromLineSubscriber(lines, _ -> "", StandardCharsets.UTF_8, null));
    }

    /**
     * Waits for the data of the next event.
     *
     * @param silence how long nothing at all may be heard; the console says every 15 seconds that it is there
     * @throws IOException if the stream ended, broke or was silent for too long
     */
    public String next(Duration silence) throws IOException, InterruptedException {
        var data = new StringJoiner("\n").setEmptyValue("");
        while (true) {
            switch (heard.poll(silence.toMillis(), TimeUnit.MILLISECONDS)) {
                case null -> throw new IOException("silence");
                case Heard.End(var why) -> throw new IOException(why);
                case Heard.Line(var text) -> {
                    lines.request();
                    if (text.startsWith("data:")) {
                        data.add(text.substring("data:".length()).strip());
                    } else if (text.isEmpty() && data.length() > 0) {
                        return data.toString();
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        lines.cancel();
    }

    private final class Lines implements Flow.Subscriber<String> {
        private Flow.@Nullable Subscription subscription;

        @Override
        public synchronized void onSubscribe(Flow.Subscription made) {
            subscription = made;
            made.request(1);
        }

        @Override
        public void onNext(String line) {
            heard.add(new Heard.Line(line));
        }

        @Override
        public void onError(Throwable why) {
            heard.add(new Heard.End(Objects.requireNonNullElse(why.getMessage(), why.toString())));
        }

        @Override
        public void onComplete() {
            heard.add(new Heard.End("end"));
        }

        private synchronized void request() {
            if (subscription != null) {
                subscription.request(1);
            }
        }

        private synchronized void cancel() {
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }
}
