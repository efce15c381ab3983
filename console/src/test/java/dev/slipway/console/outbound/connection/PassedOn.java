package dev.slipway.console.outbound.connection;

import dev.slipway.outside.http.Exchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;

/** Asks another server and answers what it says. */
record PassedOn(String url) {

    void serve(Exchange exchange) throws IOException {
        var path = exchange.path();
        var service = exchange.query("service");
        var request = HttpRequest.newBuilder(URI.create(url + path + (service == null ? "" : "?service=" + service)))
                .method(
                        exchange.method(),
                        HttpRequest.BodyPublishers.ofByteArray(exchange.body().readAllBytes()));
        for (var name : new String[] {"Authorization", "Git-Protocol", "Content-Type", "Content-Encoding"}) {
            var value = exchange.header(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchange.set(
                    "Content-Type",
                    Objects.requireNonNull(
                            answer.headers().firstValue("Content-Type").orElse("text/plain")));
            exchange.answer(answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
