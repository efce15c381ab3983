package dev.slipway.outside.git;

import dev.slipway.outside.http.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Git's protocol over HTTP, version 0 and 2. */
final class SmartHttp {
    private static final Pattern ADDRESS = Pattern.compile("/(.+)\\.git/(info/refs|git-upload-pack|git-receive-pack)");
    private static final String NOBODY = "";
    private static final int TRANSFER_SECONDS = 300;
    private static final long PACK_MAX = 2L << 30;
    private final Repositories repositories;
    private final GitLabHooks hooks;
    private final Map<String, String> passwords;
    private final boolean anonymousRead;

    SmartHttp(Repositories repositories, GitLabHooks hooks, Map<String, String> passwords, boolean anonymousRead) {
        this.repositories = repositories;
        this.hooks = hooks;
        this.passwords = Map.copyOf(passwords);
        this.anonymousRead = anonymousRead;
    }

    void serve(Exchange exchange) throws IOException {
        var address = ADDRESS.matcher(exchange.path());
        if (!address.matches()) {
            exchange.answer(404, "text/plain", "no repository here\n");
            return;
        }
        var service =
                address.group(2).equals("info/refs") ? String.valueOf(exchange.query("service")) : address.group(2);
        var user = user(exchange);
        if (user == null || (user.equals(NOBODY) && !(anonymousRead && service.equals("git-upload-pack")))) {
            exchange.set("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.answer(401, "text/plain", "user and password, please\n");
            return;
        }
        var path = address.group(1);
        var repository = repositories.find(path);
        if (repository.isEmpty()) {
            exchange.answer(404, "text/plain", "there is no repository " + path + "\n");
            return;
        }
        exchange.set("Cache-Control", "no-cache");
        switch (address.group(2)) {
            case "info/refs" -> advertise(exchange, repository.get(), service);
            case "git-upload-pack" -> upload(exchange, repository.get());
            default -> receive(exchange, repository.get(), path, user);
        }
    }

    private static void advertise(Exchange exchange, Repository repository, String service) throws IOException {
        if (!service.equals("git-upload-pack") && !service.equals("git-receive-pack")) {
            exchange.answer(403, "text/plain", "only smart HTTP is spoken here\n");
            return;
        }
        exchange.set("Content-Type", "application/x-" + service + "-advertisement");
        try (var out = exchange.stream(200)) {
            var lines = new PacketLineOut(out);
            lines.writeString("# service=" + service + "\n");
            lines.end();
            if (service.equals("git-upload-pack")) {
                uploadPack(exchange, repository).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
            } else {
                receivePack(repository).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
            }
        }
    }

    private static void upload(Exchange exchange, Repository repository) throws IOException {
        exchange.set("Content-Type", "application/x-git-upload-pack-result");
        try (var in = unzipped(exchange);
                var out = exchange.stream(200)) {
            uploadPack(exchange, repository).upload(in, out, OutputStream.nullOutputStream());
        }
    }

    private void receive(Exchange exchange, Repository repository, String path, String user) throws IOException {
        exchange.set("Content-Type", "application/x-git-receive-pack-result");
        var pack = receivePack(repository);
        pack.setPostReceiveHook((received, commands) -> hooks.pushed(
                path,
                repository,
                user,
                List.copyOf(commands),
                Objects.requireNonNullElse(received.getPushOptions(), List.of())));
        try (var in = unzipped(exchange);
                var out = exchange.stream(200)) {
            pack.receive(in, out, OutputStream.nullOutputStream());
        }
    }

    private static UploadPack uploadPack(Exchange exchange, Repository repository) {
        var pack = new UploadPack(repository);
        pack.setBiDirectionalPipe(false);
        pack.setTimeout(TRANSFER_SECONDS);
        var protocol = exchange.header("Git-Protocol");
        if (protocol != null) {
            pack.setExtraParameters(List.of(protocol.split(":")));
        }
        return pack;
    }

    private static ReceivePack receivePack(Repository repository) {
        var pack = new ReceivePack(repository);
        pack.setBiDirectionalPipe(false);
        pack.setAllowPushOptions(true);
        pack.setMaxPackSizeLimit(PACK_MAX);
        pack.setTimeout(TRANSFER_SECONDS);
        return pack;
    }

    private static InputStream unzipped(Exchange exchange) throws IOException {
        var encoding = Objects.requireNonNullElse(exchange.header("Content-Encoding"), "");
        return encoding.endsWith("gzip") ? new GZIPInputStream(exchange.body()) : exchange.body();
    }

    /** @return {@link #NOBODY} without credentials, null with wrong ones */
    private @Nullable String user(Exchange exchange) {
        var given = exchange.basic();
        if (given.isEmpty()) {
            return NOBODY;
        }
        var password = passwords.get(given.get()[0]);
        return password != null && MessageDigest.isEqual(bytes(password), bytes(given.get()[1]))
                ? given.get()[0]
                : null;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
