package dev.slipway.configediting;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The words of a file, as numbers: what stands between characters that no part of an image's name has. An image is named by a value that
 * ends with the last part of its name, or has a tag or digest behind it: so that part is a word of the file, or the file holds an escape.
 */
public final class FileWords {
    private static final FileWords ANY = new FileWords(new int[0], true);
    private final int[] sorted;
    private final boolean any;

    private FileWords(int[] sorted, boolean any) {
        this.sorted = sorted;
        this.any = any;
    }

    public static FileWords of(byte[] file) {
        var found = new int[16];
        var count = 0;
        var hash = 0;
        var length = 0;
        for (var at = 0; at <= file.length; at++) {
            byte c = at < file.length ? file[at] : (byte) ' ';
            if (c == '\\') {
                return ANY;
            }
            if (isOfName(c)) {
                hash = 31 * hash + c;
                length++;
            } else if (length > 0) {
                found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                found[count++] = hash;
                hash = 0;
                length = 0;
            }
        }
        return new FileWords(distinct(found, count), false);
    }

    /** Of what is not looked into. */
    public static FileWords any() {
        return ANY;
    }

    private static int[] distinct(int[] found, int count) {
        return Arrays.stream(found, 0, count).sorted().distinct().toArray();
    }

    private static boolean isOfName(byte c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }

    /** Never false where an image is named whose last part has this hash. */
    public boolean mayName(int hash) {
        return any || Arrays.binarySearch(sorted, hash) >= 0;
    }

    /** Of the last part of an image's name, which has nothing but ASCII. */
    public static int hash(String shortName) {
        var hash = 0;
        for (var c : shortName.getBytes(StandardCharsets.ISO_8859_1)) {
            hash = 31 * hash + c;
        }
        return hash;
    }
}
