package dev.slipway.events.catalog;

import java.util.List;

/** Where people are told. Empty {@code environments} or {@code on} mean: all. */
public record Channel(String name, String type, String secret, List<String> environments, List<String> on) {

    public Channel {
        environments = List.copyOf(environments);
        on = List.copyOf(on);
    }
}
