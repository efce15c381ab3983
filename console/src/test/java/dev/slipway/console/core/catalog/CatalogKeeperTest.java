package dev.slipway.console.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.CatalogEvent.ProjectRemoved;
import dev.slipway.events.catalog.Project;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogKeeperTest {
    private final CatalogKeeper keeper = new CatalogKeeper("folder");
    private final Map<String, ProjectDeclared> held = new HashMap<>();

    @Test
    void declaresOnce() {
        assertThat(decide(good("a.yaml", "a"))).containsExactly(declared("a"));
        assertThat(decide(good("a.yaml", "a"))).isEmpty();
    }

    @Test
    void aRestartDeclaresNothing() {
        decide(good("a.yaml", "a"));

        assertThat(new CatalogKeeper("folder")
                        .decide(List.of(good("a.yaml", "a")), held)
                        .events())
                .isEmpty();
    }

    @Test
    void aBrokenDocumentLeavesItsProjectAndHarmsNoOther() {
        decide(good("a.yaml", "a"));

        assertThat(decide(broken("a.yaml", "a"), good("b.yaml", "b"))).containsExactly(declared("b"));
        assertThat(decide(broken("a.yaml", null), good("b.yaml", "b"))).isEmpty();
        assertThat(decide(broken("a.yaml", null), good("b.yaml", "b"))).isEmpty();
    }

    @Test
    void aFileThatIsGoneForTwoReadingsRemovesItsProject() {
        decide(good("a.yaml", "a"), good("b.yaml", "b"));

        assertThat(decide(good("b.yaml", "b"))).isEmpty();
        assertThat(decide(good("b.yaml", "b"))).containsExactly(new ProjectRemoved("a", "folder"));
    }

    @Test
    void afterARestartNothingIsRemovedWhileAFileIsIllegible() {
        held.put("a", declared("a"));

        assertThat(decide(broken("a.yaml", null))).isEmpty();
        assertThat(decide(broken("a.yaml", null))).isEmpty();
    }

    @Test
    void anotherManagersProjectIsLeftAlone() {
        held.put("a", new ProjectDeclared(project("a"), "cli"));

        var decision = keeper.decide(List.of(good("a.yaml", "a")), held);

        assertThat(decision.events()).isEmpty();
        assertThat(decision.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).contains("managed by cli"));
    }

    @Test
    void theSecondDocumentOfAProjectIsRefused() {
        var decision = keeper.decide(List.of(good("a.yaml", "a"), good("b.yaml", "a")), held);

        assertThat(decision.events()).containsExactly(declared("a"));
        assertThat(decision.problems())
                .extracting(Problem::toString)
                .containsExactly("b.yaml:1:1: project 'a' is declared in a.yaml already; remove one of them");
    }

    private List<CatalogEvent> decide(Document... documents) {
        var events = keeper.decide(List.of(documents), held).events();
        for (var event : events) {
            switch (event) {
                case ProjectDeclared declared -> held.put(declared.project(), declared);
                case ProjectRemoved removed -> held.remove(removed.project());
            }
        }
        return events;
    }

    private static Document good(String file, String project) {
        return new Document(file, project, project(project), List.of());
    }

    private static Document broken(String file, @Nullable String project) {
        return new Document(file, project, null, List.of(new Problem(file, 1, 1, "broken")));
    }

    private static ProjectDeclared declared(String project) {
        return new ProjectDeclared(project(project), "folder");
    }

    private static Project project(String name) {
        return new Project(name, List.of(), List.of(), List.of(), List.of());
    }
}
