package dev.slipway.webhookservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchDeleted;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String ADDRESS = "git.example/root/hichat";
    private final Map<String, CommitId> heads = new TreeMap<>(Map.of("master", commit(1), "idea", commit(2)));
    private final List<Project> projects = new ArrayList<>(List.of(project("hichat")));
    private final Looker looker = new Looker(_ -> Map.copyOf(heads), () -> projects, _ -> {});
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Ledger kept;

    @Test
    void theFirstLookTellsOnlyTheBranchesThatAnEnvironmentFollows() {
        assertThat(look()).singleElement().satisfies(said -> {
            assertThat(said.branch()).isEqualTo("master");
            assertThat(said.ordinal().value()).isEqualTo(2);
        });
        assertThat(look()).isEmpty();
    }

    @Test
    void aBranchThatIsDeletedAndComesBackCountsOn() {
        look();
        heads.remove("master");
        var deleted = look();
        heads.put("master", commit(1));
        var back = look();

        assertThat(deleted).singleElement().isInstanceOf(BranchDeleted.class);
        assertThat(deleted.getFirst().ordinal().value()).isEqualTo(3);
        assertThat(back.getFirst().ordinal().value()).isEqualTo(4);
    }

    @Test
    void thePusherIsBelievedOnlyWhereTheCommitIsFound() {
        look();
        heads.put("master", commit(3));
        assertThat(pusher(look("master", commit(3)))).isEqualTo("li");

        heads.put("master", commit(4));
        assertThat(pusher(look("master", commit(5)))).isNull();
    }

    @Test
    void aForgedHintChangesNothing() {
        look();

        assertThat(look("master", commit(99))).isEmpty();
    }

    @Test
    void aProjectThatIsDeclaredLaterIsToldWhatItFollows() {
        look();
        projects.add(project("mirror"));

        assertThat(look()).singleElement().satisfies(said -> {
            assertThat(said.project()).isEqualTo("mirror");
            assertThat(said.ordinal().value()).isEqualTo(2);
        });
    }

    @Test
    void aBranchThatAnEnvironmentFollowsOnlyNowIsToldAsItStands() {
        look();
        projects.set(0, project("hichat", "master", "idea"));

        assertThat(look()).singleElement().satisfies(said -> {
            assertThat(said.branch()).isEqualTo("idea");
            assertThat(said.ordinal().value()).isEqualTo(1);
        });
        assertThat(look()).isEmpty();
    }

    @Test
    void aHintWaitsUntilTheCatalogIsWhole() {
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
        var row = row(null, null);

        var outcome = new Looker(_ -> Map.copyOf(heads), reading, _ -> {}).act(ADDRESS, List.of(row), new Table());

        assertThat(outcome.closed()).isEmpty();
        assertThat(outcome.later())
                .singleElement()
                .satisfies(later -> assertThat(later.failed()).isFalse());
    }

    @Test
    void aProjectWhoseCredentialsAreRefusedHearsNothingAndHoldsUpNobody() {
        projects.add(project("stranger", "wrong", List.of("master")));
        var guarded = new Looker(
                repository -> {
                    if ("wrong".equals(repository.credentials())) {
                        throw new PermanentFailure(Segment.GIT, "not allowed", "mend the secret");
                    }
                    return Map.copyOf(heads);
                },
                () -> projects,
                warnings::add);

        var outcome = guarded.act(ADDRESS, List.of(row(null, null)), new Table());

        assertThat(outcome.facts()).extracting(said -> said.event().project()).containsExactly("hichat");
        assertThat(warnings).singleElement().asString().contains("stranger").contains("mend the secret");
    }

    private static @Nullable String pusher(List<PushEvent> said) {
        return ((BranchPushed) said.getFirst()).pusher();
    }

    private List<PushEvent> look() {
        return look(null, null);
    }

    private List<PushEvent> look(@Nullable String branch, @Nullable CommitId after) {
        var row = row(branch, after);
        var outcome = looker.act(ADDRESS, List.of(row), new Table());
        if (outcome.note() instanceof Ledger ledger) {
            kept = ledger;
        }
        assertThat(outcome.closed()).containsExactly(row);
        return outcome.facts().stream()
                .map(Outcome.Said::event)
                .map(PushEvent.class::cast)
                .toList();
    }

    private static Row<Look> row(@Nullable String branch, @Nullable CommitId after) {
        var intent =
                new Look(new RepositoryRef("hichat", "hichat"), branch, after == null ? null : after.value(), "li");
        return Row.open(ADDRESS, "hint", new Cause(new UUID(1, 1), null, null), intent, NOON);
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
                .map(branch -> new Environment(
                        "on-" + branch, branch, "cloud", name, config, new Environment.Engine("direct")))
                .toList();
        return new Project(name, List.of(repository), List.of(), environments, List.of());
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
        public List<Row<Look>> newer() {
            return List.of();
        }

        @Override
        public <N> Optional<N> note(Class<N> type) {
            return Optional.ofNullable(kept).map(type::cast);
        }
    }
}
