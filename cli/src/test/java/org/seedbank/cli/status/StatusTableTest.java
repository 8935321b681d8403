package org.seedbank.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetView;

/** The table of what a node has. */
class StatusTableTest {

    private static final DatasetView SOIL = FakeView.named("soil-2024", "1".repeat(64), "2".repeat(40))
            .traffic(new DatasetView.Moves(123_456, 123_456, 400, 200, 1, 0, 3, 1))
            .view();

    @Test
    void no_line_is_wider_than_the_terminal() {
        assertThat(StatusTable.lines(List.of(SOIL, SOIL), Map.of(), 40))
                .endsWith("247 kB/s down, 247 kB/s up")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
    }
}
