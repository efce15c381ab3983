package dev.slipway.service.secrets;

import java.util.Optional;

/** Secrets by name. A value goes where it is used and nowhere else. */
public interface Secrets {

    Optional<String> find(String name, String key);
}
