package dev.slipway.webhookservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchDeleted;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.PushEvent.ImageSeen;
import dev.slipway.events.PushEvent.MergeRequest;
import dev.slipway.events.PushEvent.MergeRequest.State;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.PushEvent.Pipeline.Result;
import dev.slipway.events.PushEvent.TagDeleted;
import dev.slipway.events.PushEvent.TagPushed;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.RowCodec;
import dev.slipway.service.work.Stage;
import dev.slipway.webhookservice.core.Look.Word;
import dev.slipway.webhookservice.core.Told.Moved;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String M = "refs/heads/master";
    private static final String ADDRESS = "git.example/root/hichat";
    private final Map<String, CommitId> heads = new TreeMap<>(Map.of(M, commit(1), "refs/heads/idea", commit(2)));
    private final List<Project> projects = new ArrayList<>(List.of(project("hichat")));
    private final Map<String, String> images = new TreeMap<>();
    private final Looker looker = new Looker(
            _ -> Map.copyOf(heads), (_, tag) -> Optional.ofNullable(images.get(tag)), () -> projects, _ -> {});
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Object kept;

    @Test
    void ofTheBranchesTheFirstLookTellsOnlyThoseThatAnEnvironmentFollows() throws IOException {
        assertThat(look()).singleElement().satisfies(said -> {
            assertThat(branch(said)).isEqualTo("master");
            assertThat(said.ordinal().value()).isEqualTo(2);
        });
        assertThat(look()).isEmpty();
    }

    @Test
    void aBranchThatIsDeletedAndComesBackCountsOn() throws IOException {
        look();
        heads.remove(M);
        var deleted = look();
        heads.put(M, commit(1));
        var back = look();

        assertThat(deleted).singleElement().isInstanceOf(BranchDeleted.class);
        assertThat(deleted.getFirst().ordinal().value()).isEqualTo(3);
        assertThat(back.getFirst().ordinal().value()).isEqualTo(4);
    }

    @Test
    void thePusherIsBelievedOnlyWhereTheCommitIsFound() throws IOException {
        look();
        heads.put(M, commit(3));
        assertThat(pusher(look(M, commit(3)))).isEqualTo("li");

        heads.put(M, commit(4));
        assertThat(pusher(look(M, commit(5)))).isNull();
    }

    @Test
    void aForgedHintChangesNothing() throws IOException {
        look();

        assertThat(look(M, commit(99))).isEmpty();
    }

    @Test
    void aProjectThatIsDeclaredLaterIsToldWhatItFollows() throws IOException {
        look();
        projects.add(project("mirror"));

        assertThat(look()).singleElement().satisfies(said -> {
            assertThat(said.project()).isEqualTo("mirror");
            assertThat(said.ordinal().value()).isEqualTo(2);
        });
    }

    @Test
    void aBranchThatAnEnvironmentFollowsOnlyNowIsToldAsItStands() throws IOException {
        look();
        projects.set(0, project("hichat", "master", "idea"));

        assertThat(look()).singleElement().satisfies(said -> {
            assertThat(branch(said)).isEqualTo("idea");
            assertThat(said.ordinal().value()).isEqualTo(1);
        });
        assertThat(look()).isEmpty();
    }

    @Test
    void aHintWaitsUntilTheCatalogIsWhole() throws IOException {
        var reading = new Declared() {
            @Override
            public List<Project> projects() {
                return List.of();
            }

            @Override
            public boolean whole() {
                return false;
            }
        };
        var row = anyRow();

        var outcome = new Looker(_ -> Map.copyOf(heads), (_, _) -> Optional.empty(), reading, _ -> {})
                .act(ADDRESS, List.of(row), new Table());

        assertThat(outcome.closed()).isEmpty();
        assertThat(outcome.later())
                .singleElement()
                .satisfies(later -> assertThat(later.failed()).isFalse());
    }

    @Test
    void aProjectWhoseCredentialsAreRefusedHearsNothingAndHoldsUpNobody() throws IOException {
        projects.add(project("stranger", "wrong", List.of("master")));
        var guarded = new Looker(
                repository -> {
                    if ("wrong".equals(repository.credentials())) {
                        throw new PermanentFailure(Segment.GIT, "not allowed", "mend the secret");
                    }
                    return Map.copyOf(heads);
                },
                (_, _) -> Optional.empty(),
                () -> projects,
                warnings::add);

        var outcome = guarded.act(ADDRESS, List.of(anyRow()), new Table());

        assertThat(outcome.facts()).extracting(said -> said.event().project()).containsExactly("hichat");
        assertThat(warnings).singleElement().asString().contains("stranger").contains("mend the secret");
    }

    @Test
    void whatNobodyMayReadIsLookedAtAgainInAMinute() throws IOException {
        var guarded = new Looker(
                _ -> {
                    throw new PermanentFailure(Segment.GIT, "not allowed", "mend the secret");
                },
                (_, _) -> Optional.empty(),
                () -> projects,
                warnings::add);

        var outcome = guarded.act(ADDRESS, List.of(anyRow()), new Table());

        assertThat(outcome.closed()).isEmpty();
        assertThat(outcome.later()).singleElement().satisfies(later -> {
            assertThat(later.failed()).isFalse();
            assertThat(later.row().waitsFor()).isEqualTo("its turn");
            assertThat(later.why()).contains("credentials");
            assertThat(later.delay()).isEqualTo(Duration.ofMinutes(1));
        });
    }

    @Test
    void whatIsGatheredStaysWithinARecord() {
        var row = anyRow();
        var gathered = 0;
        for (var i = 0; i < 400; i++) {
            var told = Told.moved(
                    new Moved("refs/heads/" + i + "m".repeat(4_000), commit(i).value(), "li", null));
            var both = row.with(row(new Look.AtRepository(new RepositoryRef("hichat", "hichat"), told)));
            if (both.isPresent()) {
                row = both.get();
                gathered++;
            }
        }

        assertThat(gathered).isBetween(30, 200);
        assertThat(new RowCodec<>(Look.class).encode(row).length).isLessThan(1_500_000);
    }

    @Test
    void pushOptionsAreJoinedLikeThePusher() throws IOException {
        look();
        heads.put(M, commit(3));

        assertThat(((BranchPushed) look(M, commit(3)).getFirst()).asksFor("ci.skip"))
                .isTrue();
    }

    @Test
    void tagsThatAreThereAreToldAtTheFirstLookBeforeWhatIsBuilt() throws IOException {
        heads.put("refs/tags/v1.0.0", commit(1));
        heads.put("refs/tags/nightly", commit(2));

        assertThat(look())
                .satisfiesExactly(
                        one -> assertThat(one).isInstanceOfSatisfying(TagPushed.class, tag -> {
                            assertThat(tag.tag()).isEqualTo("v1.0.0");
                            assertThat(tag.after()).isEqualTo(commit(1));
                            assertThat(tag.before()).isNull();
                        }),
                        two -> assertThat(tag(two)).isEqualTo("nightly"),
                        three -> assertThat(branch(three)).isEqualTo("master"));
        assertThat(look()).isEmpty();
    }

    @Test
    void ofManyTagsTheHighestVersionsAreToldAFewOthersAndWhatIsPinnedTo() throws IOException {
        for (var i = 0; i < 1_000; i++) {
            heads.put("refs/tags/v1.%d.0".formatted(i), commit(1));
            heads.put("refs/tags/build-%04d".formatted(i), commit(2));
        }
        projects.set(0, pinned("build-0003"));

        var tags = look().stream()
                .filter(TagPushed.class::isInstance)
                .map(LookerTest::tag)
                .toList();

        assertThat(tags)
                .hasSize(221)
                .startsWith("v1.999.0", "v1.998.0")
                .contains("v1.800.0", "build-0980", "build-0999")
                .endsWith("build-0003");
        assertThat(look()).isEmpty();

        projects.set(0, pinned("v1.7.0"));
        assertThat(look())
                .singleElement()
                .satisfies(said -> assertThat(tag(said)).as("pinned to since").isEqualTo("v1.7.0"));
        projects.set(0, pinned("~1.6"));
        assertThat(look()).isEmpty();
        projects.set(0, pinned("v1.9999.0"));
        assertThat(look()).as("there is no such tag").isEmpty();
    }

    @Test
    void aLedgerOfBeforeTagsWereToldHasThemToldNow() throws IOException {
        heads.put("refs/tags/v1.0.0", commit(1));
        look();
        kept = ((Ledger) Objects.requireNonNull(kept)).told(Map.of("hichat", Set.of("master")));

        assertThat(look())
                .singleElement()
                .satisfies(said -> assertThat(tag(said)).isEqualTo("v1.0.0"));
        assertThat(look()).isEmpty();
    }

    @Test
    void aTagThatComesOrGoesIsTold() throws IOException {
        heads.put("refs/tags/v1", commit(1));
        look();

        heads.put("refs/tags/v2", commit(1));
        heads.remove("refs/tags/v1");

        assertThat(look())
                .satisfiesExactly(
                        gone -> assertThat(gone)
                                .isInstanceOfSatisfying(
                                        TagDeleted.class,
                                        tag -> assertThat(tag.tag()).isEqualTo("v1")),
                        there -> assertThat(there)
                                .isInstanceOfSatisfying(
                                        TagPushed.class,
                                        tag -> assertThat(tag.tag()).isEqualTo("v2")));
    }

    @Test
    void aRenamedBranchSaysItsNewName() throws IOException {
        look();
        heads.put("refs/heads/main", Objects.requireNonNull(heads.remove(M)));

        assertThat(look())
                .anySatisfy(said -> assertThat(said)
                        .isInstanceOfSatisfying(
                                BranchDeleted.class,
                                gone -> assertThat(gone.renamedTo()).isEqualTo("main")));
    }

    @Test
    void aMergeRequestIsToldOnceHoweverOftenAndInWhateverOrderItIsHeardOf() throws IOException {
        look();
        var opened = request(State.OPEN, NOON);
        var merged = request(State.MERGED, NOON.plusSeconds(60));

        assertThat(look(Told.request(opened), Told.request(opened))).hasSize(1);
        assertThat(look(Told.request(merged))).hasSize(1);
        assertThat(look(Told.request(opened), Told.request(merged))).isEmpty();
    }

    @Test
    void aPipelineIsToldOnce() throws IOException {
        look();
        var pipeline = new Pipeline(7, Result.FAILED, commit(1), "master", null, NOON);

        assertThat(look(Told.pipeline(pipeline), Told.pipeline(pipeline))).hasSize(1);
        assertThat(look(Told.pipeline(pipeline))).isEmpty();
    }

    @Test
    void aPipelineThatWasStartedAgainIsNotToldToHaveFailedOnceMore() throws IOException {
        look();
        var failed = new Pipeline(7, Result.FAILED, commit(1), "master", null, NOON);
        look(Told.pipeline(failed));
        assertThat(look(Told.pipeline(
                        new Pipeline(7, Result.SUCCEEDED, commit(1), "master", null, NOON.plusSeconds(60)))))
                .hasSize(1);

        assertThat(look(Told.pipeline(failed))).isEmpty();
    }

    @Test
    void aPipelineThatIsForgottenIsNoNewsHoweverOftenItIsHeardOf() throws IOException {
        look();
        look(LongStream.range(0, 300).mapToObj(LookerTest::ended).toArray(Told[]::new));

        assertThat(look(ended(3))).isEmpty();
        assertThat(look(ended(3))).isEmpty();
        assertThat(look(ended(300))).hasSize(1);
    }

    private static Told ended(long number) {
        return Told.pipeline(new Pipeline(number, Result.FAILED, commit(1), "master", null, NOON.plusSeconds(number)));
    }

    @Test
    void anOldRequestThatIsTalkedAboutIsRemembered() throws IOException {
        look();
        var old = request(3, NOON.plusSeconds(10_000));
        look(Told.request(old));
        look(LongStream.range(100, 400)
                .mapToObj(number -> Told.request(request(number, NOON.plusSeconds(number))))
                .toArray(Told[]::new));

        assertThat(look(Told.request(old))).isEmpty();
        assertThat(look(Told.request(request(101, NOON.plusSeconds(101)))))
                .as("this one is long ago, and forgotten")
                .isEmpty();
    }

    @Test
    void oneRowWithAllThatWasToldWaitsForAForgeThatIsAway() throws IOException {
        var away = new Looker(
                _ -> {
                    throw new IOException("away");
                },
                (_, _) -> Optional.empty(),
                () -> projects,
                _ -> {});
        var asked = Told.request(request(State.OPEN, NOON));
        var pushed = Told.moved(new Moved(M, commit(1).value(), "li", List.of("ci.skip")));
        var rows = Stream.of(Told.nothing(), Told.nothing(), asked, asked, pushed)
                .map(told -> row(new Look.AtRepository(new RepositoryRef("hichat", "hichat"), told)))
                .toList();

        var outcome = away.act(ADDRESS, rows, new Table());

        assertThat(outcome.closed()).containsExactlyElementsOf(rows);
        assertThat(outcome.later()).singleElement().satisfies(later -> {
            assertThat(rows).extracting(Row::id).doesNotContain(later.row().id());
            assertThat(((Look.AtRepository) later.row().intent()).besides())
                    .containsExactly(
                            new Word(rows.get(2).cause(), asked),
                            new Word(rows.get(4).cause(), pushed));
        });
        heads.put(M, commit(1));
        var found = looker.act(ADDRESS, List.of(outcome.later().getFirst().row()), new Table());
        assertThat(found.facts())
                .extracting(Outcome.Said::cause)
                .contains(rows.get(2).cause(), rows.get(4).cause());
    }

    @Test
    void aRowOfBeforeRowsWereGatheredIsReadAsItWas() {
        var json = """
                {"resource":"%s","id":"00000000-0000-0001-0000-000000000001",
                 "cause":{"id":"00000000-0000-0001-0000-000000000002"},
                 "intent":{"kind":"AtRepository","repository":{"project":"hichat","name":"hichat"},"told":{}},
                 "since":"2026-01-01T12:00:00Z","attempts":0,"nextTry":"2026-01-01T12:00:00Z","waitsFor":"its turn"}
                """.formatted(ADDRESS);

        assertThat(new RowCodec<>(Look.class)
                        .decode(json.getBytes(StandardCharsets.UTF_8))
                        .intent())
                .isEqualTo(new Look.AtRepository(new RepositoryRef("hichat", "hichat"), Told.nothing()));
    }

    @Test
    void anImageIsToldWhereTheRegistryHasItAndOnlyOnce() throws IOException {
        var ref = new ApplicationRef("hichat", "server");
        var build = new Application.Build("external", "Dockerfile", ".");
        var server = new Application("server", "hichat", "registry.example/hichat", build, "hook");
        List<Look> seen = List.of(new Look.AtImage(ref, server, "v1"));

        assertThat(look(seen)).isEmpty();
        images.put("v1", "sha256:" + "1".repeat(64));
        assertThat(look(seen)).singleElement().isInstanceOf(ImageSeen.class);
        assertThat(look(seen)).isEmpty();
        images.put("v1", "sha256:" + "2".repeat(64));
        assertThat(look(seen)).hasSize(1);
    }

    private static MergeRequest request(long number, Instant updated) {
        return new MergeRequest(number, State.OPEN, "fix", "fix-login", "master", commit(5), "li", null, updated);
    }

    private static MergeRequest request(State state, Instant updated) {
        return new MergeRequest(12, state, "fix", "fix-login", "master", commit(5), "li", null, updated);
    }

    private static @Nullable String pusher(List<PushEvent> said) {
        return ((BranchPushed) said.getFirst()).pusher();
    }

    private static String tag(PushEvent said) {
        return ((TagPushed) said).tag();
    }

    private static String branch(PushEvent said) {
        return ((BranchPushed) said).branch();
    }

    private List<PushEvent> look() throws IOException {
        return look(Told.nothing());
    }

    private List<PushEvent> look(String ref, CommitId after) throws IOException {
        return look(Told.moved(new Moved(ref, after.value(), "li", List.of("ci.skip"))));
    }

    private List<PushEvent> look(Told... told) throws IOException {
        return look(Arrays.stream(told)
                .<Look>map(each -> new Look.AtRepository(new RepositoryRef("hichat", "hichat"), each))
                .toList());
    }

    private List<PushEvent> look(List<Look> looks) throws IOException {
        var rows = looks.stream().map(LookerTest::row).toList();
        var outcome = looker.act(ADDRESS, rows, new Table());
        kept = outcome.note() == null ? kept : outcome.note();
        assertThat(outcome.closed()).containsExactlyElementsOf(rows);
        return outcome.facts().stream()
                .map(Outcome.Said::event)
                .map(PushEvent.class::cast)
                .toList();
    }

    private static Row<Look> row(Look look) {
        return Row.open(ADDRESS, "hint", new Cause(UUID.randomUUID(), null, null), look, NOON);
    }

    private static Row<Look> anyRow() {
        return row(new Look.AtRepository(new RepositoryRef("hichat", "hichat"), Told.nothing()));
    }

    private static CommitId commit(long number) {
        return new CommitId("%040x".formatted(number));
    }

    private static Project project(String name, String... branches) {
        return project(name, null, branches.length == 0 ? List.of("master") : List.of(branches));
    }

    private static Project project(String name, @Nullable String credentials, List<String> branches) {
        var repository = new Repository(
                "hichat", "gitlab", "root/hichat", "https://git.example/root/hichat.git", credentials, null);
        var config = new Environment.Config("hichat", "k8s-config", "k8s", null, null);
        var environments = branches.stream()
                .map(branch -> new Environment("on-" + branch, branch, "cloud", name, config, new Engine("direct")))
                .toList();
        return new Project(name, List.of(repository), List.of(), environments, List.of());
    }

    private static Project pinned(String revision) {
        var free = project("hichat");
        var on = free.environments().getFirst();
        var pinned = new Environment(
                on.name(),
                on.branch(),
                on.cluster(),
                on.namespace(),
                on.config(),
                on.engine(),
                on.rollback(),
                on.promotion(),
                revision);
        return new Project("hichat", free.repositories(), List.of(), List.of(pinned), List.of());
    }

    private final class Table implements Stage<Look> {
        @Override
        public Instant now() {
            return NOON;
        }

        @Override
        public void say(Cause cause, Event event) {
            throw new AssertionError("a look says all at its end");
        }

        @Override
        public void keep(Object note) {
            throw new AssertionError("kept before the end: " + note);
        }

        @Override
        public List<Row<Look>> newer() {
            return List.of();
        }

        @Override
        public <N> Optional<N> note(Class<N> type) {
            return Optional.ofNullable(kept).map(type::cast);
        }
    }
}
