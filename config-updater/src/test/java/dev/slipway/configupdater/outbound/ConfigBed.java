package dev.slipway.configupdater.outbound;

import dev.slipway.configupdater.core.ConfigBranch;
import dev.slipway.configupdater.core.ConfigRepository.Written;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.Followed;
import dev.slipway.configupdater.core.ConfigWork.StatusWork;
import dev.slipway.configupdater.core.Following.Unmerged;
import dev.slipway.configupdater.core.Samples;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Person;
import dev.slipway.git.Base;
import dev.slipway.git.CommitDraft;
import dev.slipway.git.CommitMessage;
import dev.slipway.git.GitCredentials;
import dev.slipway.git.GitLimits;
import dev.slipway.git.GitRemote;
import dev.slipway.git.Mirror;
import dev.slipway.git.Mirrors;
import dev.slipway.git.PushOutcome.Pushed;
import dev.slipway.git.Trailer;
import dev.slipway.outside.git.GitServer;
import dev.slipway.service.secrets.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Git server with one repository, our writer, and a person who pushes as well. */
final class ConfigBed implements AutoCloseable {
    static final Person BOB = new Person("Bob", "bob@example.com");
    static final String BRANCH = "k8s-config";
    private static final Secrets SECRETS = (_, key) -> Optional.of(key.equals("username") ? "bot" : "pass");
    private final Path folder;
    private final Secrets secrets;
    private final GitServer server;
    private final Map<String, String> followed = new HashMap<>();
    private final Mirrors others;
    private final Mirrors mirrors;
    private final Clock clock = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

    ConfigBed(Path folder) throws Exception {
        this(folder, SECRETS);
    }

    /** With secrets besides those that the server asks for. */
    ConfigBed(Path folder, Secrets more) throws Exception {
        this.folder = folder;
        secrets = (name, key) -> name.equals("git-bot") ? SECRETS.find(name, key) : more.find(name, key);
        server = GitServer.start(folder.resolve("srv"), 0, Map.of("bot", "pass"));
        server.repository("root/hichat");
        others = Mirrors.in(folder.resolve("others"), GitLimits.defaults());
        mirrors = Mirrors.in(folder.resolve("cache"), GitLimits.defaults());
    }

    String url() {
        return server.urlOf("root/hichat");
    }

    List<Written> commit(ConfigChange... changes) throws Exception {
        var first = changes[0];
        return new GitConfigRepository(mirrors, secrets, clock)
                .commit(new ConfigBranch(first.repository(), first.config().branch()), List.of(changes));
    }

    List<Unmerged> take(Followed work) throws Exception {
        var taken = new GitFollowing(mirrors, secrets, clock).take(work, followed);
        followed.putAll(taken.folders());
        return taken.unmerged();
    }

    /** As after an act that died before it could note what it did. */
    void forget() {
        followed.clear();
    }

    void write(StatusWork work) throws Exception {
        new GitStatusFiles(mirrors, SECRETS, clock).write(work);
    }

    /** A person's commit to one file. */
    CommitId edit(String branch, String path, String text, Trailer... trailers) throws Exception {
        var message = new CommitMessage("Edit " + path, trailers);
        return push(branch, message, tree -> tree.write(path, text.getBytes(StandardCharsets.UTF_8)));
    }

    CommitId delete(String branch, String path) throws Exception {
        return push(branch, new CommitMessage("Delete " + path), tree -> tree.delete(path));
    }

    private CommitId push(String branch, CommitMessage message, CommitDraft.Change change) throws Exception {
        var mirror = person();
        mirror.fetch(branch);
        var base = mirror.resolve(branch).<Base>map(Base.Tip::new).orElseGet(Base.NewBranch::new);
        var draft = new CommitDraft(BOB, BOB, Samples.NOON, message, change);
        return ((Pushed) mirror.push(branch, base, List.of(draft))).tip().orElseThrow();
    }

    private Mirror person() {
        return others.of(new GitRemote(url(), new GitCredentials("bot", "pass")));
    }

    /** A file of the config branch. */
    String show(String file) throws Exception {
        return git("show", BRANCH + ":k8s/" + file);
    }

    String git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                "git", "--git-dir", folder.resolve("srv/root/hichat.git").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }

    @Override
    public void close() throws IOException {
        mirrors.close();
        others.close();
        server.close();
    }
}
