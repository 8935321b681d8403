package org.seedbank.cli;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command's help has examples of it, and the program takes them as they stand there. */
class HelpExamplesTest {

    @Test
    void every_command_has_two_to_four_of_its_own() {
        Map<String, List<HelpExample>> all = HelpExample.all().stream()
                .collect(groupingBy(HelpExample::command, LinkedHashMap::new, Collectors.toList()));

        assertThat(all).hasSizeGreaterThan(70);
        all.forEach((command, examples) -> {
            assertThat(examples).as(command).hasSizeBetween(2, 4);
            assertThat(examples).as(command).anySatisfy(each -> assertThat(each.line())
                    .contains(("seedbank " + command).strip()));
        });
    }

    @Test
    void each_can_be_typed_as_it_stands() {
        CommandLine program = HelpExample.program();
        assertThat(HelpExample.all()).allSatisfy(example -> {
            assertThat(example.line()).hasSizeLessThanOrEqualTo(78);
            assertThat(example.words()).first().isEqualTo("seedbank");
            String[] arguments = example.words().stream().skip(1).toArray(String[]::new);
            assertThatCode(() -> program.parseArgs(arguments))
                    .as(example.line())
                    .doesNotThrowAnyException();
        });
    }
}
