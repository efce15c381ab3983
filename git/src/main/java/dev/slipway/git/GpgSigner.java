package dev.slipway.git;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.jspecify.annotations.Nullable;

/** Signs as {@code gpg --detach-sign --armor} does. No agent, no key ring of whoever started the process. */
final class GpgSigner implements CommitSigner {
    private static final String ADVICE =
            "gpg --armor --export-secret-keys KEY, of a key that may sign and has not expired";
    /** Of several keys, as {@code cat old new} puts them, each stands in a block of its own. */
    private static final String NEXT_BLOCK = "(?<=-----END PGP PRIVATE KEY BLOCK-----)(?=\\s*-----BEGIN)";

    private final PGPPublicKey shown;
    private final PGPPrivateKey key;

    private GpgSigner(PGPPublicKey shown, PGPPrivateKey key) {
        this.shown = shown;
        this.key = key;
    }

    static GpgSigner of(PrivateKeyText text) throws GitRefused {
        var secret = secretKey(text);
        try {
            var signer = new GpgSigner(secret.getPublicKey(), unlocked(secret, text));
            signer.sign(new byte[0]);
            return signer;
        } catch (IOException e) {
            throw text.unusable(ADVICE, e);
        }
    }

    /** As gpg chooses: the last that may sign, so that a subkey comes before the key that only certifies. */
    private static PGPSecretKey secretKey(PrivateKeyText text) throws GitRefused {
        PGPSecretKey chosen = null;
        try {
            for (var block : text.text().split(NEXT_BLOCK)) {
                for (var ring : rings(block)) {
                    for (var key : ring) {
                        if (isValid(ring.getPublicKey()) && maySign(key)) {
                            chosen = key;
                        }
                    }
                }
            }
        } catch (IOException | PGPException | RuntimeException e) {
            throw text.unusable(ADVICE, e);
        }
        if (chosen == null) {
            throw text.unusable(ADVICE, null);
        }
        return chosen;
    }

    private static PGPSecretKeyRingCollection rings(String block) throws IOException, PGPException {
        try (var in = PGPUtil.getDecoderStream(new ByteArrayInputStream(block.getBytes(StandardCharsets.UTF_8)))) {
            return new PGPSecretKeyRingCollection(in, new BcKeyFingerprintCalculator());
        }
    }

    /** A subkey is worth no more than the key that it belongs to. */
    private static boolean isValid(PGPPublicKey key) {
        return !key.hasRevocation() && !isExpired(key);
    }

    private static boolean maySign(PGPSecretKey key) {
        var shown = key.getPublicKey();
        return key.isSigningKey() && !key.isPrivateKeyEmpty() && isValid(shown) && isForSigning(shown);
    }

    private static boolean isExpired(PGPPublicKey key) {
        var seconds = key.getValidSeconds();
        return seconds > 0
                && key.getCreationTime().toInstant().plusSeconds(seconds).isBefore(Instant.now());
    }

    private static boolean isForSigning(PGPPublicKey key) {
        KeyFlags newest = null;
        var since = Instant.MIN;
        for (var signatures = key.getSignatures(); signatures.hasNext(); ) {
            var signature = signatures.next();
            var flags = flags(signature);
            var at = signature.getCreationTime().toInstant();
            if (flags != null && !at.isBefore(since)) {
                newest = flags;
                since = at;
            }
        }
        return newest == null || (newest.getFlags() & KeyFlags.SIGN_DATA) != 0;
    }

    private static @Nullable KeyFlags flags(PGPSignature signature) {
        return signature.hasSubpackets()
                ? (KeyFlags) signature.getHashedSubPackets().getSubpacket(SignatureSubpacketTags.KEY_FLAGS)
                : null;
    }

    private static PGPPrivateKey unlocked(PGPSecretKey secret, PrivateKeyText text) throws GitRefused {
        var isLocked = secret.getKeyEncryptionAlgorithm() != SymmetricKeyAlgorithmTags.NULL;
        var passphrase = text.passphrase() == null ? "" : text.passphrase();
        try {
            return secret.extractPrivateKey(
                    isLocked
                            ? new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                                    .build(passphrase.toCharArray())
                            : null);
        } catch (PGPException | RuntimeException e) {
            throw isLocked ? text.locked(e) : text.unusable(ADVICE, e);
        }
    }

    @Override
    public String sign(byte[] commit) throws IOException {
        try {
            var signing = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(shown.getAlgorithm(), HashAlgorithmTags.SHA512), shown);
            signing.init(PGPSignature.BINARY_DOCUMENT, key);
            var who = new PGPSignatureSubpacketGenerator();
            who.setIssuerFingerprint(false, shown);
            signing.setHashedSubpackets(who.generate());
            signing.update(commit);
            var text = new ByteArrayOutputStream();
            try (var armour = ArmoredOutputStream.builder().clearHeaders().build(text)) {
                signing.generate().encode(armour);
            }
            return text.toString(StandardCharsets.US_ASCII).strip();
        } catch (PGPException | RuntimeException e) {
            throw new IOException("the commit cannot be signed: " + e.getMessage(), e);
        }
    }
}
