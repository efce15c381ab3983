package dev.slipway.buildservice.outbound.assembler;

import dev.slipway.buildservice.outbound.assembler.dockerfile.DockerfileRefused;
import dev.slipway.buildservice.outbound.assembler.dockerfile.Instruction;
import dev.slipway.buildservice.outbound.assembler.dockerfile.Keyword;
import dev.slipway.buildservice.outbound.assembler.files.FileTree;
import dev.slipway.buildservice.outbound.assembler.files.FilesRefused;
import dev.slipway.buildservice.outbound.assembler.files.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads COPY and ADD. */
final class CopyReading {
    private static final Pattern URL = Pattern.compile("^(https?://|git@|git://|ssh://).*");
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(tar|tgz|tbz2|txz|tar\\.(gz|bz2|xz|zst))$");
    private static final String NUMBERS = "Write numbers, for example --chown=1001:1001";

    /** Where files come from: the build context, or another stage. */
    interface Sources {
        FileTree context() throws IOException, FilesRefused;

        Stage stage(Instruction line, String nameOrIndex) throws IOException, DockerfileRefused;
    }

    private final Sources sources;
    private final int filesMax;

    CopyReading(Sources sources, int filesMax) {
        this.sources = sources;
        this.filesMax = filesMax;
    }

    void read(Instruction line, Stage into) throws IOException, DockerfileRefused {
        var words = new ArrayList<String>();
        for (var word : line.array().orElseGet(line::words)) {
            words.add(line.expand(word, into.variables()));
        }
        if (words.size() < 2) {
            throw line.refused(line.keyword() + " needs a source and a destination", "Complete the line");
        }
        var destination = destination(words.removeLast(), into);
        if (words.size() > 1 && !destination.endsWith("/")) {
            throw line.refused(
                    line.keyword() + " has several sources, so its destination is a folder", "End it with a slash");
        }
        try {
            var copy = new Copy(from(line, words, into), into.files, attributes(line, into), filesMax);
            var changes = copy.run(words, destination);
            if (!changes.isEmpty()) {
                into.layers.add(new Layer(line.keyword() + " " + line.arguments(), changes));
                warn(line, into, destination, copy.linksFollowed());
            }
        } catch (FilesRefused e) {
            throw line.refused(e.seen(), e.nextStep());
        }
    }

    private FileTree from(Instruction line, Iterable<String> names, Stage into)
            throws IOException, DockerfileRefused, FilesRefused {
        var origin = line.flags().get("from");
        if (origin != null) {
            var stage = sources.stage(line, line.expand(origin, into.variables()));
            if (stage.base.isPresent()) {
                refuseWhatTheBaseMayHold(line, names, stage);
            }
            return stage.files;
        }
        if (line.keyword() == Keyword.ADD) {
            refuseWhatOnlyAddCanDo(line, names);
        }
        return sources.context();
    }

    private static void refuseWhatTheBaseMayHold(Instruction line, Iterable<String> names, Stage stage)
            throws DockerfileRefused {
        for (var name : names) {
            if (!(stage.files.find(Paths.clean(name)).orElse(null) instanceof Node.File)) {
                throw line.refused(
                        name + " may come from the stage's base image, which the local builder doesn't open",
                        "Use a builder that runs commands, or copy single files that the stage itself copied");
            }
        }
    }

    private static void refuseWhatOnlyAddCanDo(Instruction line, Iterable<String> names) throws DockerfileRefused {
        for (var name : names) {
            if (URL.matcher(name).matches()) {
                throw line.refused("ADD would download " + name, "Put the file into the repository and COPY it");
            }
            if (ARCHIVE.matcher(name).matches()) {
                throw line.refused("ADD would unpack " + name, "Use COPY, or put its files into the repository");
            }
        }
    }

    private static Copy.Attributes attributes(Instruction line, Stage into) throws DockerfileRefused {
        var owner = Optional.<String>empty();
        var chown = line.flags().get("chown");
        if (chown != null) {
            var text = line.expand(chown, into.variables());
            owner = Ownership.of(text);
            if (owner.isEmpty()) {
                throw line.refused("--chown=%s names a user".formatted(text), NUMBERS);
            }
        }
        var chmod = line.flags().get("chmod");
        if (chmod == null) {
            return new Copy.Attributes(owner, Optional.empty());
        }
        var mode = line.expand(chmod, into.variables());
        if (!mode.matches("0?[0-7]{3}")) {
            throw line.refused("--chmod=%s can't be carried".formatted(mode), "Write three octal digits, such as 755");
        }
        return new Copy.Attributes(owner, Optional.of(Integer.parseInt(mode, 8)));
    }

    private static String destination(String word, Stage into) {
        var path = into.absolute(word);
        var isFolder = word.isEmpty() || word.equals(".") || word.endsWith("/") || word.endsWith("/.");
        return isFolder && !path.equals("/") ? path + "/" : path;
    }

    private static void warn(Instruction line, Stage into, String destination, int links) {
        if (links > 0) {
            into.warnings.add("%s:%d: %d symbolic links are copied as the files that they lead to"
                    .formatted(line.file(), line.line(), links));
        }
        if (into.base.isPresent() && destination.matches("/(var/)?tmp(/.*)?")) {
            into.warnings.add("%s:%d: copying below %s takes away its sticky bit"
                    .formatted(line.file(), line.line(), destination));
        }
    }
}
