package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.swarm.SwarmKey;

class OrderTableTest {

    private static final Path DATA = Path.of("/data");

    @TempDir
    Path home;

    private NodeDatabase database;

    @BeforeEach
    void open() throws Exception {
        database = SampleState.database(home);
    }

    @AfterEach
    void close() {
        database.close();
    }

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

    private List<OrderView> views() {
        return new OrderTable(database)
                .read().orders().stream()
                        .map(each -> each.view(Optional.empty()))
                        .toList();
    }

    private static List<OrderView> views(List<OrderProgress> orders) {
        return orders.stream().map(each -> each.view(Optional.empty())).toList();
    }

    @Test
    void reads_back_what_it_wrote() {
        OrderTable table = new OrderTable(database);
        List<OrderProgress> orders = everyKind();
        table.write(orders, Map.of("watch", 1, "drop", 3));

        assertThat(table.read().numbers()).isEqualTo(Map.of("watch", 1, "drop", 3));
        assertThat(views()).isEqualTo(views(orders));
        assertThat(table.read().orders().get(0).notes()).isEqualTo(orders.get(0).notes());
        assertThat(table.read().orders().get(0).place()).isEqualTo("(dev=1,ino=2)");
        assertThat(table.read().orders()).noneMatch(OrderProgress::isUnsaved);
    }

    @Test
    void writes_what_has_changed_and_forgets_what_is_gone() {
        OrderTable table = new OrderTable(database);
        List<OrderProgress> orders = new ArrayList<>(everyKind());
        table.write(orders, Map.of());
        OrderProgress watch = orders.get(0);

        watch.forget("soil.torrent");
        watch.note("ice.torrent", Noted.DONE);
        orders.remove(1);
        table.write(orders, Map.of());

        assertThat(views()).isEqualTo(views(orders));
        assertThat(table.read().orders().get(0).notes()).isEqualTo(Map.of("ice.torrent", Noted.DONE));
    }

    @Test
    void what_could_not_be_written_is_written_the_next_time() {
        OrderTable table = new OrderTable(database);
        List<OrderProgress> orders = everyKind();
        SampleState.refuse(database, true);
        assertThatThrownBy(() -> table.write(orders, Map.of())).isInstanceOf(NodeException.StateUnusable.class);
        assertThat(orders.get(0).isUnsaved()).isTrue();

        SampleState.refuse(database, false);
        table.write(orders, Map.of());

        assertThat(table.read().orders().get(0).notes()).isEqualTo(orders.get(0).notes());
    }

    @Test
    void reads_back_any_name() {
        OrderTable table = new OrderTable(database);
        for (String name : Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(20)
                .list()
                .ofSize(200)
                .sample()) {
            String text = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("\0", "0");
            OrderProgress standing = standing("drop-1", new Order.Drop(DATA, Optional.of(text)));
            standing.note(text, new Noted(text, text, text, false));
            table.write(List.of(), Map.of());
            table.write(List.of(standing), Map.of());
            OrderProgress read = table.read().orders().get(0);

            assertThat(read.notes()).isEqualTo(standing.notes());
            assertThat(read.order()).isEqualTo(standing.order());
        }
    }

    private static final String EARLIER = """
            {"schema":1,"numbers":{"watch":1,"drop":3},"orders":[
             {"id":"watch-1","since":"2024-05-01T12:00:00.123Z","kind":"watch","folder":"/data","target":"/data/target",
              "place":"(dev=1,ino=2)","news":["fetching 'soil'"],
              "done":{"soil.torrent":{"stamp":"12 34","id":"0000000000000000000000000000000000000000","label":"soil","own":true}}},
             {"id":"drop-3","since":"2024-05-01T12:00:00.123Z","kind":"drop","folder":"/data","catalog":"soil","quiet":"PT1M30S",
              "place":"","news":[],"done":{}},
             {"id":"follow-1","since":"2024-05-01T12:00:00.123Z","kind":"follow","folder":"/data","match":"é\\u2028","every":"PT2H",
              "place":"","news":[],"done":{}},
             {"id":"link-1","since":"2024-05-01T12:00:00.123Z","kind":"link","folder":"/data",
              "key":"1111111111111111111111111111111111111111","symbolic":true,"place":"","news":[],"done":{}}]}
            """;

    @Test
    void takes_over_what_an_earlier_version_kept_in_a_file_and_that_once() throws Exception {
        Path path = Files.writeString(home.resolve("orders.json"), EARLIER);
        EarlierOrders earlier = new EarlierOrders(path);

        assertThat(earlier.takeInto(database)).isEmpty();
        assertThat(views()).isEqualTo(views(everyKind()));
        OrderTable table = new OrderTable(database);
        assertThat(table.read().orders().get(0).notes())
                .isEqualTo(everyKind().get(0).notes());
        assertThat(table.read().numbers()).isEqualTo(Map.of("watch", 1, "drop", 3));

        table.write(List.of(), table.read().numbers());
        assertThat(earlier.takeInto(database)).isEmpty();
        assertThat(table.read().orders()).isEmpty();
        assertThat(path).hasContent(EARLIER);
    }

    @Test
    void tells_of_an_earlier_file_that_was_cut_off_anywhere() throws Exception {
        Path path = home.resolve("orders.json");
        byte[] whole = EARLIER.getBytes(StandardCharsets.UTF_8);

        // Without its last byte, a newline, nothing is missing.
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(path, Arrays.copyOf(whole, length));

            assertThat(new EarlierOrders(path).takeInto(database))
                    .contains("'%s' could not be understood; give your orders again".formatted(path));
        }
        assertThat(new OrderTable(database).read().orders()).isEmpty();
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
    void tells_of_an_earlier_file_that_it_does_not_understand(String text) throws IOException {
        Path path = Files.writeString(home.resolve("orders.json"), text);

        assertThat(new EarlierOrders(path).takeInto(database)).isPresent();
    }

    @Test
    void survives_deep_nesting() throws IOException {
        Path path = Files.writeString(home.resolve("orders.json"), "[".repeat(1_000_000));

        assertThat(new EarlierOrders(path).takeInto(database)).isPresent();
    }

    @Test
    void refuses_the_file_of_a_later_version() throws IOException {
        Path path = Files.writeString(home.resolve("orders.json"), "{\"schema\":2,\"tasks\":[]}");

        assertThatThrownBy(() -> new EarlierOrders(path).takeInto(database))
                .isInstanceOf(NodeException.NewerState.class);
    }

    @Test
    void begins_with_nothing() {
        assertThat(new EarlierOrders(home.resolve("orders.json")).takeInto(database))
                .isEmpty();
        assertThat(new OrderTable(database).read().orders()).isEmpty();
    }
}
