package dev.slipway.console.inbound.web;

import dev.slipway.console.core.catalog.CatalogStatus;
import dev.slipway.console.core.delivery.CauseTree;
import dev.slipway.console.core.delivery.DeliveryView;
import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.console.core.engine.ClusterEngineView;
import dev.slipway.console.core.engine.EngineView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The pages; the build checks what they use. */
@CheckedTemplate(basePath = "console")
class Templates {
    private Templates() {}

    static native TemplateInstance login(Viewer viewer, boolean refused, boolean away);

    /** @param next the id after which the next page begins, if there is one */
    static native TemplateInstance deliveries(
            Viewer viewer, List<DeliveryView> deliveries, @Nullable UUID next, boolean first);

    static native TemplateInstance row(DeliveryView delivery);

    static native TemplateInstance delivery(
            Viewer viewer, DeliveryView delivery, Bar bar, List<CauseTree.Line> causes, List<RawEvent> events);

    static native TemplateInstance body(
            DeliveryView delivery, Bar bar, List<CauseTree.Line> causes, List<RawEvent> events);

    static native TemplateInstance catalog(Viewer viewer, CatalogStatus catalog);

    /** @param project the one whose engines these are, if it is one; {@code cluster} likewise */
    static native TemplateInstance engines(
            Viewer viewer,
            List<EngineView> engines,
            List<ClusterEngineView> found,
            @Nullable String project,
            @Nullable String cluster);

    static native TemplateInstance clusterEngine(ClusterEngineView engine);

    static native TemplateInstance engine(EngineView engine);

    static native TemplateInstance deploy(Viewer viewer, DeployForm form);

    static native TemplateInstance rollback(Viewer viewer, RollbackForm form);

    static native TemplateInstance missing(Viewer viewer);

    static native TemplateInstance away(Viewer viewer);
}
