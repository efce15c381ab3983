package dev.slipway.syncservice.core;

/**
 * What was seen of an engine's object.
 *
 * @param version of the object: grows with each change of it; 0 where it is not there
 */
public record Sighting(Observation observation, long version) {

    public static Sighting missing(String engine, String object) {
        return new Sighting(Observation.missing(engine, object), 0);
    }
}
