package dev.slipway.console.inbound.catalog;

import dev.slipway.console.core.catalog.Document;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Channel;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.catalog.Revision;
import dev.slipway.events.values.Release;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a file of documents. What a document declares and this version does not know is refused with its line, never ignored. */
final class ProjectReader {
    private static final LoadSettings YAML =
            LoadSettings.builder().setUseMarks(true).build();
    private static final List<String> FORGES =
            List.of("gitlab", "github", "gitea", "forgejo", "gogs", "gitee", "bitbucket", "bitbucket-server");
    private final List<String> clusters;

    /** @param clusters those that have a sync-service */
    ProjectReader(List<String> clusters) {
        this.clusters = List.copyOf(clusters);
    }

    List<Document> read(String file, String text) {
        var problems = new Problems(file);
        var documents = new ArrayList<Document>();
        try {
            for (var node : new Compose(YAML).composeAllFromString(text)) {
                if (!node.getTag().equals(Tag.NULL)) {
                    documents.add(document(file, node));
                }
            }
        } catch (MarkedYamlEngineException e) {
            problems.add(e.getProblemMark(), "no YAML: " + e.getProblem() + "; mend it here or just above");
        } catch (YamlEngineException e) {
            problems.add(Optional.empty(), "no YAML: " + e.getMessage());
        } catch (StackOverflowError e) {
            problems.add(Optional.empty(), "nested too deeply to be read");
        }
        if (!problems.isEmpty()) {
            documents.add(new Document(file, null, null, problems.inOrder()));
        }
        return documents;
    }

    private Document document(String file, Node node) {
        var problems = new Problems(file);
        var fields = new Fields(
                "the document",
                node,
                problems,
                Set.of("version", "kind", "project", "repositories", "applications", "environments", "channels"));
        fields.oneOf("version", List.of("1"));
        fields.oneOf("kind", List.of("project"));
        var project = project(fields, problems);
        var name = nameOf(node);
        return new Document(file, name, problems.isEmpty() ? project : null, problems.inOrder());
    }

    private static @Nullable String nameOf(Node node) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(e -> e.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals("project"))
                        .map(e -> e.getValueNode() instanceof ScalarNode value ? value.getValue() : null)
                        .filter(value -> value != null && Rule.NAME.admits(value))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private Project project(Fields document, Problems problems) {
        var name = document.text("project", Rule.NAME);
        document.required("repositories");
        document.required("applications");
        document.required("environments");
        var repositories = document.list("repositories", "repository", Keys.REPOSITORY);
        var read = repositories.stream().map(ProjectReader::repository).toList();
        var repositoryNames = read.stream().map(Repository::name).toList();
        var applications = document.list("applications", "application", Keys.APPLICATION).stream()
                .map(fields -> application(fields, repositoryNames, problems))
                .toList();
        var declared = document.list("environments", "environment", Keys.ENVIRONMENT);
        var environments = declared.stream()
                .map(fields -> environment(fields, applications, repositoryNames, problems))
                .toList();
        declared.forEach(fields -> Promotions.check(fields, environments, problems));
        var environmentNames = environments.stream().map(Environment::name).toList();
        var channels = document.list("channels", "channel", Keys.CHANNEL).stream()
                .map(fields -> channel(fields, environmentNames, problems))
                .toList();
        var project = new Project(name, read, applications, environments, channels);
        StatusFields.check(declared, project, problems);
        return project;
    }

    private static Repository repository(Fields fields) {
        return new Repository(
                fields.text("name", Rule.NAME),
                fields.oneOf("forge", FORGES),
                fields.text("path", Rule.FORGE_PATH),
                GitAddress.whole(fields.text("url", Rule.URL)),
                fields.optionalText("credentials", Rule.SECRET),
                fields.optionalText("hook", Rule.SECRET));
    }

    private static Application application(Fields fields, Collection<String> repositories, Problems problems) {
        var build = fields.optionalMap("build", Keys.BUILD);
        if (fields.text("name").equals(Release.CONFIG)) {
            problems.add(
                    fields.at("name"),
                    "'config' is how releases of the configuration itself are called; choose another name");
        }
        return new Application(
                fields.text("name", Rule.NAME),
                reference(fields, "repository", repositories, problems),
                fields.text("image", Rule.IMAGE),
                build == null ? new Application.Build("local", "Dockerfile", ".") : build(build, problems),
                fields.optionalText("hook", Rule.SECRET));
    }

