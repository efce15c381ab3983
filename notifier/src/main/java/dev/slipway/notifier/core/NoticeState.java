package dev.slipway.notifier.core;

import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.catalog.Channel;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.SourceCommit;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What the notifier knows of a project.
 *
 * @param told the newest receipts
 * @param began when the newest deliveries were first seen
 * @param building the commits of builds that have begun and not ended, by {@code application@ordinal}
 * @param asked by whom the newest releases were asked for that people asked for; what an older version kept has none
 * @param engines how environments are between releases, by name; what an older version kept has none
 */
public record NoticeState(
        List<Channel> channels,
        List<Environment> environments,
        List<UUID> told,
        Recent<Instant> began,
        Recent<SourceCommit> building,
        Recent<String> asked,
        Recent<EngineWatch> engines) {
    private static final int TOLD_MAX = 500;
    private static final int RECENT_MAX = 100;
    static final NoticeState EMPTY = new NoticeState(
            List.of(), List.of(), List.of(), Recent.none(), Recent.none(), Recent.none(), Recent.none());

    public NoticeState {
        channels = List.copyOf(channels);
        environments = List.copyOf(environments);
        told = List.copyOf(told);
        asked = Objects.requireNonNullElse(asked, Recent.none());
        engines = Objects.requireNonNullElse(engines, Recent.none());
    }

    NoticeState declared(Project project) {
        return new NoticeState(project.channels(), project.environments(), told, began, building, asked, engines);
    }

    NoticeState removed() {
        return new NoticeState(List.of(), List.of(), told, began, building, asked, engines);
    }

    NoticeState told(UUID receipt) {
        return new NoticeState(
                channels, environments, Recent.appended(told, receipt, TOLD_MAX), began, building, asked, engines);
    }

    NoticeState began(UUID delivery, Instant at) {
        var known = began.find(delivery.toString());
        return known.isPresent() && !at.isBefore(known.get())
                ? this
                : new NoticeState(
                        channels,
                        environments,
                        told,
                        began.with(delivery.toString(), at, RECENT_MAX),
                        building,
                        asked,
                        engines);
    }

    NoticeState building(String build, SourceCommit source) {
        return new NoticeState(
                channels, environments, told, began, building.with(build, source, RECENT_MAX), asked, engines);
    }

    NoticeState built(String build) {
        return building.find(build).isEmpty()
                ? this
                : new NoticeState(channels, environments, told, began, building.without(build), asked, engines);
    }

    NoticeState asked(ReleaseRequested requested) {
        var by = requested.by();
        return by == null
                ? this
                : new NoticeState(
                        channels,
                        environments,
                        told,
                        began,
                        building,
                        asked.with(requested.release().id().toString(), by, RECENT_MAX),
                        engines);
    }

    /** @return none where the environment is not declared */
    Optional<EngineWatch> engine(String environment) {
        return environments.stream().anyMatch(declared -> declared.name().equals(environment))
                ? Optional.of(engines.find(environment).orElse(EngineWatch.NEW))
                : Optional.empty();
    }

    NoticeState engine(String environment, EngineWatch watch) {
        return new NoticeState(
                channels, environments, told, began, building, asked, engines.with(environment, watch, RECENT_MAX));
    }

    List<String> environmentsOn(String branch) {
        return environments.stream()
                .filter(environment -> environment.follows(branch))
                .map(Environment::name)
                .toList();
    }
}
