package dev.slipway.configediting;

/**
 * Where a value stands.
 *
 * @param line counted from 1
 * @param object kind and name of the Kubernetes object, as {@code Deployment/server}; empty where there is none
 * @param path of the value in its object or document
 * @param value what stands there
 */
public record Place(String file, int line, String object, String path, String value) {

    /** As an edit's {@link Where} takes it. */
    public String field() {
        return object.isEmpty() ? path : object + "#" + path;
    }

    @Override
    public String toString() {
        return value + " (" + file + ":" + line + ")";
    }
}
