package dev.slipway.syncservice.core;

import java.util.concurrent.CompletionStage;

/** Takes what an instance has seen to the decider. */
@FunctionalInterface
public interface Hints {

    /** Completes when it is durable, or fails when that takes too long. */
    CompletionStage<?> store(EngineHint seen);
}
