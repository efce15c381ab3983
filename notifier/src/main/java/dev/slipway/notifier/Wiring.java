package dev.slipway.notifier;

import dev.slipway.notifier.core.NoticeDecider;
import dev.slipway.notifier.core.NoticeWork;
import dev.slipway.notifier.core.Teller;
import dev.slipway.notifier.core.Wording;
import dev.slipway.notifier.outbound.feishu.FeishuChat;
import dev.slipway.notifier.outbound.feishu.FeishuSettings;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.secrets.FolderSecrets;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Builds the notifier out of its parts. */
@ApplicationScoped
class Wiring {
    private static final int ACTS_AT_ONCE = 16;

    /** @param console where people reach the console; without it messages have no link */
    void start(
            @Observes StartupEvent start,
            Flows flows,
            FeishuSettings feishu,
            @ConfigProperty(name = "slipway.notifier.language") Locale language,
            @ConfigProperty(name = "slipway.secrets") Path secrets,
            @ConfigProperty(name = "slipway.console.url") Optional<URI> console) {
        var wording = new Wording(language);
        var chat = new FeishuChat(feishu, new FolderSecrets(secrets), wording, console);
        var teller = new Teller(Map.of(FeishuChat.TYPE, chat), wording);
        flows.start("notifier", new NoticeDecider(), NoticeWork.class, teller, ACTS_AT_ONCE, "notice");
    }
}
