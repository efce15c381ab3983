package dev.slipway.syncservice.outbound.engine;

/** What a simulated engine sees of the config repository when it fetches. */
public interface FetchedRepository {

    /** @return the newest commit */
    String head(String branch);

    /** @return the same for two commits that have the same files there */
    String content(String commit, String path);
}
