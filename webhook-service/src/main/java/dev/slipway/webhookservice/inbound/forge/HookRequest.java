package dev.slipway.webhookservice.inbound.forge;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A hook as it came. */
public record HookRequest(Headers headers, Headers parameters, byte[] body, Instant now) {
    private static final String FORM = "application/x-www-form-urlencoded";

    public HookRequest(Headers headers, byte[] body, Instant now) {
        this(headers, _ -> null, body, now);
    }

    /** By name, whatever its case. */
    @FunctionalInterface
    public interface Headers {
        @Nullable
        String find(String name);
    }

    public @Nullable String header(String name) {
        return headers.find(name);
    }

    /** Empty where there is none. */
    String headerOrEmpty(String name) {
        var value = header(name);
        return value == null ? "" : value;
    }

    /** Of the address; empty where there is none. */
    String parameter(String name) {
        var value = parameters.find(name);
        return value == null ? "" : value;
    }

    public boolean isForm() {
        return contentType().startsWith(FORM);
    }

    public boolean isJson() {
        return contentType().startsWith("application/json")
                || contentType().matches("application/[a-z0-9.-]+\\+json.*");
    }

    private String contentType() {
        return headerOrEmpty("Content-Type").strip().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if the form has no such field */
    byte[] formField(String name) {
        var form = "&" + new String(body, StandardCharsets.US_ASCII);
        var start = form.indexOf("&" + name + "=");
        if (start < 0) {
            throw new IllegalArgumentException("the form has no field '" + name + "'");
        }
        var from = start + name.length() + 2;
        var end = form.indexOf('&', from);
        return URLDecoder.decode(form.substring(from, end < 0 ? form.length() : end), StandardCharsets.UTF_8)
                .getBytes(StandardCharsets.UTF_8);
    }
}
