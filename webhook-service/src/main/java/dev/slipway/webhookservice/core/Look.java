package dev.slipway.webhookservice.core;

import dev.slipway.events.Cause;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.service.work.Gathers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The work that a hint opens. */
public sealed interface Look extends Gathers<Look> {

    /**
     * At a repository.
     *
     * @param told by the hint that opened the row
     * @param besides what other hints told
     */
    record AtRepository(RepositoryRef repository, Told told, List<Word> besides) implements Look {
        private static final int WORDS_MAX = 200;
        private static final int LETTERS_MAX = 200_000;

        public AtRepository(RepositoryRef repository, Told told, @Nullable List<Word> besides) {
            this.repository = repository;
            this.told = told;
            this.besides = besides == null ? List.of() : List.copyOf(besides);
        }

        public AtRepository(RepositoryRef repository, Told told) {
            this(repository, told, List.of());
        }

        @Override
        public Optional<Look> with(Cause cause, Look other) {
            return other instanceof AtRepository also && also.repository.equals(repository)
                    ? with(also.words(cause))
                    : Optional.empty();
        }

        /** Done for each hint of a stream, so in loops. */
        private Optional<Look> with(List<Word> others) {
            var all = new ArrayList<>(besides);
            for (var other : others) {
                if (isNews(other.told(), all)) {
                    all.add(other);
                }
            }
            var letters = 0;
            for (var word : all) {
                letters += word.told().letters();
            }
            return all.size() > WORDS_MAX || letters > LETTERS_MAX
                    ? Optional.empty()
                    : Optional.of(new AtRepository(repository, told, all));
        }

        private boolean isNews(Told other, List<Word> known) {
            if (other.equals(Told.nothing()) || other.equals(told)) {
                return false;
            }
            for (var word : known) {
                if (word.told().equals(other)) {
                    return false;
                }
            }
            return true;
        }

        /** All that was told, in the order in which it came. */
        List<Word> words(Cause cause) {
            return Stream.concat(Stream.of(new Word(cause, told)), besides.stream())
                    .toList();
        }
    }

    /** What a hint told. */
    record Word(Cause cause, Told told) {}

    /** At one tag of an image. */
    record AtImage(ApplicationRef ref, Application application, String tag) implements Look {

        @Override
        public Optional<Look> with(Cause cause, Look other) {
            return equals(other) ? Optional.of(this) : Optional.empty();
        }
    }
}
