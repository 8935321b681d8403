package org.seedbank.node.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.node.api.NodeException;

class StateFileTest {

    @TempDir
    Path folder;

    private Path path;
    private Path aside;
    private StateFile file;

    @BeforeEach
    void name() {
        path = folder.resolve("soil.json");
        aside = folder.resolve("soil.json.unreadable");
        file = new StateFile(path, 2);
    }

    @Test
    void reads_what_it_wrote() {
        file.write(depth(7));

        assertThat(read()).contains(7);
        assertThat(path).hasContent("{\"depth\":7,\"schema\":2}");
    }

    @Test
    void a_file_that_is_missing_says_nothing() {
        assertThat(read()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "[]",
                "7",
                "null",
                "{}",
                "{\"depth\":7}",
                "{\"schema\":null,\"depth\":7}",
                "{\"schema\":{},\"depth\":7}",
                "{\"schema\":[],\"depth\":7}",
                "{\"schema\":\"two\",\"depth\":7}",
                "{\"schema\":2,\"depth\":{}}",
                "{\"schema\":2}",
                "{\"schema\":2,\"depth\":7} {}",
                "\u0000\u0000\u0000"
            })
    void what_cannot_be_understood_is_kept_under_another_name(String text) throws Exception {
        Files.writeString(path, text);

        assertThat(read()).isEmpty();
        assertThat(path).doesNotExist();
        assertThat(aside).hasContent(text);
    }

    @Test
    void a_file_that_was_cut_off_is_kept_under_another_name() throws Exception {
        file.write(depth(7));
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            Files.write(path, cut);

            assertThat(read()).as("%d bytes", length).isEmpty();
            assertThat(Files.readAllBytes(aside)).isEqualTo(cut);
        }
    }

    @Test
    void nesting_without_end_is_kept_under_another_name() throws Exception {
        Files.writeString(path, "[".repeat(1_000_000));

        assertThat(read()).isEmpty();
        assertThat(aside).exists();
    }

    @Test
    void a_link_is_not_followed() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "{\"schema\":2,\"depth\":7}");
        Files.createSymbolicLink(path, secret);

        assertThat(read()).isEmpty();
        assertThat(secret).hasContent("{\"schema\":2,\"depth\":7}");
    }

    @Test
    void a_file_of_a_later_version_is_an_error_and_stays_as_it_is() throws Exception {
        Files.writeString(path, "{\"schema\":3,\"depth\":{}}");

        assertThatThrownBy(this::read)
                .isInstanceOf(NodeException.NewerState.class)
                .hasMessage("'%s' was written by a later version of seedbank (schema 3)", path);
        assertThat(path).hasContent("{\"schema\":3,\"depth\":{}}");
        assertThat(aside).doesNotExist();
    }

    @Test
    void a_file_of_an_earlier_version_is_read() throws Exception {
        Files.write(path, "{\"schema\":1,\"depth\":7}".getBytes(StandardCharsets.UTF_8));

        assertThat(read()).contains(7);
    }

    @Test
    void a_folder_that_is_gone_is_told() {
        StateFile lost = new StateFile(folder.resolve("gone/soil.json"), 2);

        assertThatThrownBy(() -> lost.write(depth(7)))
                .isInstanceOf(NodeException.StateUnusable.class)
                .hasMessage("cannot use '%s': no such file", folder.resolve("gone/soil.json"));
    }

    private Optional<Integer> read() {
        return file.read(json -> json.get("depth").getAsInt());
    }

    private static JsonObject depth(int value) {
        JsonObject json = new JsonObject();
        json.addProperty("depth", value);
        return json;
    }
}
