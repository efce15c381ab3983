package dev.slipway.console.inbound.web;

import dev.slipway.console.core.delivery.DeliveryView.CommandKind;
import dev.slipway.console.core.delivery.DeliveryView.StepName;
import dev.slipway.console.core.delivery.Phase;
import dev.slipway.console.core.delivery.State;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Segment;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages say, in English. */
@MessageBundle("say")
public interface Messages {

    @Message("Deliveries")
    String deliveries();

    @Message("Catalog")
    String catalog();

    @Message("Sign in")
    String sign_in();

    @Message("Sign out")
    String sign_out();

    @Message("Name")
    String name();

    @Message("Password")
    String password();

    @Message("Name or password is wrong. After several wrong passwords wait half a minute.")
    String refused();

    @Message("No delivery yet. Push to a branch that an environment follows, and its way appears here.")
    String no_delivery();

    @Message("Older")
    String older();

    @Message("Newest")
    String newest();

    @Message("in {took}")
    String in(String took);

    @Message("since {since}")
    String since(String since);

    @Message("what to do")
    String what_to_do();

    @Message("seen")
    String seen();

    @Message("failed in {where}")
    String failed_in(String where);

    @Message("Releases")
    String releases();

    @Message("Builds")
    String builds();

    @Message("Causes")
    String causes();

    @Message("Messages")
    String messages();

    @Message("Events (raw)")
    String events();

    @Message("not told")
    String not_told();

    @Message("{ready} pods ready")
    String pods(int ready);

    @Message("waits for its first build")
    String waits();

    @Message("a push that no environment follows")
    String idle();

    @Message("Declared projects")
    String declared();

    @Message("Nothing is declared yet. Put a document (version: 1, kind: project) into the catalog's folder.")
    String nothing_declared();

    @Message("Problems")
    String problems();

    @Message("No problems: every document holds.")
    String no_problems();

    @Message("A document with a problem changes nothing: what it declared before still holds.")
    String problems_mean();

    @Message("managed by")
    String managed_by();

    @Message("after")
    String comes_after();

    @Message("by hand")
    String by_hand();

    @Message("pinned to {revision}")
    String pinned_to(String revision);

    @Message("by merge request")
    String by_merge_request();

    @Message("Not found")
    String missing();

    @Message("There is nothing here. The delivery may be younger than what has been read yet.")
    String missing_means();

    @Message("The console's database does not answer")
    String away();

    @Message(
            "Deliveries go on; only looking at them waits. Nothing is lost. Reload in a moment; if this lasts, look at the database.")
    String away_means();

    @Message("live updates stopped; trying again")
    String offline();

    @Message("Skip to content")
    String skip();

    @Message("{#when state}{#is WORKING}working{#is LIVE}live{#is WAITS_FOR_A_PERSON}waits for a person"
            + "{#is WAITS_FOR_TIME}waits for time{#is FAILED}failed{#is ROLLED_BACK}rolled back{#is DONE}done{#is UNKNOWN}unknown"
            + "{#is NO_EFFECT}no effect{/when}")
    String state(State state);

    @Message("{#when phase}{#is QUEUED}queued{#is BUILDING}building{#is BUILT}built{#is SKIPPED}skipped"
            + "{#is REQUESTED}requested{#is HELD}held{#is PROPOSED}to be merged{#is COMMITTED}committed{#is AWAITING_SYNC}awaiting sync{#is AWAITING_TIME}awaiting its time{#is SYNCING}syncing{#is ROLLING_OUT}rolling out"
            + "{#is LIVE}live{#is UNCHANGED}unchanged{#is SUPERSEDED}superseded{#is FAILED}failed{/when}")
    String phase(Phase phase);

    @Message(
            "{by}: {#when what}{#is ROLLBACK}roll {application} back in {environment}{#is HOLD}hold {application} in {environment}"
                    + "{#is FREE}free {application} in {environment}{#is PROMOTE}promote {application} to {environment}{#is DEPLOY}deploy {application} to {environment}{#is SYNC}sync {environment}{#is INSTALL}install {application} in cluster {environment}{/when}")
    String asked(String by, CommandKind what, String application, String environment);

    @Message(
            "{#when origin}{#is ROLLBACK}rollback{#is AUTO_ROLLBACK}automatic rollback{#is PROMOTION}promotion{#is PIN}pin{#is DEPLOY}deployed by hand{/when}")
    String origin(Origin origin);

    @Message("to release {rank}")
    String to_release(String rank);

    @Message("Lines")
    String lines();

    @Message("held")
    String line_held();

    @Message("freed")
    String line_freed();

    @Message("a newer push frees it, unless it is forced; or a person: slipway free")
    String line_frees_itself();

    @Message("a person frees it: slipway free")
    String line_needs_a_person();

    @Message("{#when step}{#is RECEIVED}received{#is BUILD}build{#is COMMIT}commit{#is SYNC}sync{#is ROLLOUT}rollout"
            + "{#is TOLD}told{/when}")
    String step(StepName step);

