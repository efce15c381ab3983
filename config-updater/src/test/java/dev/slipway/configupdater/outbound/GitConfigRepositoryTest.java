package dev.slipway.configupdater.outbound;

import static dev.slipway.configupdater.core.Samples.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.configupdater.core.ConfigBranch;
import dev.slipway.configupdater.core.ConfigRepository.Committed;
import dev.slipway.configupdater.core.ConfigRepository.Edited;
import dev.slipway.configupdater.core.ConfigRepository.Impossible;
import dev.slipway.configupdater.core.ConfigRepository.Reading;
import dev.slipway.configupdater.core.ConfigRepository.Unchanged;
import dev.slipway.configupdater.core.ConfigRepository.Unread;
import dev.slipway.configupdater.core.ConfigRepository.Written;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.configupdater.core.Samples;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.git.Base;
import dev.slipway.git.CommitDraft;
import dev.slipway.git.CommitMessage;
import dev.slipway.git.GitCredentials;
import dev.slipway.git.GitLimits;
import dev.slipway.git.GitRemote;
import dev.slipway.git.Mirrors;
import dev.slipway.outside.git.GitServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTP, against a Git server. */
class GitConfigRepositoryTest {
    private static final Person BOB = new Person("Bob", "bob@example.com");
    private static final Clock CLOCK = Clock.fixed(Samples.NOON, ZoneOffset.UTC);
    private static final String MANIFEST = """
            # kept:   as it is
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: server}
            spec:
              template:
                spec:
                  containers:
                    - name: server
                      image:   registry.example/root/hichat:old   # set by Slipway
            """;

    @TempDir
    Path folder;

    private GitServer server;
    private Mirrors others;
    private Mirrors mirrors;

    @BeforeEach
    void start() throws Exception {
        server = GitServer.start(folder.resolve("srv"), 0, Map.of("bot", "pass"));
        server.repository("root/hichat");
        others = Mirrors.in(folder.resolve("others"), GitLimits.defaults());
        mirrors = Mirrors.in(folder.resolve("cache"), GitLimits.defaults());
        push("master", new Base.NewBranch(), "k8s/server.yaml", MANIFEST);
        push("master", tip("master"), "src/Main.java", "class Main {}");
    }

    @AfterEach
    void stop() throws Exception {
        mirrors.close();
        others.close();
        server.close();
    }

    @Test
    void makesTheBranchOfTheFolderAloneAndSetsTheImageWithEveryOtherByteUnchanged() throws Exception {
        var written = commit(made(7));

        assertThat(written).singleElement().isInstanceOf(Committed.class);
        assertThat(git("ls-tree", "-r", "--name-only", "k8s-config")).isEqualTo("k8s/server.yaml\n");
        assertThat(git("rev-list", "--count", "k8s-config")).isEqualTo("2\n");
        assertThat(git("merge-base", "--all", "master", "k8s-config")).isEmpty();
        assertThat(git("show", "k8s-config:k8s/server.yaml"))
                .isEqualTo(MANIFEST.replace("hichat:old", "hichat:" + Samples.commit(7)));
        assertThat(git("log", "-1", "--format=%an <%ae>%n%B", "k8s-config"))
                .startsWith("Li Hua <li@example.com>\nRelease server 00000000 to prod [skip ci]\n")
                .contains(
                        "Slipway-Release: " + made(7).release().id(),
                        "Slipway-Image: " + made(7).release().image())
                .contains("Slipway-Ordinal: 7", "Slipway-Delivery: " + Samples.DELIVERY);
    }

    @Test
    void aBatchOfTenIsTenCommitsAndRepeatedMakesNoMore() throws Exception {
        var ten = LongStream.rangeClosed(1, 10).mapToObj(this::made).toArray(ConfigChange[]::new);

        var first = commit(ten);
        var second = commit(ten);

        assertThat(second)
                .extracting(GitConfigRepositoryTest::commitOf)
                .isEqualTo(first.stream().map(GitConfigRepositoryTest::commitOf).toList());
        assertThat(second).hasSize(10).allMatch(Committed.class::isInstance);
        assertThat(count()).isEqualTo(11);
    }

