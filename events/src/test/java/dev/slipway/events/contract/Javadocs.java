package dev.slipway.events.contract;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the sources say about records and their components. */
final class Javadocs {
    private final Map<String, String> words = new HashMap<>();

    private Javadocs() {}

    static Javadocs of(Path sources) throws IOException {
        var found = new Javadocs();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(sources)) {
            var java = all.filter(file -> file.toString().endsWith(".java")).toList();
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
            var docs = DocTrees.instance(task);
            for (var unit : task.parse()) {
                found.new Scanner(docs)
                        .scan(
                                unit,
                                Objects.requireNonNull(unit.getPackageName()).toString());
            }
        }
        return found;
    }

    Optional<String> of(Class<?> type) {
        return Optional.ofNullable(words.get(type.getCanonicalName()));
    }

    Optional<String> of(Class<?> type, String component) {
        return Optional.ofNullable(words.get(type.getCanonicalName() + "#" + component));
    }

    private final class Scanner extends TreePathScanner<@Nullable Void, String> {
        private final DocTrees docs;

        private Scanner(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, String outer) {
            var name = outer + "." + type.getSimpleName();
            keep(name, getCurrentPath());
            return super.visitClass(type, name);
        }

        private void keep(String name, TreePath path) {
            var comment = docs.getDocCommentTree(path);
            if (comment == null) {
                return;
            }
            put(name, comment.getFullBody());
            parameters(comment).forEach(param -> put(name + "#" + param.getName(), param.getDescription()));
        }
    }

    private static Stream<ParamTree> parameters(DocCommentTree comment) {
        return comment.getBlockTags().stream()
                .filter(ParamTree.class::isInstance)
                .map(ParamTree.class::cast);
    }

    private void put(String name, List<? extends DocTree> text) {
        var said = text.stream()
                .map(Javadocs::plain)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
        if (!said.isEmpty()) {
            words.put(name, said);
        }
    }

    private static String plain(DocTree part) {
        return switch (part) {
            case LiteralTree literal -> literal.getBody().getBody();
            case LinkTree link -> link.getReference().getSignature();
            default -> part.toString();
        };
    }
}
