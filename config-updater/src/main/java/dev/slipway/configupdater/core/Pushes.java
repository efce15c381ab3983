package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.ConfigPush;
import dev.slipway.configupdater.core.ConfigWork.Followed;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.service.decide.Decision;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a push means for config branches: one may have been pushed to, or what it is made from. */
final class Pushes {
    private Pushes() {}

    static Decision<Lines> to(Decision<Lines> decision, Project project, BranchPushed push) {
        var repository = project.repository(push.repository().name());
        return repository.isEmpty()
                ? decision
                : followed(read(decision, project, repository.get(), push), project, repository.get(), push);
    }

    private static Decision<Lines> read(
            Decision<Lines> decision, Project project, Repository repository, BranchPushed push) {
        var places = places(project, push, config -> config.branch().equals(push.branch()));
        return places.isEmpty()
                ? decision
                : decision.open(
                        new ConfigBranch(repository, push.branch()).toString(),
                        push.subject(),
                        new ConfigPush(repository, push.branch(), push.before(), push.after(), push.ordinal(), places));
    }

    private static Decision<Lines> followed(
            Decision<Lines> decision, Project project, Repository repository, BranchPushed push) {
        var branches = project.environments().stream()
                .map(Environment::config)
                .filter(config -> isFollowing(config, push.branch())
                        && !push.branch().equals(config.branch())
                        && config.repository().equals(repository.name()))
                .map(Environment.Config::branch)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var opened = decision;
        for (var branch : branches) {
            var places = places(
                    project, push, config -> config.branch().equals(branch) && isFollowing(config, push.branch()));
            opened = opened.open(
                    new ConfigBranch(repository, branch).toString(),
                    push.subject() + " followed",
                    new Followed(repository, branch, push.branch(), push.after(), places, images(project)));
        }
        return opened;
    }

    private static List<String> images(Project project) {
        return project.applications().stream()
                .map(each -> each.image())
                .distinct()
                .toList();
    }

    /** Where people decide about each change, they merge those of the other branch as well. */
    private static boolean isFollowing(Environment.Config config, String branch) {
        return branch.equals(config.createFrom()) && !config.proposes();
    }

    private static List<Place> places(Project project, BranchPushed push, Predicate<Environment.Config> which) {
        return project.environments().stream()
                .filter(environment -> which.test(environment.config())
                        && environment
                                .config()
                                .repository()
                                .equals(push.repository().name()))
                .map(environment -> Place.of(project.ref(environment), environment.config()))
                .toList();
    }
}
