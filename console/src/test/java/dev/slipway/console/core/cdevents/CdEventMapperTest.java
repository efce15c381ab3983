package dev.slipway.console.core.cdevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.console.Facts;
import dev.slipway.console.LineFacts;
import dev.slipway.console.core.cdevents.CdEventMapper.Mapped;
import dev.slipway.events.CatalogEvent;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CdEventMapperTest {
    private static final CommitId EARLIER = new CommitId("1".repeat(40));
    private static final CommitId LATER = new CommitId("2".repeat(40));
    private static final RepositoryRef CODE = new RepositoryRef("hichat", "code");
    private static final ApplicationRef WEB = new ApplicationRef("hichat", "web");
    private static final Ordinal SEVEN = new Ordinal(7);

    @Test
    void everyKindIsWrittenAsTheSpecificationWantsIt() throws IOException {
        var facts = new ArrayList<Fact<?>>();
        facts.add(fact(declared(environment("prod", "master"), environment("gone", "x"))));
        facts.add(fact(declared(environment("prod", "main"))));
        facts.add(fact(pushed("feature/登录", null)));
        facts.add(fact(pushed("master", EARLIER)));
        facts.add(fact(new PushEvent.BranchDeleted(CODE, "feature/登录", EARLIER, SEVEN, null)));
        facts.add(fact(new ImageEvent.BuildSkipped(WEB, "master", LATER, SEVEN, "[skip ci]")));
        facts.add(fact(new ImageEvent.BuildSuperseded(WEB, "master", LATER, SEVEN, new Ordinal(8))));
        facts.addAll(Facts.of(7)
                .wholeWay("prod")
                .buildFailed()
                .superseded("prod")
                .unchanged("prod")
                .all());
        facts.addAll(
                Facts.of(8).requested("prod").syncFailed("prod").live("prod").all());
        facts.addAll(Facts.of(6).live("prod").all());
        var kinds = new HashSet<String>();

        for (var event : after(facts).events()) {
            assertThat(Official.problems(event.context().type(), Json.write(event)))
                    .as(event.toString())
                    .isEmpty();
            kinds.add(event.context().type());
        }

        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(CdEventKind.values())
                        .map(CdEventKind::type)
                        .toList());
    }

    @Test
    void theSpecificationsSchemasDoRefuse() throws IOException {
        var event = after(Facts.of(7).live("prod").all()).events().getFirst();
        var body = new String(Json.write(event), StandardCharsets.UTF_8);

        assertThat(Official.problems(
                        event.context().type(), bytes(body.replaceFirst("\"artifactId\":\"[^\"]*\"", "\"x\":1"))))
                .hasSize(2);
        assertThat(Official.problems(event.context().type(), bytes(body.replace("2026-11-20T", "yesterday"))))
                .hasSize(1);
    }

    @Test
    void aFirstReleaseIsDeployedANewerOneUpgradesAnOlderOneRollsBackAndTheSameIsNoNews() {
        assertThat(types(after(Facts.of(7).live("prod").all())))
                .containsExactly("service.deployed", "taskrun.finished");
        var facts = new ArrayList<Fact<?>>(Facts.of(7).live("prod").all());
        facts.addAll(Facts.of(8).live("prod").all());
        facts.addAll(Facts.of(8).live("prod").all());
        facts.addAll(Facts.of(6).live("prod").all());
        facts.addAll(Facts.of(6).live("test").all());

        assertThat(types(after(facts)).stream().filter(type -> type.startsWith("service")))
                .containsExactly("service.deployed", "service.upgraded", "service.rolledback", "service.deployed");
    }

    @Test
    void aReleaseThatBringsBackAnotherRollsBackOnce() {
        var line = new LineFacts("hichat", "web");
        var back = line.back(line.release(7), new Rank(new Ordinal(8), 1), Origin.AUTO_ROLLBACK);
        line.live(line.release(7)).live(line.release(8)).live(back).live(back).live(line.release(9));

        assertThat(types(after(line.all)).stream().filter(type -> type.startsWith("service")))
                .containsExactly("service.deployed", "service.upgraded", "service.rolledback", "service.upgraded");
    }

    @Test
    void anEnvironmentIsSaidOnceAndAgainWhenItChangesOrGoes() {
        var facts = new ArrayList<Fact<?>>();
        facts.add(fact(declared(environment("prod", "master"), environment("test", "dev"))));
        facts.add(fact(declared(environment("prod", "master"), environment("test", "dev"))));
        facts.add(fact(declared(environment("prod", "main"), environment("test", "dev"))));
        facts.add(fact(declared(environment("test", "dev"))));
        facts.add(fact(new CatalogEvent.ProjectRemoved("hichat", "folder")));

        assertThat(after(facts).events())
                .extracting(event -> event.context()
                                .type()
                                .substring(13, event.context().type().length() - 6) + " "
                        + event.subject().id())
                .containsExactly(
                        "environment.created hichat/prod",
                        "environment.created hichat/test",
                        "environment.modified hichat/prod",
                        "environment.deleted hichat/prod",
                        "environment.deleted hichat/test");
    }

    @Test
    void theSameFactHasTheSameIdsAndEveryCdEventHasItsOwn() {
        var facts = Facts.of(7).wholeWay("prod").all();
        var once = after(facts).events();

        assertThat(after(facts).events()).isEqualTo(once);
        assertThat(once).extracting(event -> event.context().id()).doesNotHaveDuplicates();
    }

    @Test
    void allOfADeliveryIsOneChainWhoseIdIsTheDeliverysButForTheVersion() {
        var facts = Facts.of(7).wholeWay("prod");
        var delivery = facts.delivery().toString();
        var chain = delivery.substring(0, 14) + "4" + delivery.substring(15);

        assertThat(after(facts.all()).events())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.context().chainId()).hasToString(chain));
        assertThat(UUID.fromString(chain).version()).isEqualTo(4);
    }

    @Test
    void anArtifactIsAPackageUrl() {
        var image = new ImageReference("gitlab.example:5050/root/HiChat", "v1.2", "sha256:" + "a".repeat(64));

        assertThat(Purl.of(image))
                .isEqualTo("pkg:oci/hichat@sha256%3A" + "a".repeat(64)
                        + "?repository_url=gitlab.example:5050/root/HiChat&tag=v1.2");
    }

    @Test
    void whyABuildEndedIsSaidBesideIt() {
        var event = after(Facts.of(7).buildFailed().all()).events().getFirst();

        assertThat(event.subject().content()).isEqualTo(new CdEvent.Content.Build(null));
        assertThat(event.customData().outcome()).isEqualTo("failure");
        assertThat(event.customData().reason()).contains("exit code 1");
        assertThat(event.customData().event()).isEqualTo("dev.slipway.image.build-failed.v1");
    }

    private static Mapped after(List<? extends Fact<?>> facts) {
        var known = Known.NOTHING;
        var events = new ArrayList<CdEvent>();
        for (var fact : facts) {
            var mapped = CdEventMapper.map(known, fact);
            known = Json.read(Json.write(mapped.known()), Known.class); // as it is kept
            events.addAll(mapped.events());
        }
        return new Mapped(known, events);
    }

    private static List<String> types(Mapped mapped) {
        return mapped.events().stream()
                .map(event -> event.context().type().split("\\.")[2] + "."
                        + event.context().type().split("\\.")[3])
                .toList();
    }

    private static PushEvent pushed(String branch, @Nullable CommitId before) {
        return new PushEvent.BranchPushed(CODE, branch, before, LATER, SEVEN, null);
    }

    private static CatalogEvent declared(Environment... environments) {
        return new CatalogEvent.ProjectDeclared(
                new Project("hichat", List.of(), List.of(), List.of(environments), List.of()), "folder");
    }

    private static Environment environment(String name, String branch) {
        return new Environment(
                name,
                branch,
                "local",
                name,
                new Environment.Config("code", "k8s-config", "k8s", null, null),
                new Engine("direct"));
    }

    private static Fact<?> fact(Event event) {
        var cause = new Cause(UUID.randomUUID(), null, null);
        return new Fact<>(Envelope.follow(cause, event, "test", Instant.parse("2026-11-20T02:00:00Z")), event);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
