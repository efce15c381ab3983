package dev.slipway.events.catalog;

import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.RepositoryRef;
import java.util.List;
import java.util.Optional;

/** A team's unit, as its document declares it. */
public record Project(
        String project,
        List<Repository> repositories,
        List<Application> applications,
        List<Environment> environments,
        List<Channel> channels) {

    public Project {
        repositories = List.copyOf(repositories);
        applications = List.copyOf(applications);
        environments = List.copyOf(environments);
        channels = List.copyOf(channels);
    }

    public Optional<Repository> repository(String name) {
        return repositories.stream().filter(r -> r.name().equals(name)).findFirst();
    }

    public Optional<Application> application(String name) {
        return applications.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    public Optional<Environment> environment(String name) {
        return environments.stream().filter(e -> e.name().equals(name)).findFirst();
    }

    public List<Environment> environmentsOn(String branch) {
        return environments.stream().filter(e -> e.follows(branch)).toList();
    }

    public RepositoryRef ref(Repository repository) {
        return new RepositoryRef(project, repository.name());
    }

    public ApplicationRef ref(Application application) {
        return new ApplicationRef(project, application.name());
    }

    public EnvironmentRef ref(Environment environment) {
        return new EnvironmentRef(project, environment.name());
    }
}
