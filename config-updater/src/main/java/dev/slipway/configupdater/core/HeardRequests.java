package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.RequestHeard;
import dev.slipway.events.PushEvent.MergeRequest.State;
import dev.slipway.events.PushEvent.MergeRequestUpdated;
import dev.slipway.events.catalog.Project;
import dev.slipway.service.decide.Decision;

/** What the forge tells of merge requests that Slipway opened: they are looked at. */
final class HeardRequests {
    private HeardRequests() {}

    static Decision<Lines> heard(Lines lines, Project project, MergeRequestUpdated heard) {
        var request = heard.request();
        var repository = project.repository(heard.repository().name());
        var isOurs = request.source().startsWith(ConfigWork.PROPOSALS + project.project() + "/")
                && project.environments().stream()
                        .map(environment -> environment.config())
                        .anyMatch(config -> config.proposes()
                                && config.repository().equals(heard.repository().name())
                                && config.branch().equals(request.target()));
        if (request.state() == State.OPEN || !isOurs || repository.isEmpty()) {
            return Decision.of(lines);
        }
        return Decision.of(lines)
                .open(
                        new ConfigBranch(repository.get(), request.target()).toString(),
                        heard.subject(),
                        new RequestHeard(repository.get(), request.target(), request.source()));
    }
}
