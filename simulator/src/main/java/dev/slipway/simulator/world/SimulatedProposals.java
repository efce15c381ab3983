package dev.slipway.simulator.world;

import dev.slipway.configupdater.core.ConfigBranch;
import dev.slipway.configupdater.core.ConfigRepository.Impossible;
import dev.slipway.configupdater.core.ConfigRepository.Unchanged;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.MergeRequests;
import dev.slipway.configupdater.core.Proposals;
import dev.slipway.events.PushEvent.MergeRequest;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.simulator.engine.VirtualClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Lines' own branches and the forge's merge requests for them, which people merge, squash or close. */
public final class SimulatedProposals implements Proposals, MergeRequests {
    private static final long FIRST = 100;
    private final Chaos chaos;
    private final VirtualClock clock;
    private final SimulatedConfig config;
    private final Map<String, Own> branches = new HashMap<>();
    private final List<MergeRequest> requests = new ArrayList<>();
    private final Map<CommitId, Squashed> squashed = new HashMap<>();
    private int made;
    private int decided;

    /** @param base the config branch's commit that it stands upon: upon another it is another commit */
    private record Own(CommitId commit, Optional<CommitId> base, ConfigChange change) {}

    /** @param proposal the commit that was squashed */
    public record Squashed(UUID release, CommitId proposal) {}

    public SimulatedProposals(Chaos chaos, VirtualClock clock, SimulatedConfig config) {
        this.chaos = chaos;
        this.clock = clock;
        this.config = config;
    }

    /** How often merge requests were open twice for one branch. */
    public long doubled() {
        var open = open();
        return open.size() - open.stream().map(MergeRequest::source).distinct().count();
    }

    /** What a commit of people brings without saying so. */
    public Map<CommitId, Squashed> squashed() {
        return squashed;
    }

    private List<MergeRequest> open() {
        return requests.stream()
                .filter(request -> request.state() == MergeRequest.State.OPEN)
                .toList();
    }

    /** A person decides about one that is open. @return it as it is then, if there was one */
    public Optional<MergeRequest> decide() {
        var open = open().stream()
                .filter(request -> branches.containsKey(request.source()))
                .toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var chosen = chaos.oneOf(open);
        var own = Objects.requireNonNull(branches.get(chosen.source()));
        var path = own.change().config().path();
        return Optional.of(
                switch (chaos.below(5)) {
                    case 0 -> become(chosen, MergeRequest.State.CLOSED);
                    case 1, 2 -> {
                        var commit = config.merge(null, path, merged(own.change(), path));
                        squashed.put(commit, new Squashed(own.change().release().id(), own.commit()));
                        yield become(chosen, MergeRequest.State.MERGED);
                    }
                    default -> {
                        config.merge(own.change().release(), path, merged(own.change(), path));
                        yield become(chosen, MergeRequest.State.MERGED);
                    }
                });
    }

    private MergeRequest become(MergeRequest before, MergeRequest.State state) {
        var now = new MergeRequest(
                before.number(),
                state,
                before.title(),
                before.source(),
                before.target(),
                null,
                null,
                null,
                // Two changes of one request never have the same time.
                clock.instant().plusNanos(++decided));
        requests.set(requests.indexOf(before), now);
        return now;
    }

    @Override
    public Seen merged(ConfigBranch branch, List<ConfigChange> changes) throws IOException {
        return chaos.call(() -> {
            var merged = new HashMap<UUID, Merged>();
            changes.forEach(change -> merged(change)
                    .ifPresent(found -> merged.put(change.release().id(), found)));
            return new Seen(config.head().orElse(null), merged);
        });
    }

    private Optional<Merged> merged(ConfigChange change) {
        var path = change.config().path();
        var byTrailer = config.commits().stream()
                .anyMatch(commit -> commit.release() != null
                        && commit.release().id().equals(change.release().id()));
        var isSaid = change.hasProposal() && config.contentOf(path).equals(merged(change, path));
        if (!byTrailer && !isSaid) {
            return Optional.empty();
        }
        var merges = new HashSet<CommitId>();
        var made = config.contentOf(path);
        var before = "";
        for (var commit : config.commits()) {
            var now = commit.contentOf(path);
            var isOfThis = commit.release() != null
                    && commit.release().id().equals(change.release().id());
            var brings = commit.release() == null
                    && commit.path().equals(path)
                    && !now.equals(before)
                    && now.equals(Contents.with(before, change));
            if (brings) {
                merges.add(commit.id());
            }
            if (brings || isOfThis) {
                made = now;
            }
            before = now;
        }
        return Optional.of(new Merged(config.head().orElseThrow(), config.contentOf(path), made, merges));
    }

    @Override
    public Answer propose(ConfigBranch branch, ConfigChange change) throws IOException {
        return chaos.call(() -> {
            if (change.release().source().subject().contains("no such image")) {
                var why = new Failure(Segment.CONFIG, "no container uses the image", "set config.file");
                return new Refused(new Impossible(change, why));
            }
            if (chaos.happens(0.15)) {
                decide(); // a person is quicker
            }
            var head = config.head();
            if (head.isPresent()
                    && config.contentOf(change.config().path())
                            .equals(merged(change, change.config().path()))) {
                return new Nothing(new Unchanged(
                        change, head.get(), merged(change, change.config().path())));
            }
            var own = branches.get(change.proposalBranch());
            if (own == null
                    || !own.base().equals(head)
                    || !own.change().release().id().equals(change.release().id())) {
                own = new Own(new CommitId("%040x".formatted(0xd0000 + made++)), head, change);
                branches.put(change.proposalBranch(), own);
            }
            return new Stands(own.commit(), head.orElse(own.commit()), "release", "text");
        });
    }

    @Override
    public void drop(ConfigBranch branch, String own, CommitId commit) {
        branches.computeIfPresent(own, (_, there) -> there.commit().equals(commit) ? null : there);
    }

    @Override
    public void check(Repository repository) {
        // the one forge that there is has merge requests
    }

    @Override
    public Request open(Repository repository, Wanted wanted) throws IOException {
        return chaos.call(() -> {
            var there = open().stream()
                    .filter(request -> request.source().equals(wanted.source()))
                    .findFirst();
            var request = there.orElseGet(() -> new MergeRequest(
                    FIRST + requests.size(),
                    MergeRequest.State.OPEN,
                    wanted.title(),
                    wanted.source(),
                    wanted.target(),
                    null,
                    null,
                    null,
                    null));
            if (there.isEmpty()) {
                requests.add(request);
            }
            return new Request(request.number(), "http://forge.invalid/" + request.number());
        });
    }

    @Override
    public State state(Repository repository, long number) throws IOException {
        return chaos.call(() -> State.valueOf(
                requests.get(Math.toIntExact(number - FIRST)).state().name()));
    }

    private String merged(ConfigChange change, String path) {
        return Contents.with(config.contentOf(path), change);
    }
}
