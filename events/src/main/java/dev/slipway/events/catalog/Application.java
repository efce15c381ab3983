package dev.slipway.events.catalog;

/** What becomes one image. */
public record Application(String name, String repository, String image, Build build) {

    /** @param context the folder of the repository that the Dockerfile may copy from */
    public record Build(String builder, String dockerfile, String context) {}
}
