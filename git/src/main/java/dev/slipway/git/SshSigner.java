package dev.slipway.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Signs as {@code ssh-keygen -Y sign -n git} does: OpenSSH's PROTOCOL.sshsig. */
final class SshSigner implements CommitSigner {
    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final String NAMESPACE = "git";
    private static final String RESERVED = "";
    private static final String HASH = "sha512";
    private static final int LINE = 70;
    private static final String ADVICE = "ssh-keygen -t ed25519 -f key (or ecdsa, or rsa)";
    private final KeyPair pair;
    private final BuiltinSignatures algorithm;

    private SshSigner(KeyPair pair, BuiltinSignatures algorithm) {
        this.pair = pair;
        this.algorithm = algorithm;
    }

    static SshSigner of(PrivateKeyText key) throws GitRefused {
        var pair = pair(key);
        try {
            var signer = new SshSigner(pair, algorithm(pair));
            signer.sign(new byte[0]); // a key that is too short shows here
            return signer;
        } catch (IOException | IllegalArgumentException e) {
            throw key.unusable(ADVICE, e);
        }
    }

    private static KeyPair pair(PrivateKeyText key) throws GitRefused {
        var isLocked = new AtomicBoolean();
        FilePasswordProvider passphrase = (_, _, _) -> {
            isLocked.set(true);
            return key.passphrase();
        };
        try (var in = new ByteArrayInputStream((key.text() + "\n").getBytes(StandardCharsets.UTF_8))) {
            var read = SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(key.toString()), in, passphrase);
            if (read != null && read.iterator().hasNext()) {
                return read.iterator().next();
            }
            throw key.unusable(ADVICE, null);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw isLocked.get() ? key.locked(e) : key.unusable(ADVICE, e);
        }
    }

    private static BuiltinSignatures algorithm(KeyPair pair) {
        var type = String.valueOf(KeyUtils.getKeyType(pair));
        return switch (type) {
            case "ssh-ed25519" -> BuiltinSignatures.ed25519;
            case "ssh-rsa" -> BuiltinSignatures.rsaSHA512;
            case "ecdsa-sha2-nistp256" -> BuiltinSignatures.nistp256;
            case "ecdsa-sha2-nistp384" -> BuiltinSignatures.nistp384;
            case "ecdsa-sha2-nistp521" -> BuiltinSignatures.nistp521;
            default -> throw new IllegalArgumentException("Git does not take signatures of " + type);
        };
    }

    @Override
    public String sign(byte[] commit) throws IOException {
        try {
            var signed = new ByteArrayBuffer();
            signed.putRawBytes(MAGIC);
            signed.putString(NAMESPACE);
            signed.putString(RESERVED);
            signed.putString(HASH);
            signed.putBytes(MessageDigest.getInstance("SHA-512").digest(commit));
            return armoured(envelope(signature(signed.getCompactData())));
        } catch (GeneralSecurityException e) {
            throw new IOException("the commit cannot be signed: " + e.getMessage(), e);
        }
    }

    private byte[] signature(byte[] data) throws IOException, GeneralSecurityException {
        var signature = new ByteArrayBuffer();
        signature.putString(algorithm.getName());
        signature.putBytes(raw(data));
        return signature.getCompactData();
    }

    private byte[] raw(byte[] data) throws IOException, GeneralSecurityException {
        var signing = algorithm.create();
        try {
            signing.initSigner(null, pair.getPrivate());
            signing.update(null, data);
            return signing.sign(null);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private byte[] envelope(byte[] signature) {
        var key = new ByteArrayBuffer();
        key.putRawPublicKey(pair.getPublic());
        var envelope = new ByteArrayBuffer();
        envelope.putRawBytes(MAGIC);
        envelope.putUInt(VERSION);
        envelope.putBytes(key.getCompactData());
        envelope.putString(NAMESPACE);
        envelope.putString(RESERVED);
        envelope.putString(HASH);
        envelope.putBytes(signature);
        return envelope.getCompactData();
    }

    private static String armoured(byte[] envelope) {
        var lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(envelope);
        return "-----BEGIN SSH SIGNATURE-----\n" + lines + "\n-----END SSH SIGNATURE-----";
    }
}
