package org.seedbank.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
    void whole_paths_and_none_are_taken() {
        assertThat(HomeVariables.fault(Map.of("SEEDBANK_HOME", "/x", "SEEDBANK_CACHE", "")))
                .isEmpty();
        assertThat(HomeVariables.fault(Map.of())).isEmpty();
    }
}