    private static Application.Build build(Fields fields, Problems problems) {
        var builder = fields.has("builder") ? fields.oneOf("builder", List.of("local", "external")) : "local";
        if (fields.has("tag") && !builder.equals("external")) {
            problems.add(
                    fields.at("tag"),
                    "'tag' says where an external builder puts images; remove it, or use builder: external");
        }
        var paths = fields.texts("paths");
        paths.forEach(path -> fields.check("paths", path, Rule.FILES));
        return new Application.Build(
                builder,
                path(fields, "dockerfile", "Dockerfile"),
                path(fields, "context", "."),
                paths,
                fields.optionalText("tag", Rule.TAG));
    }

    private Environment environment(
            Fields fields, List<Application> applications, Collection<String> repositories, Problems problems) {
        var config = fields.map("config", Keys.CONFIG);
        var engine = EngineFields.of(fields, clusters, problems);
        var environment = new Environment(
                fields.text("name", Rule.NAME),
                Promotions.branch(fields, problems),
                cluster(fields, problems),
                fields.text("namespace", Rule.NAMESPACE),
                ConfigFields.of(config, reference(config, "repository", repositories, problems), problems),
                engine,
                RollbackFields.read(fields.optionalMap("rollback", Keys.ROLLBACK)),
                Promotions.of(fields),
                revision(fields, problems),
                StatusFields.of(fields),
                SyncFields.of(fields, engine, problems));
        refuseCircle(environment, config, applications, problems);
        return environment;
    }

    private static @Nullable String revision(Fields fields, Problems problems) {
        var revision = fields.optionalText("revision", Rule.REVISION);
        if (revision != null && Revision.of(revision).isEmpty()) {
            problems.add(
                    fields.at("revision"),
                    "'" + revision
                            + "' is no range of versions; write ~3.7 (up to the next minor), ^3.7 (up to the next major), a tag or a commit");
        }
        return revision;
    }

    private String cluster(Fields fields, Problems problems) {
        var cluster = fields.text("cluster", Rule.NAME);
        if (!cluster.isEmpty() && !clusters.contains(cluster)) {
            problems.add(
                    fields.at("cluster"),
                    "cluster '" + cluster + "' is not known; use one of " + clusters
                            + ", or add it to the setting slipway.clusters");
        }
        return cluster;
    }

    /** A config branch that is built itself would be built again for each of its own commits. */
    private static void refuseCircle(
            Environment environment, Fields config, List<Application> applications, Problems problems) {
        var built = applications.stream()
                .anyMatch(a -> a.repository().equals(environment.config().repository()));
        if (built
                && !environment.branch().isEmpty()
                && environment.follows(environment.config().branch())) {
            problems.add(
                    config.at("branch"),
                    "the environment follows its own config branch '"
                            + environment.config().branch()
                            + "', so that each of its commits would be built again; use another branch");
        }
    }

    private static Channel channel(Fields fields, Collection<String> environments, Problems problems) {
        var of = fields.texts("environments");
        of.stream()
                .filter(name -> !environments.contains(name))
                .forEach(name -> problems.add(fields.at("environments"), unknown("environment", name)));
        var on = fields.texts("on");
        on.stream()
                .filter(word -> !Keys.TOLD.contains(word))
                .forEach(word -> problems.add(
                        fields.at("on"),
                        "'on: " + word + "' is not known to this version of Slipway; use "
                                + String.join(" or ", Keys.TOLD)));
        return new Channel(
                fields.text("name", Rule.NAME),
                fields.oneOf("type", List.of("feishu")),
                fields.text("secret", Rule.SECRET),
                of,
                on);
    }

    private static String path(Fields fields, String key, String otherwise) {
        var value = fields.optionalText(key, Rule.PATH);
        return value == null ? otherwise : value;
    }

    private static String reference(Fields fields, String key, Collection<String> known, Problems problems) {
        var name = fields.text(key);
        if (!name.isEmpty() && !known.contains(name)) {
            problems.add(fields.at(key), unknown(key, name));
        }
        return name;
    }

    private static String unknown(String what, String name) {
        return "there is no " + what + " '" + name + "' in this project; declare it, or correct the name";
    }
}
