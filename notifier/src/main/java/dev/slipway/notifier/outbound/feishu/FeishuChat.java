package dev.slipway.notifier.outbound.feishu;

import dev.slipway.notifier.core.Address;
import dev.slipway.notifier.core.Chat;
import dev.slipway.notifier.core.Limit;
import dev.slipway.notifier.core.NotConfirmed;
import dev.slipway.notifier.core.Notice;
import dev.slipway.notifier.core.Wording;
import dev.slipway.service.secrets.Secrets;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A group's custom bot. It has no idempotence key: what is not confirmed may be there twice after it is sent again. */
public final class FeishuChat implements Chat {
    public static final String TYPE = "feishu";
    private final Bots bots;
    private final Card card;
    private final FeishuCalls calls;
    private final InstantSource clock;
    private final List<Limit> limits;

    public FeishuChat(FeishuSettings settings, Secrets secrets, Wording wording, Optional<URI> console) {
        this(settings, secrets, new Card(wording, console), InstantSource.system());
    }

    FeishuChat(FeishuSettings settings, Secrets secrets, Card card, InstantSource clock) {
        this.card = card;
        this.clock = clock;
        bots = new Bots(secrets);
        calls = new FeishuCalls(settings.connectWithin(), settings.answerWithin());
        limits = List.of(
                new Limit(settings.messagesPerSecond(), Duration.ofSeconds(1)),
                new Limit(settings.messagesPerMinute(), Duration.ofMinutes(1)));
    }

    @Override
    public List<Limit> limits() {
        return limits;
    }

    @Override
    public void send(Address address, Notice notice) throws NotConfirmed, InterruptedException {
        var bot = bots.of(address.secret());
        var signature = bot.key().map(key -> Signature.of(key, clock.instant())).orElse(null);
        calls.post(bot.url(), card.body(notice, signature)).hiding(bot.hidden()).check(address.secret());
    }
}
