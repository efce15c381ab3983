package dev.slipway.git;

import java.util.List;

/**
 * What an export wrote.
 *
 * @param leftOut submodules, and symbolic links that point out of the tree
 */
public record Exported(int files, long bytes, List<String> leftOut) {}
