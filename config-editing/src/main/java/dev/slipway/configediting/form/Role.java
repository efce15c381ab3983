package dev.slipway.configediting.form;

/** What part a component plays. */
public enum Role {
    CONTAINER,
    /** The part of a chart's values that stands for a container. */
    VALUES,
    /** An entry that replaces images elsewhere. */
    OVERRIDE
}
