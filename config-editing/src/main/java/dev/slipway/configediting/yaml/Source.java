package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Node.Scalar;

/** A stretch of YAML, and where in its file each of its characters stands. */
public sealed interface Source {

    String text();

    /** The offset in the file. */
    int outer(int offset);

    /** The line in the file, counted from 1. */
    int line(int line);

    /** What each new line begins with in the file. */
    String indent();

    /** What a line ends with in the file. */
    String lineEnd();

    /** A part of the file as it stands. */
    record Part(String text, int offset, int firstLine, String lineEnd) implements Source {
        @Override
        public int outer(int inner) {
            return offset + inner;
        }

        @Override
        public int line(int line) {
            return firstLine + line;
        }

        @Override
        public String indent() {
            return "";
        }
    }

    /** YAML in a literal block of YAML, as Argo CD's {@code helm.values}. Every line of it is a line of the block. */
    record Block(String text, int[] starts, int[] outerStarts, int firstLine, String indent, String lineEnd)
            implements Source {

        static Block of(Source around, Scalar scalar) throws UnsafeYaml {
            var line = around.line(scalar.at().line());
            if (scalar.style() != Node.Style.LITERAL) {
                throw new UnsafeYaml(line, "the values are not a literal block (|)", "write them as a literal block");
            }
            var text = scalar.value();
            var lines = 1 + (int) text.chars().filter(it -> it == '\n').count();
            var starts = new int[lines];
            var outer = new int[lines];
            var from = around.text().indexOf('\n', scalar.at().content()) + 1;
            var indent = indent(around.text(), from, text);
            var inner = 0;
            for (var i = 0; i < lines; i++) {
                starts[i] = inner;
                var blank = inner >= text.length() || text.charAt(inner) == '\n';
                outer[i] = around.outer(blank ? Math.min(from, around.text().length()) : from + indent.length());
                inner = text.indexOf('\n', inner) + 1;
                var next = around.text().indexOf('\n', from) + 1;
                from = next == 0 ? around.text().length() : next;
            }
            return new Block(text, starts, outer, line + 1, around.indent() + indent, around.lineEnd());
        }

        private static String indent(String around, int from, String text) throws UnsafeYaml {
            var firstLine = text.lines().filter(it -> !it.isEmpty()).findFirst().orElse("");
            var line = around.substring(from)
                    .lines()
                    .filter(it -> !it.isBlank())
                    .findFirst()
                    .orElse("");
            if (!line.endsWith(firstLine)) {
                throw new UnsafeYaml(1, "a block of text is written in a way that is not understood", "rewrite it");
            }
            return line.substring(0, line.length() - firstLine.length());
        }

        @Override
        public int outer(int offset) {
            var low = 0;
            for (var high = starts.length - 1; low < high; ) {
                var middle = (low + high + 1) >>> 1;
                if (starts[middle] <= offset) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return outerStarts[low] + offset - starts[low];
        }

        @Override
        public int line(int line) {
            return firstLine + line;
        }
    }
}
