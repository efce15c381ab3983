package dev.slipway.configediting;

/**
 * Where a value stands.
 *
 * @param line counted from 1
 * @param value what stood there before the edit
 */
public record Place(String path, int line, String value) {

    @Override
    public String toString() {
        return value + " (" + path + ":" + line + ")";
    }
}
