package dev.slipway.outside.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Grants what {@code deploy/kafka-acls.sh} asks Kafka's own tool to grant, in place of that tool. */
public final class Grants {
    private static final Map<String, ResourceType> KINDS = Map.of(
            "--topic", ResourceType.TOPIC,
            "--group", ResourceType.GROUP,
            "--transactional-id", ResourceType.TRANSACTIONAL_ID);

    private Grants() {}

    /** @param script the path of kafka-acls.sh */
    public static void apply(Admin admin, Path script, String prefix, String... clusters) throws IOException {
        var bindings = asked(script, prefix, clusters).stream()
                .flatMap(call -> bindings(call.split(" ")).stream())
                .toList();
        try {
            admin.createAcls(bindings).all().get();
        } catch (ExecutionException e) {
            throw new IOException("not granted", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while granting", e);
        }
    }

    /** The arguments of each call. */
    private static List<String> asked(Path script, String prefix, String... clusters) throws IOException {
        var folder = Files.createTempDirectory("grants");
        var calls = Files.createFile(folder.resolve("calls"));
        var tool = Files.writeString(folder.resolve("tool"), "#!/bin/sh\necho \"$*\" >> " + calls + "\n");
        if (!tool.toFile().setExecutable(true)) {
            throw new IOException(tool + " cannot be made executable");
        }
        var command = new ArrayList<>(List.of(script.toString(), "brokers"));
        command.addAll(List.of(clusters));
        var process = new ProcessBuilder(command).inheritIO();
        process.environment().putAll(Map.of("KAFKA_ACLS", tool.toString(), "PREFIX", prefix));
        try {
            if (process.start().waitFor() != 0) {
                throw new IOException(script + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in " + script, e);
        }
        return Files.readAllLines(calls);
    }

    private static List<AclBinding> bindings(String[] call) {
        var principal = "";
        var pattern = PatternType.LITERAL;
        var operations = new ArrayList<AclOperation>();
        var kind = ResourceType.ANY;
        var name = "";
        for (var i = 0; i < call.length; i++) {
            switch (call[i]) {
                case "--bootstrap-server" -> i++;
                case "--add" -> {}
                case "--allow-principal" -> principal = call[++i];
                case "--operation" -> operations.add(AclOperation.fromString(call[++i].toUpperCase(Locale.ROOT)));
                case "--resource-pattern-type" -> pattern = PatternType.fromString(call[++i].toUpperCase(Locale.ROOT));
                case "--topic", "--group", "--transactional-id" -> {
                    kind = KINDS.getOrDefault(call[i], ResourceType.ANY);
                    name = call[++i];
                }
                default -> throw new IllegalArgumentException("kafka-acls knows no " + call[i]);
            }
        }
        var resource = new ResourcePattern(kind, name, pattern);
        var who = principal;
        return operations.stream()
                .map(operation ->
                        new AclBinding(resource, new AccessControlEntry(who, "*", operation, AclPermissionType.ALLOW)))
                .toList();
    }
}
