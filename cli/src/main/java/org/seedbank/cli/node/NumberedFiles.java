package org.seedbank.cli.node;

import ch.qos.logback.core.rolling.RollingPolicyBase;
import ch.qos.logback.core.rolling.RolloverFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Names for a log's older files: {@code log.1} to {@code log.3}, the oldest last. Logback's own policy takes a pattern, to
 * which not every path can be made.
 */
final class NumberedFiles extends RollingPolicyBase {

    private static final int KEPT = 3;

    private final Path file;

    NumberedFiles(Path file) {
        this.file = file;
    }

    @Override
    public String getActiveFileName() {
        return file.toString();
    }

    /** Called while the file is not open. */
    @Override
    public void rollover() {
        try {
            for (int age = KEPT; age >= 1; age--) {
                if (Files.exists(aged(age - 1))) {
                    Files.move(aged(age - 1), aged(age), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new RolloverFailure("cannot rename '%s'".formatted(file), e);
        }
    }

    private Path aged(int age) {
        return age == 0 ? file : file.resolveSibling(file.getFileName() + "." + age);
    }
}
