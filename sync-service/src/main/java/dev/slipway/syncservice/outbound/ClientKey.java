package dev.slipway.syncservice.outbound;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Optional;

/** The key of a kubeconfig. The client takes each for RSA's unless it is told; k3s and others make elliptic ones. */
public final class ClientKey {
    private ClientKey() {}

    /** @throws IllegalArgumentException if the certificate that goes with the key can't be read */
    public static Config asItsCertificateSays(Config config) {
        try {
            var certificate = certificate(config);
            if (certificate.isEmpty()) {
                return config;
            }
            var algorithm = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.get()))
                    .getPublicKey()
                    .getAlgorithm();
            return new ConfigBuilder(config).withClientKeyAlgo(algorithm).build();
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException(
                    "the client certificate for " + config.getMasterUrl() + " cannot be read: " + e.getMessage()
                            + "; mend it in the kubeconfig",
                    e);
        }
    }

    private static Optional<byte[]> certificate(Config config) throws IOException {
        var data = config.getClientCertData();
        if (data != null) {
            return Optional.of(Base64.getMimeDecoder().decode(data));
        }
        var file = config.getClientCertFile();
        return file == null ? Optional.empty() : Optional.of(Files.readAllBytes(Path.of(file)));
    }
}
