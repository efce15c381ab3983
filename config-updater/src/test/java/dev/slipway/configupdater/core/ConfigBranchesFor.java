package dev.slipway.configupdater.core;

import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import java.util.List;

/** Config branches where nothing is proposed. */
final class ConfigBranchesFor {
    private ConfigBranchesFor() {}

    static ConfigBranches pushing(ConfigRepository repository) {
        return new ConfigBranches(
                repository,
                new Proposer(new NoProposals(), new NoRequests()),
                new Following((_, _) -> Following.Taken.NOTHING),
                new StatusWriter(new WrittenStatus()));
    }

    private static AssertionError asked() {
        return new AssertionError("nothing here is proposed");
    }

    private static final class NoProposals implements Proposals {
        @Override
        public Seen merged(ConfigBranch branch, List<ConfigWork.ConfigChange> changes) {
            throw asked();
        }

        @Override
        public Answer propose(ConfigBranch branch, ConfigWork.ConfigChange change) {
            throw asked();
        }

        @Override
        public void drop(ConfigBranch branch, String own, CommitId commit) {
            throw asked();
        }
    }

    private static final class NoRequests implements MergeRequests {
        @Override
        public void check(Repository repository) {
            throw asked();
        }

        @Override
        public Request open(Repository repository, Wanted wanted) {
            throw asked();
        }

        @Override
        public State state(Repository repository, long number) {
            throw asked();
        }
    }
}
