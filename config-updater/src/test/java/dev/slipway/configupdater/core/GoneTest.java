package dev.slipway.configupdater.core;

import static dev.slipway.configupdater.core.Deciding.said;
import static dev.slipway.configupdater.core.Samples.PROD;
import static dev.slipway.configupdater.core.Samples.built;
import static dev.slipway.configupdater.core.Samples.commit;
import static dev.slipway.configupdater.core.Samples.fact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigWork.ConfigPush;
import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.CatalogEvent.ProjectRemoved;
import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.CommandEvent.Sync;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.values.Segment;
import dev.slipway.service.decide.Batch;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoneTest {
    private static final ProjectDeclared WITH = Samples.declared();
    private static final ProjectDeclared WITHOUT = Samples.declaredWithoutProd();
    private static final ProjectDeclared ELSEWHERE =
            Samples.declaredWith(new Environment.Config("hichat", "k8s-config", "elsewhere", null, null));
    private final Deciding deciding = new Deciding();

    @BeforeEach
    void declare() {
        deciding.decide(WITH);
    }

    @Test
    void itsSyncServiceIsToldOnceThatItHasLeft() {
        deciding.live(built(7));
        var generation = deciding.lines().generation(PROD);

        var left = row(deciding.decide(WITHOUT));

        assertThat(left.hasLeft()).isTrue();
        assertThat(left.environment()).isEqualTo(PROD);
        assertThat(left.cluster()).isEqualTo("cloud");
        assertThat(left.generation()).isEqualTo(generation + 1);
        assertThat(left.releases()).as("what has ended has ended").isEmpty();
        assertThat(rows(deciding.decide(WITHOUT))).isEmpty();
    }

    @Test
    void withTheProjectAllOfItsEnvironmentsLeave() {
        deciding.live(built(7));

        assertThat(row(deciding.decide(new ProjectRemoved("hichat", "test"))).hasLeft())
                .isTrue();
        assertThat(rows(deciding.decide(new ProjectRemoved("hichat", "test")))).isEmpty();
    }

    @Test
    void whatWasNeverReleasedIsInNoTable() {
        assertThat(rows(deciding.decide(WITHOUT))).isEmpty();
    }

    @Test
    void whatIsOnItsWayIsNamedThatItEnds() {
        var release = deciding.committed(Deciding.requested(deciding.decide(built(7))));

        assertThat(row(deciding.decide(WITHOUT)).releases())
                .singleElement()
                .satisfies(each -> assertThat(each.release()).isEqualTo(release));
    }

    /** Its row was opened before, and Git has it now. */
    @Test
    void soDoesWhatIsCommittedAfterwards() {
        deciding.live(built(7));
        var release = Deciding.requested(deciding.decide(built(8)));
        deciding.decide(WITHOUT);

        var committed = row(deciding.decide(new ConfigUpdated(release, "k8s-config", "k8s", commit(8), "content")));

        assertThat(committed.hasLeft()).isTrue();
        assertThat(committed.releases()).extracting(each -> each.release()).containsExactly(release);
    }

    @Test
    void whenItComesBackItIsToldWhatGitSays() {
        deciding.live(built(7));
        var release = deciding.committed(Deciding.requested(deciding.decide(built(8))));
        var left = row(deciding.decide(WITHOUT));
        deciding.decide(new SyncFailed(
                release, "cloud", commit(8), new Failure(Segment.CONFIG, "no longer declared", "declare it")));

        var back = row(deciding.decide(WITH));

        assertThat(back.hasLeft()).isFalse();
        assertThat(back.generation()).isEqualTo(left.generation() + 1);
        assertThat(back.source().commit()).isEqualTo(commit(8));
        assertThat(back.releases()).extracting(each -> each.release()).containsExactly(release);
        assertThat(back.asked()).as("it waits where others wait").isNull();
        assertThat(rows(deciding.decide(WITH))).isEmpty();
    }

    @Test
    void whatWasKnownOfAnotherFolderIsNotToldOfThisOne() {
        deciding.live(built(7));
        deciding.decide(WITHOUT);

        assertThat(rows(deciding.decide(ELSEWHERE))).isEmpty();
    }

    @Test
    void norWhereSomebodySyncsIt() {
        deciding.live(built(7));
        var release = deciding.committed(Deciding.requested(deciding.decide(built(8))));
        deciding.decide(WITHOUT);
        deciding.decide(new SyncFailed(
                release, "cloud", commit(8), new Failure(Segment.CONFIG, "no longer declared", "declare it")));
        deciding.decide(ELSEWHERE);

        var batch = deciding.decide(new Sync(release.environment(), "li"));

        assertThat(rows(batch)).isEmpty();
        assertThat(said(batch, CommandRefused.class))
                .singleElement()
                .satisfies(
                        refused -> assertThat(refused.failure().seen()).contains("nothing is known of what is in Git"));
    }

    @Test
    void norWhereItsFolderIsAnotherOneByNow() {
        deciding.live(built(7));
        var release = deciding.committed(Deciding.requested(deciding.decide(built(8))));
        deciding.decide(new SyncFailed(
                release, "cloud", commit(8), new Failure(Segment.CLUSTER, "it crashes", "look at its log")));
        deciding.decide(ELSEWHERE);

        assertThat(rows(deciding.decide(new Sync(release.environment(), "li")))).isEmpty();
    }

    @Test
    void whatWasPushedToItsBranchMeanwhileIsReadAsOne() {
        deciding.live(built(7));
        deciding.decide(new ProjectRemoved("hichat", "test"));
        deciding.decide(pushed(8, 1, 2));
        deciding.decide(pushed(9, 2, 3));
        assertThat(deciding.decide(fact(pushed(6, 0, 1)).again()).rows()).isEmpty();

        var read = deciding.decide(WITH).rows();

        assertThat(read).singleElement().satisfies(row -> {
            var push = (ConfigPush) row.intent();
            assertThat(push.before()).isEqualTo(commit(1));
            assertThat(push.after()).isEqualTo(commit(3));
            assertThat(push.ordinal()).isEqualTo(new Ordinal(9));
        });
    }

    /** The engine's own way back ends with its leaving. */
    @Test
    void backAgainNothingIsAheadOfGit() {
        deciding.live(built(7));
        deciding.live(built(8));
        deciding.decide(fact(new Rollback(PROD, "server", null, "li", null, true)));
        assertThat(deciding.lines().ahead(PROD)).isNotNull();

        deciding.decide(WITHOUT);

        assertThat(deciding.lines().ahead(PROD)).isNull();
        assertThat(row(deciding.decide(WITH)).source().commit()).isEqualTo(commit(8));
    }

    @Test
    void whatWasRefusedWhileItWasAwayIsNotObeyedLater() {
        deciding.live(built(7));
        deciding.decide(WITHOUT);
        var hold = fact(new HoldLine(PROD, "server", "li", null));
        assertThat(said(deciding.decide(hold), CommandRefused.class)).hasSize(1);
        deciding.decide(WITH);

        assertThat(deciding.decide(hold).facts()).isEmpty();
    }

    @Test
    void itLeavesTheClusterThatItIsNoLongerIn() {
        deciding.live(built(7));
        var release = deciding.committed(Deciding.requested(deciding.decide(built(8))));

        var rows = rows(deciding.decide(in("edge")));

        assertThat(rows).extracting(EnvironmentDesired::cluster).containsExactly("cloud", "edge");
        assertThat(rows).extracting(EnvironmentDesired::hasLeft).containsExactly(true, false);
        assertThat(rows.getFirst().releases()).as("they go on in the other one").isEmpty();
        assertThat(rows.getLast().releases()).extracting(each -> each.release()).containsExactly(release);
    }

    private static BranchPushed pushed(long ordinal, long before, long after) {
        return new BranchPushed(
                new RepositoryRef("hichat", "hichat"),
                "k8s-config",
                commit(before),
                commit(after),
                new Ordinal(ordinal),
                null,
                null);
    }

    private static ProjectDeclared in(String cluster) {
        var project = WITH.declared();
        var prod = project.environments().getFirst();
        var moved =
                new Environment(prod.name(), prod.branch(), cluster, prod.namespace(), prod.config(), prod.engine());
        return new ProjectDeclared(
                new Project(
                        project.project(),
                        project.repositories(),
                        project.applications(),
                        List.of(moved),
                        project.channels()),
                "test");
    }

    private static List<EnvironmentDesired> rows(Batch<Lines> batch) {
        return said(batch, EnvironmentDesired.class);
    }

    private static EnvironmentDesired row(Batch<Lines> batch) {
        return rows(batch).getLast();
    }
}
