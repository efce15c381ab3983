package dev.slipway.syncservice.core;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How far the way from Git to running pods is. */
public sealed interface Rollout {

    /**
     * All new pods are ready and all old ones are gone.
     *
     * @param podsReady as many as are wanted; what is too many may run a moment longer; 0 where nobody counts them
     */
    record Done(int podsReady) implements Rollout {}

    /**
     * @param images of the workloads that it waits for, without tags; none where nobody can tell
     * @param waitsFor whose turn it is: the cluster's with what was applied, or the engine's, which is no fault of the release
     */
    record UnderWay(String seen, Set<String> images, Segment waitsFor) implements Rollout {

        public UnderWay {
            images = Set.copyOf(images);
        }

        public UnderWay(String seen, Set<String> images) {
            this(seen, images, Segment.CLUSTER);
        }

        public UnderWay(String seen) {
            this(seen, Set.of());
        }

        public static UnderWay ofEngine(String seen) {
            return new UnderWay(seen, Set.of(), Segment.ENGINE);
        }

        public UnderWay saying(String more) {
            return new UnderWay(seen + more, images, waitsFor);
        }
    }

    /**
     * It will not get better by waiting.
     *
     * @param images of the workload that is broken, without tags; none where nobody can tell
     * @param others how far the others are
     */
    record Broken(Failure why, Set<String> images, Rollout others) implements Rollout {

        public Broken {
            images = Set.copyOf(images);
        }

        public Broken(Failure why) {
            this(why, Set.of(), new Done(0));
        }

        /** What is broken stays so; of the others something else is said. */
        public Broken judgingOthers(UnaryOperator<Rollout> judged) {
            var judgedOthers = others instanceof Broken more ? more.judgingOthers(judged) : judged.apply(others);
            return new Broken(why, images, judgedOthers);
        }
    }
}
