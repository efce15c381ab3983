package dev.slipway.git;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of a push to one ref.
 *
 * @param refusal why it did not take it; none where it did
 * @param said what its hooks say to people
 */
record PushReport(@Nullable String refusal, String said) {
    private static final int BYTES_MAX = 1 << 20;
    private static final int DIGITS = 4;
    private static final int HEXADECIMAL = 16;

    /** More than this no hook need say. */
    static BodySubscriber<byte[]> reading() {
        return BodySubscribers.limiting(BodySubscribers.ofByteArray(), BYTES_MAX);
    }

    /** Of the lines that come in bands: the report itself, and what is said beside it. */
    static Optional<PushReport> of(byte[] body) {
        var report = new ByteArrayOutputStream();
        var said = new ByteArrayOutputStream();
        try {
            for (var at = 0; at < body.length; ) {
                var length = length(body, at);
                if (length > DIGITS) {
                    var band = body[at + DIGITS] == 1 ? report : said;
                    band.write(body, at + DIGITS + 1, length - DIGITS - 1);
                }
                at += Math.max(length, DIGITS);
            }
            return of(report.toByteArray(), said.toString(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private static Optional<PushReport> of(byte[] report, String said) {
        var lines = PktLines.untilFlush(report);
        var unpacked = lines.size() == 2 && lines.getFirst().strip().equals("unpack ok");
        var verdict = lines.getLast().strip().split(" ", 3);
        return switch (verdict[0]) {
            case "ok" -> unpacked ? Optional.of(new PushReport(null, said)) : Optional.empty();
            case "ng" -> unpacked ? Optional.of(new PushReport(verdict[2], said)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static int length(byte[] body, int at) {
        return Integer.parseInt(new String(body, at, DIGITS, StandardCharsets.US_ASCII), HEXADECIMAL);
    }
}
