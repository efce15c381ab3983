package dev.slipway.configediting;

import dev.slipway.configediting.Edited.Refused;
import dev.slipway.configediting.Edited.Why;
import dev.slipway.configediting.yaml.UnsafeYaml;
import java.util.List;

/** Leads an edit out from wherever it cannot go on. */
public final class EditRefused extends Exception {
    private final transient Refused refused;

    public EditRefused(Refused refused) {
        super(refused.message());
        this.refused = refused;
    }

    public static EditRefused missing(String file, String reason, String nextStep, List<Place> there) {
        return new EditRefused(new Refused(Why.MISSING, file, 0, reason, nextStep, there));
    }

    public static EditRefused ambiguous(String reason, String nextStep, List<Place> candidates) {
        var first = candidates.getFirst();
        return new EditRefused(new Refused(Why.AMBIGUOUS, first.file(), first.line(), reason, nextStep, candidates));
    }

    public static EditRefused unsafe(String file, UnsafeYaml why) {
        return unsafe(file, why.line(), why.reason(), why.nextStep());
    }

    public static EditRefused unsafe(String file, int line, String reason, String nextStep) {
        return new EditRefused(
                new Refused(Why.UNSAFE, file, line, "cannot be edited safely: " + reason, nextStep, List.of()));
    }

    public Refused refused() {
        return refused;
    }
}
