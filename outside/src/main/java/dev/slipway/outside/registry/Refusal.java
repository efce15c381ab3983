package dev.slipway.outside.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.outside.http.Exchange;
import java.io.Serial;

/** A no, as the protocol words it. */
final class Refusal extends RuntimeException {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Refusal of(Exchange exchange) {
        return new Refusal(405, "UNSUPPORTED", exchange.method() + " is not for this address");
    }

    void answer(Exchange exchange) {
        var errors = JSON.createObjectNode();
        errors.putArray("errors")
                .addObject()
                .put("code", code)
                .put("message", getMessage())
                .putObject("detail");
        exchange.answer(status, "application/json", errors.toString());
    }
}