    @Test
    void aPushWhoseAnswerWasLostIsFoundByAnEmptyCache() throws Exception {
        var first = commit(made(7));
        mirrors.close();
        mirrors = Mirrors.in(folder.resolve("another-cache"), GitLimits.defaults());

        assertThat(commit(made(7))).isEqualTo(first);
        assertThat(count()).isEqualTo(2);
    }

    /** An older commit would take back in the cluster what came upon it. */
    @Test
    void whatIsFoundIsToldAsTheBranchIsByNow() throws Exception {
        push("master", tip("master"), "k8s/web.yaml", MANIFEST.replace("hichat:", "web:"));
        commit(made(7));
        var web = new ConfigChange(
                Samples.release(6, "registry.example/root/web"), made(7).repository(), made(7).config(), null);

        var written = commit(web, made(7));

        var found = (Committed) written.getLast();
        assertThat(found.head()).isEqualTo(head());
        assertThat(found.content()).isEqualTo(git("rev-parse", "k8s-config:k8s").strip());
    }

    private static CommitId commitOf(Written written) {
        return ((Committed) written).commit();
    }

    @Test
    void whatSomebodyElsePushedStaysAndOursComesOnTop() throws Exception {
        commit(made(7));
        push("k8s-config", tip("k8s-config"), "k8s/other.yaml", "kind: ConfigMap\n");

        commit(made(8));

        assertThat(git("log", "--format=%an", "k8s-config")).isEqualTo("Li Hua\nBob\nLi Hua\nSlipway\n");
        assertThat(git("show", "k8s-config:k8s/other.yaml")).isEqualTo("kind: ConfigMap\n");
    }

