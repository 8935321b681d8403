package org.seedbank.node.internal.places;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.SwarmKey;

class PlacesTest {

    private static final SwarmKey SOIL = new SwarmKey("a".repeat(40));
    private static final SwarmKey ICE = new SwarmKey("b".repeat(40));

    @TempDir
    Path temporary;

    private Path folder;
    private long nanos;
    private final Places places = new Places(() -> nanos);

    @BeforeEach
    void folders() throws Exception {
        folder = Files.createDirectories(temporary.toRealPath().resolve("data"));
    }

    @Test
    void a_place_where_another_lies_is_refused_with_both_names() {
        assertThatThrownBy(() -> place(fetched("run"), published("run")))
                .isInstanceOf(NodeException.PlaceTaken.class)
                .hasMessage("'ice' cannot be fetched to '%1$s': the node has 'soil' (aaaaaaaa) there, at '%1$s'"
                        .formatted(folder.resolve("run")));
    }

    @Test
    void a_place_inside_that_of_another_is_refused_and_one_above_it_too() {
        assertThatThrownBy(() -> place(fetched("run/2024/ice"), published("run")))
                .hasMessageContaining("the node has 'soil' (aaaaaaaa) around it");
        assertThatThrownBy(() -> place(fetched("run"), published("run/2024/soil")))
                .hasMessageContaining("the node has 'soil' (aaaaaaaa) inside it");
    }

    @Test
    void nothing_is_published_from_where_something_is_fetched_to() {
        assertThatThrownBy(() -> place(publishing(""), fetching("run"))).hasMessageContaining("inside it");
        assertThatThrownBy(() -> place(publishing("run/part"), fetching("run"))).hasMessageContaining("around it");
    }

    @Test
    void what_was_published_may_overlap_because_nothing_is_written_there() {
        assertThatCode(() -> place(publishing("run/part"), published("run"))).doesNotThrowAnyException();
        assertThatCode(() -> place(publishing(""), published("run"))).doesNotThrowAnyException();
    }

    @Test
    void a_name_that_only_begins_like_another_is_free() {
        assertThatCode(() -> place(fetched("run-2"), fetching("run"))).doesNotThrowAnyException();
        assertThatCode(() -> place(fetched("ru"), fetching("run"))).doesNotThrowAnyException();
    }

    @Test
    void the_folder_in_which_another_arrives_is_taken() {
        Path incoming = Path.of(".seedbank-incoming-" + "a".repeat(16));
        assertThatThrownBy(() -> place(fetched(incoming.resolve("ice").toString()), fetching("run")))
                .hasMessageContaining("around it");
    }

    @Test
    void links_above_a_place_are_followed() throws Exception {
        Files.createDirectory(folder.resolve("disk"));
        Files.createSymbolicLink(folder.resolve("alias"), folder.resolve("disk"));

        assertThatThrownBy(() -> place(fetched("alias/run"), fetching("disk/run")))
                .hasMessageContaining("there");
        assertThatThrownBy(() -> place(fetched("disk/run/x"), fetching("alias/run")))
                .hasMessageContaining("around");
    }

    @Test
    void a_link_that_leads_elsewhere_by_now_is_looked_at_anew() throws Exception {
        Files.createDirectory(folder.resolve("disk"));
        Path alias = Files.createDirectory(folder.resolve("alias"));
        assertThatCode(() -> place(fetched("alias/run"), fetching("disk/run"))).doesNotThrowAnyException();

        Files.delete(alias);
        Files.createSymbolicLink(alias, folder.resolve("disk"));
        nanos += Duration.ofMinutes(1).toNanos();

        assertThatThrownBy(() -> place(fetched("disk/run"), fetching("alias/run")))
                .hasMessageContaining("there");
    }

    @Test
    void the_same_dataset_does_not_stand_in_its_own_way() {
        DatasetPlace soil = new DatasetPlace(SOIL, "soil", folder.resolve("run"), false);
        assertThatCode(() -> place(soil, soil)).doesNotThrowAnyException();
    }

    private void place(DatasetPlace wanted, DatasetPlace other) {
        places.look(wanted, List.of(other));
        places.require(wanted, List.of(other));
    }

    private DatasetPlace fetched(String path) {
        return new DatasetPlace(ICE, "ice", folder.resolve(path), false);
    }

    private DatasetPlace publishing(String path) {
        return new DatasetPlace(ICE, "ice", folder.resolve(path), true);
    }

    private DatasetPlace published(String path) {
        return new DatasetPlace(SOIL, "soil", folder.resolve(path), true);
    }

    private DatasetPlace fetching(String path) {
        return new DatasetPlace(SOIL, "soil", folder.resolve(path), false);
    }
}
