package dev.slipway.syncservice.outbound.install;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.install.ManifestSource;
import java.io.IOException;
import java.util.regex.Pattern;

/** A URL is fetched; anything else is a file in the folder of manifests. */
public final class ManifestReader implements ManifestSource {
    /** What our YAML reads at most, and four times what Flux' manifest has. */
    static final int BYTES_MAX = 3 << 20;

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
    private final ManifestUrls urls;
    private final ManifestFolder folder;

    public ManifestReader(ManifestUrls urls, ManifestFolder folder) {
        this.urls = urls;
        this.folder = folder;
    }

    @Override
    public byte[] read(String from) throws IOException, InterruptedException {
        return URL.matcher(from).matches() ? urls.read(from) : folder.read(from);
    }

    static PermanentFailure tooLarge(String from) {
        return new PermanentFailure(
                Segment.ENGINE,
                from + " has more than " + BYTES_MAX + " bytes",
                "name the engine's manifest itself: install.yaml of Flux has less than one million");
    }
}
