package dev.slipway.notifier.outbound.feishu;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What proves that a message comes from somebody who knows the bot's key. */
record Signature(String timestamp, String sign) {
    private static final String ALGORITHM = "HmacSHA256";

    /** Unlike elsewhere, time and key together are the key of the HMAC, and the message is empty. */
    static Signature of(String key, Instant now) {
        var timestamp = Long.toString(now.getEpochSecond());
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec((timestamp + "\n" + key).getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return new Signature(timestamp, Base64.getEncoder().encodeToString(mac.doFinal()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing in this JVM", e);
        }
    }
}
