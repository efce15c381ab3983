package dev.slipway.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeChunk.ConflictState;

/**
 * Merges two changes of a text. Where both changed neighbouring lines and left their number as it was, each line is merged for itself:
 * Git takes that for a conflict, but an image beside a number of replicas is none.
 */
public final class TextMerge {
    private static final int OURS = 1;
    private static final int THEIRS = 2;
    private final Rule rule;
    private final ByteArrayOutputStream merged = new ByteArrayOutputStream();
    private final List<byte[]> texts;
    private final List<List<byte[]>> cut;
    private boolean isConflict;

    /** Which line stays ours whatever the others made of it. */
    public interface Rule {
        boolean isOurs(String line);
    }

    private TextMerge(List<byte[]> texts, Rule rule) {
        this.texts = texts;
        cut = texts.stream().map(TextMerge::lines).toList();
        this.rule = rule;
    }

    /** @return empty where both changed the same, differently */
    public static Optional<byte[]> merge(byte[] base, byte[] ours, byte[] theirs, Rule rule) {
        var texts = List.of(base, ours, theirs);
        return texts.stream().anyMatch(text -> RawText.isBinary(text, text.length, true))
                ? Optional.empty()
                : new TextMerge(texts, rule).merged();
    }

    private Optional<byte[]> merged() {
        var chunks = new ArrayList<MergeChunk>();
        var raw = texts.stream().map(RawText::new).toList();
        new MergeAlgorithm()
                .merge(RawTextComparator.DEFAULT, raw.getFirst(), raw.get(OURS), raw.get(THEIRS))
                .forEach(chunks::add);
        for (var at = 0; at < chunks.size(); at++) {
            var chunk = chunks.get(at);
            if (chunk.getConflictState() == ConflictState.NO_CONFLICT) {
                lines(chunk).forEach(merged::writeBytes);
            } else {
                var end = at + 1;
                while (end < chunks.size()
                        && chunks.get(end).getConflictState() != ConflictState.NO_CONFLICT
                        && chunks.get(end).getConflictState() != ConflictState.FIRST_CONFLICTING_RANGE) {
                    end++;
                }
                eachLine(chunks.subList(at, end));
                at = end - 1;
            }
        }
        return isConflict ? Optional.empty() : Optional.of(merged.toByteArray());
    }

    private void eachLine(List<MergeChunk> sides) {
        var lines = List.of(side(sides, 0), side(sides, OURS), side(sides, THEIRS));
        var count = lines.getFirst().size();
        isConflict |= lines.stream().anyMatch(side -> side.size() != count);
        for (var at = 0; at < count && !isConflict; at++) {
            line(
                    lines.getFirst().get(at),
                    lines.get(OURS).get(at),
                    lines.get(THEIRS).get(at));
        }
    }

    private void line(byte[] base, byte[] ours, byte[] theirs) {
        if (Arrays.equals(theirs, base) || Arrays.equals(theirs, ours)) {
            merged.writeBytes(ours);
        } else if (Arrays.equals(ours, base)) {
            merged.writeBytes(theirs);
        } else if (rule.isOurs(decoded(ours)) && rule.isOurs(decoded(theirs))) {
            merged.writeBytes(ours);
        } else {
            isConflict = true;
        }
    }

    private static String decoded(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    private List<byte[]> side(List<MergeChunk> sides, int index) {
        return sides.stream()
                .filter(chunk -> chunk.getSequenceIndex() == index)
                .flatMap(chunk -> lines(chunk).stream())
                .toList();
    }

    private List<byte[]> lines(MergeChunk chunk) {
        return cut.get(chunk.getSequenceIndex()).subList(chunk.getBegin(), chunk.getEnd());
    }

    /** Each with its end. */
    private static List<byte[]> lines(byte[] text) {
        var lines = new ArrayList<byte[]>();
        var from = 0;
        for (var at = 0; at < text.length; at++) {
            if (text[at] == '\n' || at == text.length - 1) {
                lines.add(Arrays.copyOfRange(text, from, at + 1));
                from = at + 1;
            }
        }
        return lines;
    }
}
