package dev.slipway.service.forge;

import java.net.URI;
import java.util.Map;

/** What whoever asks a forge's API knows about it. */
public interface ForgeApi {

    URI address();

    Map<String, String> headers(Token token);

    /** What the token must be allowed to do, as the forge calls it. */
    String right();

    /** What is done there, as in "manage webhooks". */
    String purpose();

    /** What a person should do after the forge has refused something with this message. */
    String afterRefusal(String message);
}
