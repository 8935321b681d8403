package org.seedbank.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeVariablesTest {

    @Test
    void a_relative_folder_is_refused_and_the_whole_path_is_proposed() {
        UsageFault fault = HomeVariables.fault(Map.of("SEEDBANK_HOME", "x")).orElseThrow();

        assertThat(fault.message()).isEqualTo("SEEDBANK_HOME is 'x', which is another folder wherever you are");
        assertThat(fault.remedy())
                .isEqualTo("set it to a whole path, such as SEEDBANK_HOME="
                        + Path.of("x").toAbsolutePath());
        assertThat(HomeVariables.fault(Map.of("SEEDBANK_CACHE", "./cache"))).isPresent();
    }

    @Test
    void a_file_and_a_link_to_nothing_are_refused_also_above_the_folder(@TempDir Path temp) throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "");
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("gone"));
        Path good = Files.createSymbolicLink(temp.resolve("good"), Files.createDirectory(temp.resolve("folder")));

        assertThat(message(file)).isEqualTo("SEEDBANK_HOME is '%s', and '%s' is no folder".formatted(file, file));
        assertThat(message(file.resolve("below"))).endsWith("and '%s' is no folder".formatted(file));
        assertThat(message(link.resolve("below")))
                .endsWith("and '%s' is a link that leads to no folder".formatted(link));
        assertThat(HomeVariables.fault(
                        Map.of("SEEDBANK_HOME", good.resolve("new/home").toString())))
                .isEmpty();
    }

    private static String message(Path home) {
        return HomeVariables.fault(Map.of("SEEDBANK_HOME", home.toString()))
                .orElseThrow()
                .message();
    }

    @Test
    void whole_paths_and_none_are_taken() {
        assertThat(HomeVariables.fault(Map.of("SEEDBANK_HOME", "/x", "SEEDBANK_CACHE", "")))
                .isEmpty();
        assertThat(HomeVariables.fault(Map.of())).isEmpty();
    }
}
