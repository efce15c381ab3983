package dev.slipway.service.door;

import io.netty.bootstrap.ServerBootstrap;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Lets every port that is listened on have a {@link Crowd} before it. The framework's own limit counts all alike, so whoever holds all
 * places shuts out everybody.
 */
public final class BoundedTransport implements VertxServiceProvider {

    @Override
    public void init(VertxBuilder builder) {
        var places = ConfigProvider.getConfig().getValue("slipway.http.connections", Integer.class);
        builder.findTransport(new JDKTransport() {
            @Override
            public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
                super.configure(options, domainSocket, bootstrap);
                bootstrap.handler(new Crowd(places));
            }
        });
    }
}
