package dev.slipway.outside.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** An HTTP server on the loopback address whose handler may block. It refuses TLS at once, so clients that try it first lose no time. */
public final class Site implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Site.class);
    private static final int STOP_SECONDS = 5;
    private final Vertx vertx;
    private final HttpServer server;

    @FunctionalInterface
    public interface Handler {
        void handle(Exchange exchange) throws IOException;
    }

    private Site(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /** A port of 0 means: any that is free. */
    public static Site open(String name, int port, Handler handler) throws IOException {
        var vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2).setInternalBlockingPoolSize(2));
        var options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(32 * 1024)
                .setMaxInitialLineLength(16 * 1024)
                .setIdleTimeout(600);
        var server = vertx.createHttpServer(options).requestHandler(request -> accept(name, request, handler));
        try {
            server.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            return new Site(vertx, server);
        } catch (ExecutionException e) {
            vertx.close();
            if (e.getCause() instanceof BindException) {
                throw new PortTaken(port, name);
            }
            throw new IOException(name + " cannot listen on port " + port, e.getCause());
        } catch (TimeoutException e) {
            vertx.close();
            throw new IOException(name + " did not start", e);
        } catch (InterruptedException e) {
            vertx.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    public int port() {
        return server.actualPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("a server did not stop in time: %s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void accept(String name, HttpServerRequest request, Handler handler) {
        var body = new BodyStream(request);
        var exchange = new Exchange(request, body);
        Thread.ofVirtual().name(name + " " + request.path()).start(() -> {
            try {
                handler.handle(exchange);
            } catch (IOException | RuntimeException e) {
                LOG.warnf("%s %s %s: %s", name, request.method(), request.path(), e);
                if (!exchange.answered()) {
                    exchange.answer(500, "text/plain", "internal error\n");
                } else {
                    request.connection().close();
                }
            } finally {
                body.discard();
            }
        });
    }
}
