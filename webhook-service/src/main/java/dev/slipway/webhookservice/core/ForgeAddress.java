package dev.slipway.webhookservice.core;

import dev.slipway.events.catalog.Repository;
import java.net.URI;

/** What a repository is, whatever its URL: the forge's host and the path there. */
record ForgeAddress(String host, String path) {

    static ForgeAddress of(Repository repository) {
        var uri = URI.create(repository.url());
        var host = uri.getHost() == null ? uri.getSchemeSpecificPart() : uri.getHost();
        return new ForgeAddress(uri.getPort() < 0 ? host : host + ":" + uri.getPort(), repository.path());
    }

    @Override
    public String toString() {
        return host + "/" + path;
    }
}
