package dev.slipway.webhookservice.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.webhookservice.core.Doors;
import dev.slipway.webhookservice.inbound.Arrivals.Arriving;
import dev.slipway.webhookservice.inbound.forge.Heard;
import dev.slipway.webhookservice.inbound.forge.HookForm;
import dev.slipway.webhookservice.inbound.forge.HookRequest;
import dev.slipway.webhookservice.inbound.forge.NotKept;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One hook: who may, and what it says. */
@ApplicationScoped
class Hook {
    private static final Map<String, HookForm> FORMS =
            HookForm.all().stream().collect(Collectors.toUnmodifiableMap(HookForm::forge, Function.identity()));
    private static final List<String> NAMES = FORMS.keySet().stream().sorted().toList();
    private static final String NOBODYS = "the secret of nobody";
    private final Doors doors;
    private final Storing storing;
    private final ObjectMapper json;

    Hook(Doors doors, Storing storing, ObjectMapper json) {
        this.doors = doors;
        this.storing = storing;
        this.json = json;
    }

    CompletionStage<Answer> receive(Arriving arriving, HookRequest request) {
        var forge = arriving.forge();
        var form = FORMS.get(forge);
        if (form == null) {
            return refused(404, "no forge is called '" + forge + "'; there are " + String.join(", ", NAMES));
        }
        if (!doors.whole()) {
            return Answer.tryLater("the catalog is being read").now();
        }
        var sender = sender(form, arriving.project(), request);
        if (sender.repositories().isEmpty() && sender.applications().isEmpty()) {
            form.isSignedWith(NOBODYS, request); // an unknown project costs a proof too
            // The same words for an unknown project: an address tells nobody which projects there are.
            return refused(
                    Answer.UNPROVEN,
                    "no project of this name takes this token or signature from forge '" + forge
                            + "'; set the webhook's secret, and call the address of the forge that the catalog names");
        }
        if (!request.isJson() && !request.isForm()) {
            return refused(415, "a hook is application/json or a form; this was " + request.header("Content-Type"));
        }
        try {
            var heard = form.hear(request, read(form, request));
            pathIn(heard).ifPresent(arriving::concerns);
            return storing.answer(sender, request, heard);
        } catch (NotKept e) {
            return Answer.ignored("nothing is kept of this one: " + e.getMessage())
                    .now();
        } catch (IOException e) {
            return refused(400, "the body is no JSON of an event of " + forge);
        } catch (IllegalArgumentException e) {
            return refused(400, "the body is no event of " + forge + ": " + e.getMessage());
        }
    }

    private static CompletionStage<Answer> refused(int status, String why) {
        return Answer.refused(status, why).now();
    }

    private Sender sender(HookForm form, String project, HookRequest request) {
        Predicate<String> fits = secret -> form.isSignedWith(secret, request);
        return form.isRegistry()
                ? new Sender(form, project, List.of(), doors.imagesOpenedBy(project, fits))
                : new Sender(form, project, doors.openedBy(project, form.forge(), fits), List.of());
    }

    private static Optional<String> pathIn(Heard heard) {
        return switch (heard) {
            case Heard.Pushed(var path, var _) -> Optional.of(path);
            case Heard.Requested(var path, var _) -> Optional.of(path);
            case Heard.PipelineEnded(var path, var _) -> Optional.of(path);
            case Heard.Images(var tagged) -> Optional.of(tagged.getFirst().path());
            case Heard.Ping _, Heard.Other _ -> Optional.empty();
        };
    }

    private JsonNode read(HookForm form, HookRequest request) throws IOException {
        var read = json.readTree(form.json(request));
        if (read == null || !read.isObject()) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        return read;
    }
}
