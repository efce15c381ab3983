package dev.slipway.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Git as Slipway uses it must not depend on the gitconfig of whoever started it, nor ask a git program for it. */
final class HostConfigIgnored extends SystemReader.Delegate {
    private static boolean applied;

    private HostConfigIgnored(SystemReader host) {
        super(host);
    }

    static synchronized void apply() {
        if (!applied) {
            SystemReader.setInstance(new HostConfigIgnored(SystemReader.getInstance()));
            applied = true;
        }
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    private static final class Empty extends FileBasedConfig {
        Empty(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }

        /**
         * JGit would measure how fine the file system's clock is, for three seconds before its first answer, in every new
         * process, with files in the mirror. Local disks tick in 10 ms or less.
         */
        @Override
        public @Nullable String getString(String section, @Nullable String subsection, String name) {
            var asked = section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    && (name.equals(ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION)
                            || name.equals(ConfigConstants.CONFIG_KEY_MIN_RACY_THRESHOLD));
            return asked ? "20 ms" : super.getString(section, subsection, name);
        }
    }
}