    @Message("{#when segment}{#is GIT}Git{#is BUILD}build{#is REGISTRY}registry{#is CONFIG}config{#is ENGINE}engine"
            + "{#is CLUSTER}cluster{#is CHAT}chat{/when}")
    String segment(Segment segment);

    @Message("GitOps")
    String engines();

    @Message("Nothing was seen of an engine yet. Each environment appears here once it has a release.")
    String no_engine();

    @Message("{count} resources")
    String resources(int count);

    @Message(
            "{#when health}{#is HEALTHY}healthy{#is PROGRESSING}progressing{#is DEGRADED}degraded{#is SUSPENDED}suspended{#is MISSING}missing{#else}unknown{/when}")
    String health(EngineHealth health);

    @Message("Engines of the clusters")
    String cluster_engines();

    @Message("{#when health}{#is HEALTHY}runs{#is DEGRADED}in trouble{#is MISSING}not installed{#else}unknown{/when}")
    String engine_health(EngineHealth health);

    @Message("installing: {applied} of {objects} objects")
    String installing(int applied, int objects);

    @Message("installation is about to begin")
    String installation_begins();

    @Message("installed: {objects} objects")
    String installed(int objects);

    @Message("installation failed")
    String installation_failed();

    @Message("Installation")
    String installation();

    @Message("{#when sync}{#is SYNCED}in sync{#is OUT_OF_SYNC}out of sync{#else}not compared{/when}")
    String sync(EngineSync sync);

    @Message("Deploy …")
    String deploy();

    @Message("Deploy {application} to {environment}")
    String deploy_title(String application, String environment);

    @Message("Image")
    String image();

    @Message("tag, digest or commit; empty: the one that is there")
    String image_means();

    @Message("Replicas")
    String replicas();

    @Message("Environment variables")
    String env();

    @Message("a line each: NAME=VALUE, or container:NAME=VALUE. Secrets belong in a Secret")
    String env_means();

    @Message("Requests")
    String requests();

    @Message("Limits")
    String limits();

    @Message("a line each: cpu=500m")
    String quantities_mean();

    @Message("Other values")
    String other_values();

    @Message("a line each: FILE:PATH=VALUE, like values.yaml:flags.search=true")
    String other_values_mean();

    @Message("Commit message")
    String commit_message();

    @Message("Preview")
    String preview();

    @Message("Commit")
    String commit();

    @Message("Everything is as wanted already.")
    String nothing_changes();

    @Message("holds a Secret; its lines are not shown")
    String withheld();

    @Message("The line is held: {why}")
    String held_line(String why);

    @Message("Fields")
    String changed_fields();

    @Message("New commit on {branch}, upon")
    String new_commit(String branch);

    @Message("This cannot be deployed")
    String not_possible();

    @Message("Sync now")
    String sync_now();

    @Message("Roll back …")
    String roll_back();

    @Message("Roll {application} back in {environment}")
    String rollback_title(String application, String environment);

    @Message("Roll back")
    String roll_back_now();

    @Message("There now")
    String there_now();

    @Message("Back to")
    String back_to();

    @Message("what was live before: {release}")
    String back_before(String release);

    @Message(
            "No release of this line is in Git that could come back yet. Each appears here once it has been committed.")
    String nothing_to_go_back_to();

    @Message("Why")
    String why_back();

    @Message("At once")
    String at_once();

    @Message(
            "the engine goes back first, Git beside it; refused where anything else in the environment has changed since")
    String at_once_means();

    @Message(
            "It is a release of its own, in a new commit; and the line is held until a newer push that is not forced, or slipway free.")
    String rollback_means();

    @Message("This cannot be rolled back")
    String not_back();

    @Message(
            "config-updater brings back release {release} to {line} and holds the line: until a newer push that is not forced, or slipway free")
    String ahead_back(String line, String release);

    @Message("no release is let into {line} until somebody frees it: slipway free")
    String ahead_held(String line);

    @Message(
            "config-updater brings the newest that was live before it to {line}, if it was live in all environments that come before")
    String ahead_newest(String line);

    @Message("config-updater brings release {release} to {line}, if it was live in all environments that come before")
    String ahead_promoted(String line, String release);

    @Message("releases are let into {line} again")
    String ahead_free(String line);

    @Message("releases are let into {line} again, first the one that waits: {release}")
    String ahead_waiting(String line, String release);

    @Message("config-updater writes it to {line} in one commit, or says why not")
    String ahead_deployed(String line);

    @Message(
            "the engine takes {line} back to release {release} at once, if nothing else in its environment has changed since; config-updater writes it to Git and holds the line")
    String ahead_at_once(String line, String release);

    @Message(
            "the sync-service of the cluster reads the manifest of {engine}, compares it with its checksum, and installs it")
    String ahead_installed(String engine);

    @Message(
            "{environment} is synced once more to what Git says; a release that had failed there goes on in its own delivery")
    String ahead_synced(String environment);

    @Message(
            "{environment} is synced to what Git says, if something waits there: its strategy '{strategy}' lets it through this once")
    String ahead_let_through(String environment, String strategy);
}
