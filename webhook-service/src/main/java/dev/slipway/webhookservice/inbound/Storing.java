package dev.slipway.webhookservice.inbound;

import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.webhookservice.core.Hint;
import dev.slipway.webhookservice.core.ImageHint;
import dev.slipway.webhookservice.core.RepositoryHint;
import dev.slipway.webhookservice.core.Told;
import dev.slipway.webhookservice.inbound.forge.Heard;
import dev.slipway.webhookservice.inbound.forge.HookRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes durable what a hook says, and only then answers. */
@ApplicationScoped
class Storing {
    private static final Logger LOG = Logger.getLogger(Storing.class);
    /** One hint means a look at all refs; more of them only tell who pushed. */
    private static final int MOVED_MAX = 10;

    private static final int IMAGES_MAX = 200;

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private final Hints hints;
    private final Prospects prospects;
    private final Duration storedWithin;

    Storing(
            Hints hints,
            Prospects prospects,
            @ConfigProperty(name = "slipway.webhook.stored-within") Duration storedWithin) {
        this.hints = hints;
        this.prospects = prospects;
        this.storedWithin = storedWithin;
    }

    CompletionStage<Answer> answer(Sender sender, HookRequest request, Heard heard) {
        return switch (heard) {
            case Heard.Ping _ -> Answer.ignored("the hook works").now();
            case Heard.Other(var event) ->
                Answer.ignored("'" + event + "' changes nothing here").now();
            case Heard.Pushed pushed -> at(sender, request, pushed.path(), told(pushed), prospects.of(sender, pushed));
            case Heard.Requested(var path, var asked) ->
                at(
                        sender,
                        request,
                        path,
                        List.of(Told.request(asked)),
                        "merge request " + asked.number() + " is noted");
            case Heard.PipelineEnded(var path, var pipeline) ->
                at(
                        sender,
                        request,
                        path,
                        List.of(Told.pipeline(pipeline)),
                        "pipeline " + pipeline.number() + " is noted");
            case Heard.Images(var tagged) -> atImages(sender, request, tagged);
        };
    }

    /** One that names no ref means a look all the same. */
    private static List<Told> told(Heard.Pushed pushed) {
        return pushed.refs().isEmpty()
                ? List.of(Told.nothing())
                : pushed.refs().stream().limit(MOVED_MAX).map(Told::moved).toList();
    }

    private CompletionStage<Answer> at(
            Sender sender, HookRequest request, String path, List<Told> told, String prospect) {
        return sender.repositories().stream()
                .filter(repository -> repository.path().equalsIgnoreCase(path))
                .findFirst()
                .map(repository -> store(sender, request, hints(sender, repository, told), prospect))
                .orElseGet(() -> elsewhere(sender, request, path));
    }

    /** A repository that was renamed or moved sends hooks by its new name; the old one may still lead there. */
    private CompletionStage<Answer> elsewhere(Sender sender, HookRequest request, String path) {
        var looks = sender.repositories().stream()
                .map(repository -> hint(sender, repository, Told.nothing()))
                .toList();
        return store(
                sender,
                request,
                looks,
                "the project declares no repository " + path
                        + "; if one has moved there, change its path in the document. Those that it declares are looked at");
    }

    private CompletionStage<Answer> atImages(Sender sender, HookRequest request, List<Heard.Tagged> tagged) {
        var looks = tagged.stream()
                .flatMap(each -> sender.applications().stream()
                        .filter(application -> isImageOf(application, each.path()))
                        .<Hint>map(application -> new ImageHint(
                                new ApplicationRef(sender.project(), application.name()),
                                sender.form().forge(),
                                each.tag())))
                .limit(IMAGES_MAX)
                .toList();
        return looks.isEmpty()
                ? Answer.ignored("the project declares no application with this image")
                        .now()
                : store(sender, request, looks, "the registry is asked for what it has under this tag");
    }

    /** The registry does not always tell its own name. */
    private static boolean isImageOf(Application application, String path) {
        return application.image().equals(path) || application.image().endsWith("/" + path);
    }

    private static List<Hint> hints(Sender sender, Repository repository, List<Told> told) {
        return told.stream().map(each -> hint(sender, repository, each)).toList();
    }

    private static Hint hint(Sender sender, Repository repository, Told told) {
        var ref = new RepositoryRef(sender.project(), repository.name());
        return new RepositoryHint(ref, sender.form().forge(), told);
    }

    private CompletionStage<Answer> store(Sender sender, HookRequest request, List<Hint> all, String prospect) {
        var id = idOf(sender, request);
        var stored = IntStream.range(0, all.size())
                .mapToObj(n -> hints.store(nth(id, n), all.get(n), traceparent(request)))
                .toList();
        return CompletableFuture.allOf(stored.toArray(CompletableFuture<?>[]::new))
                .orTimeout(storedWithin.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(_ -> Answer.stored(stored.getFirst().join().toString(), prospect))
                .exceptionally(e -> {
                    LOG.warnf("a hook for %s could not be stored: %s", sender.project(), e);
                    return Answer.tryLater("the log does not take it at the moment; send it again");
                });
    }

    /** Kept where it is one; it travels in the headers of every event that follows. */
    private static @Nullable String traceparent(HookRequest request) {
        var given = request.header("traceparent");
        return given != null && TRACEPARENT.matcher(given).matches() ? given : null;
    }

    /** The same delivery, or without a name for it the same bytes in the same second, is the same hint. */
    private static UUID idOf(Sender sender, HookRequest request) {
        var delivery = sender.form().delivery(request);
        return delivery == null
                ? nth(UUID.nameUUIDFromBytes(request.body()), (int)
                        request.now().getEpochSecond())
                : UUID.nameUUIDFromBytes((sender.project() + " " + delivery).getBytes(StandardCharsets.UTF_8));
    }

    private static UUID nth(UUID id, int n) {
        if (n == 0) {
            return id;
        }
        return UUID.nameUUIDFromBytes(ByteBuffer.allocate(20)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(n)
                .array());
    }
}
