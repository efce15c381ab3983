package dev.slipway.outside.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/**
 * Who may come in at a guarded broker, and how it shows who it is: users with passwords (SCRAM-SHA-512), a certificate of its own
 * making. Only the administrator may do anything before it is granted.
 */
public record Guard(Map<String, String> passwords, Path keystore, String keystorePassword, Path certificate) {
    public static final String ADMINISTRATOR = "administrator";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required;";

    public Guard {
        passwords = Map.copyOf(passwords);
    }

    /** Makes passwords and the certificate. */
    public static Guard create(Path folder, List<String> users) throws IOException {
        Files.createDirectories(folder);
        var passwords = new HashMap<String, String>();
        passwords.put(ADMINISTRATOR, UUID.randomUUID().toString());
        users.forEach(user -> passwords.put(user, UUID.randomUUID().toString()));
        var guard = new Guard(
                passwords, folder.resolve("broker.p12"), UUID.randomUUID().toString(), folder.resolve("broker.pem"));
        guard.keytool(
                "-genkeypair", "-keyalg", "EC", "-dname", "CN=broker", "-ext", "SAN=ip:127.0.0.1", "-validity", "30");
        guard.keytool("-exportcert", "-rfc", "-file", guard.certificate.toString());
        return guard;
    }

    public String password(String user) {
        return passwords.getOrDefault(user, "");
    }

    List<String> scram() {
        return passwords.entrySet().stream()
                .map(user -> "SCRAM-SHA-512=[name=" + user.getKey() + ",password=" + user.getValue() + "]")
                .toList();
    }

    /** The broker talks to itself on a door of its own, at which it is nobody, and may do everything. */
    Properties settings(int encrypted, int plain, int within, int controller) {
        var settings = new Properties();
        settings.put(
                "listeners",
                "ENCRYPTED://127.0.0.1:" + encrypted + ",PLAIN://127.0.0.1:" + plain + ",WITHIN://127.0.0.1:" + within
                        + ",CONTROLLER://127.0.0.1:" + controller);
        settings.put(
                "advertised.listeners",
                "ENCRYPTED://127.0.0.1:" + encrypted + ",PLAIN://127.0.0.1:" + plain + ",WITHIN://127.0.0.1:" + within);
        settings.put(
                "listener.security.protocol.map",
                "ENCRYPTED:SASL_SSL,PLAIN:SASL_PLAINTEXT,WITHIN:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "WITHIN");
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put("listener.name.encrypted.scram-sha-512.sasl.jaas.config", SCRAM);
        settings.put("listener.name.plain.scram-sha-512.sasl.jaas.config", SCRAM);
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", keystore.toString());
        settings.put("ssl.keystore.password", keystorePassword);
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:" + ADMINISTRATOR + ";User:ANONYMOUS");
        return settings;
    }

    private void keytool(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias",
                "broker",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                keystorePassword));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("keytool makes no certificate: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made a certificate", e);
        }
    }
}
