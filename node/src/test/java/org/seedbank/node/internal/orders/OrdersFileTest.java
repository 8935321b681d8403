package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.seedbank.swarm.SwarmKey;

class OrdersFileTest {

    private static final Path DATA = Path.of("/data");

    @TempDir
    Path home;

    private static List<OrderProgress> everyKind() {
        OrderProgress watch = standing("watch-1", new Order.Watch(DATA, DATA.resolve("target")));
        watch.place("(dev=1,ino=2)");
        watch.note("soil.torrent", new Noted("12 34", "0".repeat(40), "soil", true));
        watch.tell("fetching 'soil'");
        return List.of(
                watch,
                standing("drop-3", new Order.Drop(DATA, Optional.of("soil"), Optional.of(Duration.ofSeconds(90)))),
                standing(
                        "follow-1",
                        new Order.Follow(
                                Optional.empty(), Optional.of("é\u2028"), DATA, Optional.of(Duration.ofHours(2)))),
                standing("link-1", new Order.Link(new SwarmKey("1".repeat(40)), DATA, true)));
    }

    private static OrderProgress standing(String id, Order order) {
        return new OrderProgress(id, order, Instant.parse("2024-05-01T12:00:00.123Z"));
    }

    @Test
    void reads_back_what_it_wrote() throws Exception {
        OrdersFile file = new OrdersFile(home.resolve("orders.json"));
        file.write(everyKind(), new TreeMap<>(Map.of("watch", 1, "drop", 3)));
        byte[] written = Files.readAllBytes(home.resolve("orders.json"));
        OrdersFile.Content content = file.read();

        assertThat(content.numbers()).isEqualTo(Map.of("watch", 1, "drop", 3));
        assertThat(content.orders().stream().map(each -> each.view(Optional.empty())))
                .isEqualTo(everyKind().stream()
                        .map(each -> each.view(Optional.empty()))
                        .toList());
        file.write(content.orders(), content.numbers());
        assertThat(home.resolve("orders.json")).hasBinaryContent(written);
    }

    @Property(tries = 200)
    void reads_back_any_name(@ForAll @StringLength(min = 1, max = 20) String name) throws Exception {
        Path folder = Files.createTempDirectory("orders");
        OrdersFile file = new OrdersFile(folder.resolve("orders.json"));
        String text = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        OrderProgress standing = standing("drop-1", new Order.Drop(DATA, Optional.of(text)));
        standing.note(text, new Noted(text, text, text, false));
        file.write(List.of(standing), Map.of());
        OrderProgress read = file.read().orders().get(0);
        Files.delete(folder.resolve("orders.json"));
        Files.delete(folder);

        assertThat(read.notes()).isEqualTo(standing.notes());
        assertThat(read.order()).isEqualTo(standing.order());
    }

    @Test
    void sets_aside_a_file_that_was_cut_off_anywhere() throws Exception {
        Path path = home.resolve("orders.json");
        OrdersFile file = new OrdersFile(path);
        file.write(everyKind(), Map.of("watch", 1));
        byte[] whole = Files.readAllBytes(path);

        // Without its last byte, a newline, nothing is missing.
        for (int length = 0; length < whole.length - 1; length++) {
            byte[] torn = Arrays.copyOf(whole, length);
            Files.write(path, torn);
            OrdersFile.Content content = file.read();

            Path aside = home.resolve("orders-unusable-1.json");
            assertThat(content.orders()).isEmpty();
            assertThat(content.warning())
                    .contains(
                            "'%s' could not be understood and is kept as 'orders-unusable-1.json'; give your orders again"
                                    .formatted(path));
            assertThat(path).doesNotExist();
            assertThat(aside).hasBinaryContent(torn);
            Files.delete(aside);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{\"schema\":1}",
                "{\"schema\":\"1\",\"numbers\":{},\"orders\":[]}",
                "{\"schema\":1,\"numbers\":{},\"orders\":[{}]}",
                "{\"schema\":1,\"numbers\":{},\"orders\":[]} x",
                "{\"schema\":1,\"numbers\":{\"watch\":1.5},\"orders\":[]}",
                "{\"schema\":1e99,\"numbers\":{},\"orders\":[]}"
            })
    void sets_aside_what_it_does_not_understand(String text) throws IOException {
        Path path = Files.writeString(home.resolve("orders.json"), text);
        Files.writeString(home.resolve("orders-unusable-1.json"), "of another day");
        OrdersFile.Content content = new OrdersFile(path).read();

        assertThat(content.warning()).isPresent();
        assertThat(home.resolve("orders-unusable-1.json")).hasContent("of another day");
        assertThat(home.resolve("orders-unusable-2.json")).hasContent(text);
    }

    @Test
    void survives_deep_nesting() throws IOException {
        Path path = Files.writeString(home.resolve("orders.json"), "[".repeat(1_000_000));

        assertThat(new OrdersFile(path).read().warning()).isPresent();
    }

    @Test
    void leaves_the_file_of_a_later_version() throws IOException {
        Path path = Files.writeString(home.resolve("orders.json"), "{\"schema\":2,\"tasks\":[]}");

        assertThatThrownBy(() -> new OrdersFile(path).read()).isInstanceOf(NodeException.NewerState.class);
        assertThat(path).hasContent("{\"schema\":2,\"tasks\":[]}");
    }

    @Test
    void begins_with_nothing() {
        assertThat(new OrdersFile(home.resolve("orders.json")).read().warning()).isEmpty();
    }
}
