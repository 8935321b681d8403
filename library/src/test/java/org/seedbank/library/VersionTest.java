package org.seedbank.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the program says of its own build. */
class VersionTest {

    /** Every build writes it, a quick one too: a commit that is left of the build before would send whoever reads it astray. */
    @Test
    void names_the_commit_that_is_checked_out() throws Exception {
        Path tree = Path.of("").toAbsolutePath().getParent();

        assertThat(Version.commit().map(commit -> commit.replace("-dirty", ""))).isEqualTo(checkedOut(tree));
    }

    /** Empty where the sources are of no repository, or git is not installed. */
    private static Optional<String> checkedOut(Path tree) throws IOException, InterruptedException {
        if (!Files.exists(tree.resolve(".git"))) {
            return Optional.empty();
        }
        Process git;
        try {
            git = new ProcessBuilder("git", "rev-parse", "--short=12", "HEAD")
                    .directory(tree.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor() == 0 ? Optional.of(said) : Optional.empty();
    }
}
