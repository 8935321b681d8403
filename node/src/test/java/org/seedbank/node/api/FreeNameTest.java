package org.seedbank.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.Node;
import org.seedbank.node.NodeBench;

/** Datasets that come by themselves find a name where theirs is taken. */
class FreeNameTest {

    @TempDir
    Path folder;

    private NodeBench bench;
    private Node node;
    private Metainfo first;
    private Metainfo second;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        node = bench.node("station");
        first = run("a/run", "first");
        second = run("b/run", "second");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void the_second_of_a_name_is_called_by_its_digest_too() throws Exception {
        assertThat(FreeName.add(node, fetched(first)).path())
                .isEqualTo(bench.path("data/run").toString());

        DatasetView view = FreeName.add(node, fetched(second));

        String name = "run-" + second.datasetDigest().orElseThrow().hex().substring(0, 8);
        assertThat(view.path()).isEqualTo(bench.path("data/" + name).toString());
        assertThat(view.otherName()).contains(name);
        assertThat(view.called()).isEqualTo("'run' as '%s'".formatted(name));
    }

    @Test
    void the_same_again_is_the_same_place() throws Exception {
        FreeName.add(node, fetched(first));
        DatasetView view = FreeName.add(node, fetched(second));

        assertThat(FreeName.add(node, fetched(second)).path()).isEqualTo(view.path());
        assertThat(FreeName.add(node, fetched(first)).path())
                .isEqualTo(bench.path("data/run").toString());
        assertThat(node.datasets()).hasSize(2);
    }

    @Test
    void what_a_person_has_there_keeps_its_name() throws Exception {
        bench.write("data/run", "a file of mine");

        DatasetView view = FreeName.add(node, fetched(first));

        assertThat(view.path())
                .isEqualTo(bench.path("data/" + FreeName.other(first)).toString());
        assertThat(bench.path("data/run")).hasContent("a file of mine");
    }

    @Test
    void a_name_that_hides_itself_finds_no_other_even_where_it_is_taken() throws Exception {
        bench.write("hidden/.profile", "a stranger's");
        Metainfo hidden = bench.torrent("hidden/.profile");
        bench.write("data/.profile", "settings of mine");

        assertThatThrownBy(() -> FreeName.add(node, fetched(hidden)))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessageContaining("begins with a dot");
        assertThat(node.datasets()).isEmpty();
    }

    @Test
    void where_both_names_are_taken_it_is_refused() throws Exception {
        FreeName.add(node, fetched(first));
        node.add(NewDataset.fetched(run("c/run", "third"), bench.path("data"), "get")
                .named(FreeName.other(second)));

        assertThatThrownBy(() -> FreeName.add(node, fetched(second))).isInstanceOf(NodeException.PlaceTaken.class);
    }

    @Test
    void kinds_lengths_and_strange_files_tell_another_and_missing_files_do_not() throws Exception {
        Path root = bench.path("there/run");
        assertThat(FreeName.isAnothers(first, root)).isFalse();
        Files.createDirectories(root);
        assertThat(FreeName.isAnothers(first, root)).isFalse();

        Files.writeString(root.resolve("notes.txt"), "mine");
        assertThat(FreeName.isAnothers(first, root)).isTrue();
        Files.writeString(root.resolve("run.csv"), "first");
        assertThat(FreeName.isAnothers(first, root)).isFalse();
        Files.writeString(root.resolve("run.csv"), "of another length");
        assertThat(FreeName.isAnothers(first, root)).isTrue();
    }

    private NewDataset fetched(Metainfo torrent) {
        return NewDataset.fetched(torrent, bench.path("data"), "follow-1");
    }

    private Metainfo run(String path, String text) throws Exception {
        bench.write(path + "/run.csv", text);
        return bench.torrent(path);
    }
}
