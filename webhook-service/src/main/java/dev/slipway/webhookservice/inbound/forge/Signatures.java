package dev.slipway.webhookservice.inbound.forge;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proofs that a sender knows a secret. Every comparison takes the same time, right or wrong. */
final class Signatures {
    private Signatures() {}

    static boolean same(String expected, String given) {
        return MessageDigest.isEqual(bytes(expected), bytes(given));
    }

    /** Whether it looks like one; for what does not, nothing need be computed. */
    static boolean isHexSha256(String given) {
        return given.length() == 64 && given.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    static byte[] hmacSha256(byte[] key, byte[]... message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (var part : message) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
