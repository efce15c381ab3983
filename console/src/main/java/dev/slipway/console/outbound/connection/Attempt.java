package dev.slipway.console.outbound.connection;

import dev.slipway.console.core.connection.Step;
import dev.slipway.console.core.connection.Step.Name;
import dev.slipway.service.PermanentFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One check: a bound on each step and on all of them, nothing after what it needs has failed, and no secret in what is said. */
final class Attempt {
    private static final Duration STEP_MAX = Duration.ofSeconds(10);
    private static final Duration ALL_MAX = Duration.ofSeconds(30);
    private final long end = System.nanoTime() + ALL_MAX.toNanos();
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private @Nullable Name blocked;

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** From now on, no step says this. */
    void conceal(String secret) {
        if (!secret.isBlank()) {
            secrets.add(secret);
        }
    }

    /** What comes after makes no sense without it. */
    void needed(Name name, Callable<Step> probe) {
        if (tried(name, probe).hasFailed() && blocked == null) {
            blocked = name;
        }
    }

    Step tried(Name name, Callable<Step> probe) {
        var step = blocked == null
                ? bounded(name, probe)
                : Step.skipped(name, "not tried, because an earlier step failed");
        var shown = new Step(step.step(), step.result(), concealed(step.says()));
        steps.add(shown);
        return shown;
    }

    private Step bounded(Name name, Callable<Step> probe) {
        var left = Math.min(STEP_MAX.toMillis(), TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        var task = new FutureTask<>(probe);
        Thread.ofVirtual().name("connection " + name).start(task);
        try {
            return task.get(Math.max(0, left), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Step.failed(name, "no answer in time: look at the forge and at the network between, then try again");
        } catch (ExecutionException e) {
            return e.getCause() instanceof PermanentFailure failure
                    ? Step.failed(
                            name,
                            failure.failure().seen() + ": " + failure.failure().nextStep())
                    : Step.failed(name, "could not be tried: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Step.failed(name, "interrupted");
        } finally {
            task.cancel(true);
        }
    }

    private String concealed(String text) {
        var clean = text;
        for (var secret : secrets) {
            clean = clean.replace(secret, "***");
        }
        return clean;
    }
}
