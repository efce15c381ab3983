package dev.slipway.outside.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request and its answer, as blocking code likes them. */
public final class Exchange {
    private final HttpServerRequest request;
    private final InputStream body;

    Exchange(HttpServerRequest request, InputStream body) {
        this.request = request;
        this.body = body;
    }

    public String method() {
        return request.method().name();
    }

    public String path() {
        return Objects.requireNonNullElse(request.path(), "/");
    }

    public @Nullable String query(String name) {
        return request.getParam(name);
    }

    public MultiMap queries() {
        return request.params();
    }

    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    public InputStream body() {
        return body;
    }

    /** User and password of Basic authentication. */
    public Optional<String[]> basic() {
        var header = header("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new String[] {text.substring(0, colon), text.substring(colon + 1)});
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public void set(String name, String value) {
        request.response().putHeader(name, value);
    }

    public void answer(int status, byte[] content) {
        var response = request.response().setStatusCode(status);
        if (method().equals("HEAD")) {
            if (!response.headers().contains("Content-Length")) {
                response.putHeader("Content-Length", Integer.toString(content.length));
            }
            response.end();
        } else {
            response.end(Buffer.buffer(content));
        }
    }

    public void answer(int status, String contentType, String content) {
        set("Content-Type", contentType);
        answer(status, content.getBytes(StandardCharsets.UTF_8));
    }

    public void answer(int status) {
        request.response().setStatusCode(status).end();
    }

    /** The answer's body as a stream; ends with its close. */
    public OutputStream stream(int status) {
        var response = request.response().setStatusCode(status);
        response.setChunked(!response.headers().contains("Content-Length"));
        return new ResponseStream(response);
    }

    /** Whether the peer has hung up. */
    public boolean gone() {
        return request.response().closed();
    }

    boolean answered() {
        return request.response().headWritten() || request.response().ended();
    }
}
