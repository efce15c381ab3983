package dev.slipway.git;

import java.util.List;
import java.util.stream.Collectors;

/** What a commit says: a subject, perhaps more, and trailers that programs read. */
public record CommitMessage(String subject, String body, List<Trailer> trailers) {

    public CommitMessage {
        subject = subject.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        body = body.replace("\r\n", "\n").strip();
        trailers = List.copyOf(trailers);
        if (subject.isEmpty()) {
            throw new IllegalArgumentException("a commit needs a subject");
        }
    }

    public CommitMessage(String subject, Trailer... trailers) {
        this(subject, "", List.of(trailers));
    }

    /** As Git stores it. Trailers are a paragraph of their own, so what stands above is never taken for one. */
    public String text() {
        var text = new StringBuilder(subject).append('\n');
        if (!body.isEmpty()) {
            text.append('\n').append(body).append('\n');
        }
        if (!trailers.isEmpty()) {
            text.append('\n')
                    .append(trailers.stream().map(Trailer::toString).collect(Collectors.joining("\n", "", "\n")));
        }
        return text.toString();
    }
}
