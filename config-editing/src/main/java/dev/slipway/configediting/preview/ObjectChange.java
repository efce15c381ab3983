package dev.slipway.configediting.preview;

import java.util.List;

/**
 * What changes in a Kubernetes object, or in a document that is none and so has no kind.
 *
 * @param more how many fields change beside those that are named
 */
public record ObjectChange(
        String file, String kind, String namespace, String name, Fate fate, List<FieldChange> fields, int more) {

    public enum Fate {
        ADDED,
        CHANGED,
        REMOVED
    }
}
