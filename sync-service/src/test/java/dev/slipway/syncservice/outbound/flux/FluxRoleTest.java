package dev.slipway.syncservice.outbound.flux;

import static dev.slipway.syncservice.outbound.flux.FluxFixture.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.outbound.ShippedRole;
import dev.slipway.syncservice.outbound.flux.FluxFixture.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Roles of deploy/engines suffice; with one right less it does not go, and says which. */
class FluxRoleTest extends WithFlux {

    @BeforeEach
    void credentials() {
        outside.secrets.putAll(Map.of("hichat-git/username", "slipway", "hichat-git/password", "hush"));
    }

    @Test
    void writingGoesWithItsRole() throws Exception {
        var user = FluxUser.with(role(), outside);

        assertThat(user.synced(desired(1, Settings.USUAL))).isEqualTo(new Done(0));
        assertThat(user.synced(desired(1, Settings.HELM))).isEqualTo(new Done(0));
        assertThat(user.synced(desired(1, Settings.CHARTS))).isEqualTo(new Done(0));
        user.sees(desired(1, Settings.CHARTS));
        user.inspects();
        assertThat(user.blames(desired(1, Settings.USUAL))).contains(FluxUser.CHART.formatted(outside.namespace));
    }

    @Test
    void drivingGoesWithItsRole() throws Exception {
        outside.synced(outside.desired(1, Settings.USUAL));
        outside.flux.head = commit(2);

        assertThat(FluxUser.with(FluxUser.role("slipway-flux-drive"), outside)
                        .synced(desired(2, new Settings(null, false, null, null))))
                .isEqualTo(new Done(0));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void oneRightLessIsSaid(String resource, String verb) throws Exception {
        var user = FluxUser.with(role().without(resource, verb), outside);

        user.saysThatItMayNot(resource, verb, desired(1, Settings.USUAL), () -> act(user, resource, verb));
    }

    static Stream<Arguments> verbs() throws IOException {
        return role().verbs();
    }

    private void act(FluxUser user, String resource, String verb) throws IOException, InterruptedException {
        switch (resource) {
            case "helmrepositories", "ocirepositories" -> {
                if (List.of("list", "watch").contains(verb)) { // only between releases
                    outside.synced(desired(1, Settings.CHARTS));
                    user.sees(desired(1, Settings.CHARTS));
                } else {
                    user.synced(desired(1, Settings.CHARTS));
                }
            }
            case "helmreleases", "helmcharts" -> user.synced(desired(1, Settings.HELM));
            case "deployments", "statefulsets" -> user.inspects();
            default -> user.synced(desired(1, Settings.USUAL));
        }
    }

    private EnvironmentDesired desired(int number, Settings settings) {
        return outside.desired(number, settings, "hichat-git");
    }

    private static ShippedRole role() throws IOException {
        return FluxUser.role("slipway-flux");
    }
}
