package dev.slipway.git;

/** The server looked at what was pushed, and said no. It might take a part of it. */
public final class PushDeclined extends GitRefused {
    PushDeclined(String seen, String nextStep) {
        super(seen, nextStep);
    }
}