    @Test
    void anImageThatNoManifestNamesIsImpossibleAndHoldsUpNoOther() throws Exception {
        commit(made(6));
        var strange = new ConfigChange(
                Samples.release(7, "registry.example/other"), made(7).repository(), made(7).config(), null);

        var written = commit(strange, made(8));

        assertThat(written.getFirst()).isInstanceOfSatisfying(Impossible.class, impossible -> {
            assertThat(impossible.why().seen()).contains("k8s/server.yaml", "registry.example/other");
            assertThat(impossible.why().nextStep()).contains("config.file");
        });
        assertThat(written.getLast()).isInstanceOf(Committed.class);
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void anImageThatIsThereAlreadyIsUnchanged() throws Exception {
        commit(made(7));
        var again = Samples.release(7);
        var other = new Release(
                new UUID(9, 9), again.environment(), "server", again.ordinal(), again.source(), again.image());

        var written = commit(new ConfigChange(other, made(7).repository(), made(7).config(), null));

        assertThat(written).singleElement().isInstanceOf(Unchanged.class);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aBranchThatIsMissingIsMadeOnlyWhereThatIsDeclared() throws Exception {
        var written = commit(change(7, server.urlOf("root/hichat"), null));

        assertThat(written).singleElement().isInstanceOfSatisfying(Impossible.class, impossible -> {
            assertThat(impossible.why().seen()).contains("k8s-config");
            assertThat(impossible.why().nextStep()).contains("createFrom");
        });
    }

    @Test
    void eachEnvironmentsFolderIsMadeInTheBranchThatTheyShare() throws Exception {
        push("master", tip("master"), "overlays/dev/server.yaml", MANIFEST);
        push("master", tip("master"), "overlays/prod/server.yaml", MANIFEST);

        var together = commit(below("overlays/dev", 7), made(7));
        var later = commit(below("overlays/prod", 8));

        assertThat(together).hasSize(2).allMatch(Committed.class::isInstance);
        assertThat(later).allMatch(Committed.class::isInstance);
        assertThat(git("ls-tree", "-r", "--name-only", "k8s-config"))
                .isEqualTo("k8s/server.yaml\noverlays/dev/server.yaml\noverlays/prod/server.yaml\n");
    }

    @Test
    void aFileThatCannotBeReadHoldsUpNoOther() throws Exception {
        push("master", tip("master"), "big/server.yaml", MANIFEST + "# " + "x".repeat(17 << 20));

        var written = commit(below("big", 7), made(7));

        assertThat(written.getFirst()).isInstanceOf(Impossible.class);
        assertThat(written.getLast()).isInstanceOf(Committed.class);
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() {
        server.close();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> commit(made(7)));
    }

    @Test
    void whatPeopleCommitIsFoundAndWhatWeCommitIsNot() throws Exception {
        commit(made(7));
        var before = head();
        commit(made(8));
        assertThat(edited(before)).isEmpty();

        push("k8s-config", tip("k8s-config"), "README", "nothing of an environment");
        assertThat(edited(before)).isEmpty();

        push("k8s-config", tip("k8s-config"), "k8s/service.yaml", "kind: Service");
        var theirs = head();
        commit(made(9));

        assertThat(edited(before)).singleElement().satisfies(edited -> {
            assertThat(edited.source().id()).isEqualTo(theirs);
            assertThat(edited.source().author()).isEqualTo(BOB);
            assertThat(edited.head()).isEqualTo(head());
            assertThat(edited.made()).isNotEqualTo(edited.content());
        });
    }

    /** It knows its own pushes, and looks no further than from one to the next. */
    @Test
    void whatPeopleCommitBetweenOurPushesIsFoundByWhoMadeThem() throws Exception {
        var ours = repository();
        ours.commit(branch(), List.of(made(7)));
        var before = head();
        ours.commit(branch(), List.of(made(8)));
        ours.commit(branch(), List.of(made(8)));
        ours.commit(branch(), List.of(made(9)));
        assertThat(editedSince(before, ours)).isEmpty();

        push("k8s-config", tip("k8s-config"), "k8s/service.yaml", "kind: Service");
        var theirs = head();
        ours.commit(branch(), List.of(made(10)));
        ours.commit(branch(), List.of(made(11)));

        assertThat(editedSince(before, ours))
                .extracting(edited -> edited.source().id())
                .containsExactly(theirs);
        assertThat(editedSince(theirs, ours)).isEmpty();
    }

    private List<Edited> editedSince(CommitId since, GitConfigRepository ours) throws Exception {
        var unread = new Unread(new Place(Samples.PROD, "k8s"), since);
        return ours.editedByPeople(branch(), head(), List.of(unread)).edits();
    }

    /** It carries our trailer, and is of nobody's telling here. */
    @Test
    void aCommitOfOursThatSomebodyCarriedOverIsFoundByWhatItMade() throws Exception {
        commit(made(7));
        var told = git("rev-parse", "k8s-config:k8s").strip();
        var before = head();
        commit(made(8));

        var unread = new Unread(new Place(Samples.PROD, "k8s"), before, told, Set.of(), Set.of());
        var reading = repository().editedByPeople(branch(), head(), List.of(unread));

        assertThat(reading.edits()).singleElement().satisfies(edited -> {
            assertThat(edited.isAsItStands()).isTrue();
            assertThat(edited.head()).isEqualTo(head());
        });
    }

    @Test
    void whatPeopleChangedIsFoundBehindMoreCommitsThanAreLookedAt() throws Exception {
        commit(made(7));
        var told = git("rev-parse", "k8s-config:k8s").strip();
        var before = head();
        push("k8s-config", tip("k8s-config"), "k8s/service.yaml", "kind: Service");
        manyMore(2_100);

        var unread = new Unread(new Place(Samples.PROD, "k8s"), before, told, Set.of(), Set.of());
        assertThat(repository()
                        .editedByPeople(branch(), head(), List.of(unread))
                        .edits())
                .singleElement()
                .satisfies(edited -> assertThat(edited.content())
                        .isEqualTo(git("rev-parse", "k8s-config:k8s").strip()));
    }

    /** Else the cluster would go on with what the branch no longer says. */
    @Test
    void aBranchThatWasSetBackIsReadAsItStandsWhoeverMadeIt() throws Exception {
        commit(made(7));
        var seventh = head();
        commit(made(8));
        var eighth = head();
        git("update-ref", "refs/heads/k8s-config", seventh.value());

        assertThat(read(eighth, seventh).edits()).singleElement().satisfies(edited -> {
            assertThat(edited.isAsItStands()).isTrue();
            assertThat(edited.head()).isEqualTo(seventh);
            assertThat(edited.source().id()).isEqualTo(seventh);
        });
        assertThat(edited(Samples.commit(0xdead))).as("from what is nowhere").hasSize(1);
    }

    @Test
    void whatIsMadeOfAPushIsTheBranchAsItIsNow() throws Exception {
        commit(made(7));
        var before = head();
        push("k8s-config", tip("k8s-config"), "k8s/service.yaml", "kind: Service");
        var first = head();
        assertThat(edited(before)).hasSize(1);
        push("k8s-config", tip("k8s-config"), "k8s/route.yaml", "kind: Route");

        var reading = read(before, first); // the mirror stands where the push left the branch

        assertThat(reading.head()).isEqualTo(head());
        assertThat(reading.edits()).singleElement().satisfies(edited -> {
            assertThat(edited.head()).isEqualTo(head());
            assertThat(edited.source().id()).isEqualTo(head());
        });
    }

    @Test
    void ofANewBranchAllIsReadWhoeverMadeIt() throws Exception {
        commit(made(7));
        assertThat(read(null, head()).edits()).isEmpty();

        push("k8s-config", tip("k8s-config"), "k8s/service.yaml", "kind: Service");
        var theirs = head();
        push("k8s-config", tip("k8s-config"), "README", "nothing of an environment");

        assertThat(read(null, head()).edits())
                .extracting(edited -> edited.source().id())
                .containsExactly(theirs);
    }

    @Test
    void ofABranchThatIsGoneNothingIsRead() throws Exception {
        assertThat(read(Samples.commit(4), Samples.commit(5)).head()).isNull();
    }

    private List<Edited> edited(CommitId since) throws Exception {
        return read(since, head()).edits();
    }

    private Reading read(@Nullable CommitId since, CommitId pushed) throws IOException {
        var place = new Place(Samples.PROD, "k8s");
        return repository().editedByPeople(branch(), pushed, List.of(new Unread(place, since)));
    }

    private ConfigBranch branch() {
        return new ConfigBranch(made(1).repository(), "k8s-config");
    }

    private void manyMore(int commits) throws Exception {
        var remote = new GitRemote(server.urlOf("root/hichat"), new GitCredentials("bot", "pass"));
        others.of(remote).fetch();
        var drafts = IntStream.range(0, commits)
                .mapToObj(each -> new CommitDraft(
                        BOB,
                        BOB,
                        Samples.NOON,
                        new CommitMessage("Write " + each),
                        tree -> tree.write("README", Integer.toString(each).getBytes(StandardCharsets.UTF_8))))
                .toList();
        others.of(remote).push("k8s-config", tip("k8s-config"), drafts);
    }

    private CommitId head() throws Exception {
        return new CommitId(git("rev-parse", "k8s-config").strip());
    }

    private ConfigChange below(String path, long ordinal) {
        var made = made(ordinal);
        var config = new Environment.Config("hichat", "k8s-config", path, "master", null);
        var release = made.release();
        return new ConfigChange(
                new Release(
                        new UUID(path.hashCode(), ordinal),
                        release.environment(),
                        release.application(),
                        release.ordinal(),
                        release.source(),
                        release.image()),
                made.repository(),
                config,
                null);
    }

    private ConfigChange made(long ordinal) {
        return change(ordinal, server.urlOf("root/hichat"), "master");
    }

    private List<Written> commit(ConfigChange... changes) throws IOException {
        return repository().commit(new ConfigBranch(changes[0].repository(), "k8s-config"), List.of(changes));
    }

    private GitConfigRepository repository() {
        return new GitConfigRepository(
                mirrors, (_, key) -> Optional.of(key.equals("username") ? "bot" : "pass"), CLOCK);
    }

    private void push(String branch, Base base, String path, String text) throws Exception {
        var remote = new GitRemote(server.urlOf("root/hichat"), new GitCredentials("bot", "pass"));
        others.of(remote).fetch();
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        others.of(remote)
                .push(
                        branch,
                        base,
                        List.of(new CommitDraft(
                                BOB,
                                BOB,
                                Samples.NOON,
                                new CommitMessage("Write " + path),
                                tree -> tree.write(path, bytes))));
    }

    private Base tip(String branch) throws Exception {
        return new Base.Tip(
                new dev.slipway.events.values.CommitId(git("rev-parse", branch).strip()));
    }

    private int count() throws Exception {
        return Integer.parseInt(git("rev-list", "--count", "k8s-config").strip());
    }

    private String git(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of(
                "git", "--git-dir", folder.resolve("srv/root/hichat.git").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }
}
