package dev.slipway.configupdater.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configediting.release.Wording;
import dev.slipway.configupdater.core.Samples;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.SourceCommit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    private static final Release RELEASE = Samples.release(7);

    @ParameterizedTest
    @CsvSource({
        "'{what} {application} in {project}/{environment}', Release server in hichat/prod",
        "'chore: {subject} ({author})', chore: Say hello 7 (Li Hua)",
        "nothing to fill in, nothing to fill in",
        "'{unknown} stays', '{unknown} stays'",
    })
    void aTemplateIsFilledIn(String template, String said) {
        assertThat(wording(RELEASE, template)).isEqualTo(said);
    }

    @Test
    void theCommitIsNamedShortOrWhole() {
        var id = RELEASE.source().id();

        assertThat(wording(RELEASE, "{commit} {sha}")).isEqualTo(id.abbreviated() + " " + id.value());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "{subject}")
    void withoutATemplateOrWithOneThatSaysNothingTheWordsAreOurs(@Nullable String template) {
        assertThat(wording(saying(" "), template))
                .isEqualTo("Release server " + RELEASE.source().id().abbreviated() + " to prod [skip ci]");
    }

    @ParameterizedTest
    @CsvSource({"ROLLBACK, Roll back", "AUTO_ROLLBACK, Roll back", "PIN, Pin", "PROMOTION, Promote", "DEPLOY, Deploy"})
    void itSaysWhatIsDone(Origin origin, String what) {
        var turned = RELEASE.at(new Rank(RELEASE.ordinal(), 1), origin, new UUID(9, 9));

        assertThat(wording(turned, "{what}")).isEqualTo(what);
    }

    @Test
    void whatComesBecauseAPinIsGoneIsNoPin() {
        var turned = RELEASE.at(new Rank(RELEASE.ordinal(), 1), Origin.PIN, new UUID(9, 9));
        var commit = RELEASE.source().id().abbreviated();

        assertThat(wording(turned, null, true)).isEqualTo("Unpin server and release " + commit + " to prod [skip ci]");
        assertThat(wording(turned, "{what}", true)).isEqualTo("Unpin");
        assertThat(wording(turned, null, false)).isEqualTo("Pin server to " + commit + " in prod [skip ci]");
    }

    @Test
    void whatIsFilledInHasNoHoles() {
        assertThat(wording(saying("{sha} $1 \\"), "{subject}!")).isEqualTo("{sha} $1 \\!");
    }

    private static Release saying(String subject) {
        var source = RELEASE.source();
        return new Release(
                RELEASE.id(),
                RELEASE.environment(),
                RELEASE.application(),
                RELEASE.ordinal(),
                new SourceCommit(source.id(), source.author(), subject, source.at()),
                RELEASE.image());
    }

    private static String wording(Release release, @Nullable String template) {
        return wording(release, template, false);
    }

    private static String wording(Release release, @Nullable String template, boolean unpins) {
        var config = new Environment.Config("hichat", "k8s-config", "k8s", null, null, template, null, null, null);
        return new Wording(config, release, List.of(), null, unpins).subject();
    }
}
