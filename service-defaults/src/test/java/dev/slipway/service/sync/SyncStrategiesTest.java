package dev.slipway.service.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.catalog.Sync;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.service.sync.SyncStrategy.Moment;
import dev.slipway.service.sync.SyncStrategy.Schedule;
import dev.slipway.service.sync.SyncStrategy.Verdict;
import dev.slipway.service.sync.SyncStrategy.Verdict.Go;
import dev.slipway.service.sync.SyncStrategy.Verdict.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncStrategiesTest {
    private static final EnvironmentRef PROD = new EnvironmentRef("hichat", "prod");
    /** A Friday, 22:00 in Shanghai. */
    private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");

    private final SyncStrategies strategies = SyncStrategies.found();

    @Test
    void theBuiltInOnesAreFound() {
        assertThat(strategies.names()).containsExactly("at-once", "daily", "manual", "rule", "window");
    }

    @Test
    void withoutAStrategyItGoesAtOnce() {
        assertThat(judge(null, NOW)).isEqualTo(new Go());
        assertThat(judge(new Sync("at-once"), NOW)).isEqualTo(new Go());
    }

    @Test
    void byHandItWaitsForSomebodyAndSaysHow() {
        assertThat(judge(new Sync("manual"), NOW))
                .isEqualTo(new Wait(
                        null,
                        NOW.plus(Duration.ofDays(1)),
                        "the environment is synced by hand",
                        "let it go on now: slipway sync hichat prod"));
    }

    @Test
    void behindARollbackThatGitRefusedItWaitsForSomebody() {
        assertThat(judge(new Sync(Sync.WENT_BACK), NOW)).isInstanceOfSatisfying(Wait.class, wait -> {
            assertThat(wait.why()).contains("went back ahead of Git");
            assertThat(wait.nextStep()).contains("slipway sync hichat prod");
        });
    }

    @Test
    void inAWindowItWaitsUntilThatOpens() {
        var sync = Sync.at("window", "Mon-Fri 10:00-17:00 Asia/Shanghai");
        var monday = Instant.parse("2026-11-23T02:00:00Z");

        assertThat(judge(sync, NOW)).isInstanceOfSatisfying(Wait.class, wait -> {
            assertThat(wait.until()).isEqualTo(monday);
            assertThat(wait.again()).isEqualTo(monday);
            assertThat(wait.why()).isEqualTo("the environment is synced in Mon-Fri 10:00-17:00 Asia/Shanghai");
        });
        assertThat(judge(sync, monday)).isEqualTo(new Go());
    }

    @Test
    void dailyItWaitsForTheFirstTimeAfterItCame() {
        var sync = Sync.at("daily", "02:00 Asia/Shanghai");
        var night = Instant.parse("2026-11-20T18:00:00Z");

        assertThat(judge(sync, NOW))
                .isInstanceOfSatisfying(
                        Wait.class, wait -> assertThat(wait.until()).isEqualTo(night));
        assertThat(judge(sync, night)).isEqualTo(new Go());
    }

    /** Nobody was there at two. */
    @Test
    void whatWasMissedIsMadeUpFor() {
        var sync = Sync.at("daily", "02:00 Asia/Shanghai");
        var moment = new Moment(PROD, List.of(release("web", null)), NOW, NOW.plus(Duration.ofHours(9)));

        assertThat(strategies.judge(sync, moment)).isEqualTo(new Go());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "now.hour >= 22 | Asia/Shanghai | true",
                "now.hour >= 22 | UTC | false",
                "now.weekday == 'Fri' && now.day == 20 && now.month == 11 && now.minute == 0 | UTC | true",
                "now.weekday in ['Sat', 'Sun'] | UTC | false",
                "release.application == 'web' && release.ordinal > 6 | UTC | true",
                "release.application.startsWith('core') | UTC | false",
                "release.image.matches('.*/web:v1[.].*') | UTC | true",
                "release.origin == 'push' | UTC | true",
                "project == 'hichat' && environment != 'dev' | UTC | true",
            })
    void aRuleIsAboutTheReleaseAndTheTime(String rule, String zone, boolean goes) {
        assertThat(judge(new Sync("rule", null, rule, zone), NOW) instanceof Go).isEqualTo(goes);
    }

    @Test
    void aRuleHasToBeTrueOfEveryReleaseAndIsAskedEachMinute() {
        var sync = new Sync("rule", null, "release.origin != 'deploy'", null);
        var moment = new Moment(PROD, List.of(release("web", null), release("api", Origin.DEPLOY)), NOW, NOW);

        assertThat(strategies.judge(sync, moment)).isInstanceOfSatisfying(Wait.class, wait -> {
            assertThat(wait.until()).isNull();
            assertThat(wait.again()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
            assertThat(wait.why()).isEqualTo("its rule is false for release 7 of api: release.origin != 'deploy'");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "now.hours > 3 | line 1, character 1 of it: undeclared reference to 'now'",
                "release.ordinal > 'x' | found no matching overload for '_>_'",
                "now.hour + 1 | expected type 'bool'",
                "now.hour > | line 1, character 11 of it: mismatched input",
            })
    void whatDoesNotCompileIsRefusedWithItsPlace(String rule, String said) {
        var sync = new Sync("rule", null, rule, null);

        assertThatThrownBy(() -> strategies.named("rule").orElseThrow().of(sync))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    /** The last would run for a million steps. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10 / (now.hour - now.hour) > 1",
                "[1][int(now.hour)] == 1",
                "[1,2,3,4,5,6,7,8,9,0].all(a, [1,2,3,4,5,6,7,8,9,0].all(b, [1,2,3,4,5,6,7,8,9,0].all(c,"
                        + " [1,2,3,4,5,6,7,8,9,0].all(d, [1,2,3,4,5,6,7,8,9,0].all(e, a + b + c + d + e >= 0)))))"
            })
    void whatFailsWhenItRunsHoldsAndSaysSo(String rule) {
        assertThat(judge(new Sync("rule", null, rule, null), NOW)).isInstanceOfSatisfying(Wait.class, wait -> {
            assertThat(wait.why()).startsWith("its strategy 'rule' fails: ");
            assertThat(wait.nextStep()).contains("correct 'sync'", "slipway sync hichat prod");
        });
    }

    @Test
    void aRuleIsOfBoundedSize() {
        var sync = new Sync("rule", null, "true || ".repeat(200) + "true", null);

        assertThatThrownBy(() -> strategies.named("rule").orElseThrow().of(sync))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStrategyThatIsNotKnownHoldsAndSaysSo() {
        assertThat(judge(new Sync("at-full-moon"), NOW))
                .isInstanceOfSatisfying(
                        Wait.class,
                        wait -> assertThat(wait.why()).isEqualTo("this sync-service knows no strategy 'at-full-moon'"));
    }

    @Test
    void oneThatSomebodyAddsIsAskedAsTheOthersAre() {
        var added = new SyncStrategy() {
            @Override
            public String name() {
                return "never";
            }

            @Override
            public Set<String> needs() {
                return Set.of();
            }

            @Override
            public Schedule of(Sync declared) {
                return moment -> new Wait(null, moment.now(), "never", "nothing");
            }
        };

        assertThat(new SyncStrategies(List.of(added)).judge(new Sync("never"), moment(NOW)))
                .as("asked again, and not all the time")
                .isEqualTo(new Wait(null, NOW.plusSeconds(1), "never", "nothing"));
    }

    private Verdict judge(@Nullable Sync sync, Instant now) {
        return strategies.judge(sync, moment(now));
    }

    private static Moment moment(Instant now) {
        return new Moment(PROD, List.of(release("web", null)), NOW, now);
    }

    private static Release release(String application, @Nullable Origin origin) {
        var commit = new CommitId("1".repeat(40));
        var source = new SourceCommit(commit, new Person("Li", "li@example.com"), "fix", NOW);
        var image = new ImageReference("registry.example/web", "v1.2", "sha256:" + "1".repeat(64));
        return new Release(UUID.randomUUID(), PROD, application, new Ordinal(7), source, image, null, origin);
    }
}
