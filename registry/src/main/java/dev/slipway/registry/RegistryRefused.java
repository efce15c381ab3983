package dev.slipway.registry;

/** The registry, or the name given to it, won't do: trying again cannot help. */
public final class RegistryRefused extends Exception {
    private final String seen;
    private final String nextStep;

    public RegistryRefused(String seen, String nextStep) {
        super(seen + ". " + nextStep);
        this.seen = seen;
        this.nextStep = nextStep;
    }

    public String seen() {
        return seen;
    }

    public String nextStep() {
        return nextStep;
    }
}
