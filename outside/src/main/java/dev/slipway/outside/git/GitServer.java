package dev.slipway.outside.git;

import dev.slipway.outside.http.Exchange;
import dev.slipway.outside.http.Site;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Bare repositories in a folder, served over smart HTTP to people with a password. */
public final class GitServer implements AutoCloseable {
    private static final Pattern ADDRESS =
            Pattern.compile("/([a-z0-9._/-]+\\.git)/(info/refs|git-upload-pack|git-receive-pack)");
    private static final int TRANSFER_SECONDS = 300;
    private final Path folder;
    private final Map<String, String> passwords;
    private final Map<String, Repository> repositories = new ConcurrentHashMap<>();
    private final GitLabHooks hooks;
    private final Site site;

    private GitServer(Path folder, int port, Map<String, String> passwords) throws IOException {
        this.folder = folder;
        this.passwords = Map.copyOf(passwords);
        Files.createDirectories(folder);
        site = Site.open("git", port, this::serve);
        hooks = new GitLabHooks(site.url());
    }

    /** A port of 0 means: any that is free. */
    public static GitServer start(Path folder, int port, Map<String, String> passwords) throws IOException {
        return new GitServer(folder, port, passwords);
    }

    public int port() {
        return site.port();
    }

    public String url() {
        return site.url();
    }

    /** Where a repository is cloned from; its path goes without {@code .git}. */
    public String urlOf(String path) {
        return url() + "/" + path + ".git";
    }

    /** Opens the repository, and makes it where there is none. */
    public Repository repository(String path) throws IOException {
        var made = new FileRepository(folder.resolve(path + ".git").toFile());
        if (!made.getObjectDatabase().exists()) {
            made.create(true);
            made.getConfig().setBoolean("http", null, "receivepack", true);
            made.getConfig().setBoolean("receive", null, "autogc", false);
            made.getConfig().setInt(ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTO, 0);
            made.getConfig().save();
        }
        repositories.put(path + ".git", made);
        return made;
    }

    /** Replaces the repository's webhook. */
    public void hook(String path, String url, String token) {
        hooks.set(path, url, token);
    }

    /** Loses all hooks from now on, or no longer. */
    public void loseHooks(boolean lost) {
        hooks.lose(lost);
    }

    @Override
    public void close() {
        site.close();
        hooks.close();
        repositories.values().forEach(Repository::close);
    }

    private void serve(Exchange exchange) throws IOException {
        var address = ADDRESS.matcher(exchange.path());
        if (!address.matches() || address.group(1).contains("..")) {
            exchange.answer(404, "text/plain", "no repository here\n");
            return;
        }
        var user = user(exchange);
        if (user == null) {
            exchange.set("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.answer(401, "text/plain", "user and password, please\n");
            return;
        }
        var repository = open(address.group(1));
        if (repository == null) {
            exchange.answer(404, "text/plain", "there is no repository " + address.group(1) + "\n");
            return;
        }
        exchange.set("Cache-Control", "no-cache");
        switch (address.group(2)) {
            case "info/refs" -> advertise(exchange, repository, exchange.query("service"));
            case "git-upload-pack" -> upload(exchange, repository);
            default -> receive(exchange, repository, address.group(1), user);
        }
    }

    private void advertise(Exchange exchange, Repository repository, @Nullable String service) throws IOException {
        if (service == null || !service.matches("git-(upload|receive)-pack")) {
            exchange.answer(403, "text/plain", "only smart HTTP is spoken here\n");
            return;
        }
        exchange.set("Content-Type", "application/x-" + service + "-advertisement");
        try (var out = exchange.stream(200)) {
            var lines = new PacketLineOut(out);
            var advertiser = new RefAdvertiser.PacketLineOutRefAdvertiser(lines);
            if (service.equals("git-upload-pack")) {
                var pack = uploadPack(exchange, repository);
                lines.writeString("# service=" + service + "\n");
                lines.end();
                pack.sendAdvertisedRefs(advertiser);
            } else {
                lines.writeString("# service=" + service + "\n");
                lines.end();
                receivePack(repository).sendAdvertisedRefs(advertiser);
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
                path.substring(0, path.length() - ".git".length()),
                repository,
                user,
                commands,
                received.getPushOptions()));
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
        pack.setAtomic(false);
        pack.setAllowPushOptions(true);
        pack.setTimeout(TRANSFER_SECONDS);
        return pack;
    }

    private static InputStream unzipped(Exchange exchange) throws IOException {
        var body = exchange.body();
        return "gzip".equals(exchange.header("Content-Encoding")) ? new GZIPInputStream(body) : body;
    }

    private @Nullable Repository open(String path) throws IOException {
        var known = repositories.get(path);
        if (known != null) {
            return known;
        }
        var file = folder.resolve(path).normalize();
        if (!file.startsWith(folder) || !Files.isDirectory(file)) {
            return null;
        }
        var opened =
                new FileRepositoryBuilder().setGitDir(file.toFile()).setBare().build();
        return Objects.requireNonNullElse(repositories.putIfAbsent(path, opened), opened);
    }

    private @Nullable String user(Exchange exchange) {
        return exchange.basic()
                .filter(given -> {
                    var password = passwords.get(given[0]);
                    return password != null
                            && MessageDigest.isEqual(
                                    password.getBytes(StandardCharsets.UTF_8),
                                    given[1].getBytes(StandardCharsets.UTF_8));
                })
                .map(given -> given[0])
                .orElse(null);
    }
}
