package dev.slipway.console.inbound.web;

import java.util.UUID;

/** What was asked for does not exist. */
final class NotThere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotThere(String sentence) {
        super(sentence);
    }

    static NotThere delivery(String id) {
        return new NotThere(
                "there is no delivery " + id
                        + "; the page Deliveries and slipway deliveries list them. If this is what a hook was answered with, it told nothing new, or is being looked at");
    }

    static NotThere project(String name) {
        return new NotThere("no project '" + name + "' is declared; the page Catalog lists those that are");
    }

    static NotThere repository(String project, String name) {
        return new NotThere("project '" + project + "' declares no repository '" + name + "'");
    }

    static NotThere environment(String project, String name) {
        return new NotThere("project '" + project + "' declares no environment '" + name + "'");
    }

    static NotThere application(String project, String name) {
        return new NotThere("project '" + project + "' declares no application '" + name + "'");
    }

    /** An id as it stands in an address. */
    static UUID idOf(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw delivery(text);
        }
    }
}
