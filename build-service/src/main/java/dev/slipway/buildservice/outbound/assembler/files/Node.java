package dev.slipway.buildservice.outbound.assembler.files;

import java.nio.file.Path;

/** Something at a path of a tree. */
public sealed interface Node {

    /** Bytes that lie in {@code source}, a regular file reached without following links. */
    record File(Path source, int mode, String owner) implements Node {}

    record Folder(int mode, String owner) implements Node {
        public static final String ROOT = "0:0";
        public static final Folder PLAIN = new Folder(0755, ROOT);
    }

    record Link(String target) implements Node {}
}
