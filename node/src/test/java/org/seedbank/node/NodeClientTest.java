package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.internal.control.ControlServer;
import org.seedbank.node.internal.store.NodeLock;

/** A node that is commanded through HTTP is like one that is commanded directly. */
class NodeClientTest implements NodeControlContract {

    @TempDir
    Path state;

    private final FakeNode fake = new FakeNode();
    private Path folder;
    private NodeLock lock;
    private ControlServer server;

    @BeforeEach
    void open() throws Exception {
        folder = state.resolve("node");
        lock = NodeLock.take(folder);
        server = ControlServer.open(fake, folder, 0, new LongLivedThreads());
    }

    @AfterEach
    void close() {
        server.close();
        lock.close();
    }

    @Override
    public NodeControl node() throws InterruptedException {
        return NodeClient.connect(folder);
    }

    @Override
    public Path folder() {
        return Path.of("/data");
    }

    private Path control() {
        return folder.resolve("control.json");
    }

    @Test
    void commands_do_not_wait_behind_others_who_hold_connections_to_the_port_open() throws Exception {
        List<Socket> others = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                others.add(new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), server.port()));
            }
            long start = System.nanoTime();
            assertThat(node().facts()).isEqualTo(fake.facts());
            // They are sent away after ten seconds, and who waits behind them has an answer then.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        } finally {
            for (Socket each : others) {
                each.close();
            }
        }
    }

    @Test
    void is_reached_over_the_port_when_its_socket_is_gone() throws Exception {
        Files.delete(folder.resolve("control.sock"));

        assertThat(node().facts()).isEqualTo(fake.facts());
    }

    @Test
    void answers_the_same_facts() throws Exception {
        assertThat(node().facts()).isEqualTo(fake.facts());
    }

    @Test
    void carries_a_whole_request() throws Exception {
        NewDataset request = new NewDataset(
                SampleTorrents.named("soil"),
                Path.of("/data/größe"),
                true,
                Optional.of(Set.of(0, 3)),
                List.of(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 6881)),
                false,
                true,
                "watch-1");
        assertThat(node().add(request)).isEqualTo(FakeView.of(request).view());
    }

    @Test
    void carries_a_torrent_of_many_megabytes() throws Exception {
        NewDataset large = NewDataset.fetched(SampleTorrents.large(8), Path.of("/data"), "get");
        assertThat(node().add(large)).isEqualTo(FakeView.of(large).view());
        assertThat(folder.resolve("handed")).isEmptyDirectory();
    }

    @Test
    void brings_the_torrent_of_a_magnet_link() throws Exception {
        assertThat(node().resolve(FakeNode.RESOLVED.magnetLink(), false, Duration.ofSeconds(5))
                        .bytes())
                .isEqualTo(FakeNode.RESOLVED.bytes());
        assertThatThrownBy(() -> node().resolve("http://elsewhere", false, Duration.ZERO))
                .isInstanceOf(NodeException.BadRequest.class)
                .hasMessage("'http://elsewhere' is no magnet link");
        assertThatThrownBy(() -> node().resolve("magnet:?nobody", false, Duration.ZERO))
                .isInstanceOf(NodeException.NobodyHasIt.class);
    }

    @Test
    void waiting_can_be_interrupted() throws Exception {
        CountDownLatch asked = fake.waitsForMagnets();
        FutureTask<Object> waiting =
                new FutureTask<>(() -> node().resolve("magnet:?nobody", false, Duration.ofHours(1)));
        Thread thread = new Thread(waiting);
        thread.start();
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void is_woken_by_a_change() throws Exception {
        NodeControl node = node();
        CompletableFuture<Optional<Changes>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return node.changes(0, Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        DatasetView soil = fake.put(FakeView.named("soil").view());
        assertThat(waiting.get(20, TimeUnit.SECONDS).orElseThrow().datasets()).containsExactly(soil);
    }

    @Test
    void asks_the_node_to_end() throws Exception {
        node().stop();
        assertThat(fake.stopped().await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void finds_the_node_again_after_a_restart() throws Exception {
        NodeControl node = node();
        assertThat(node.datasets()).isEmpty();
        server.close();
        server = ControlServer.open(fake, folder, 0, new LongLivedThreads());
        assertThat(node.datasets()).isEmpty();
    }

    @Test
    void no_node_runs_where_none_says_so() {
        close();
        assertThat(control()).doesNotExist();
        assertThatThrownBy(this::node).isInstanceOf(NodeException.NotRunning.class);
    }

    @Test
    void a_node_that_ended_while_somebody_is_connected_is_not_running() throws Exception {
        NodeControl node = node();
        close();
        assertThatThrownBy(node::facts).isInstanceOf(NodeException.NotRunning.class);
    }

    @Test
    void what_a_killed_node_left_behind_is_no_node() throws Exception {
        String left = Files.readString(control());
        close();
        writeSecret(left);
        assertThatThrownBy(this::node).isInstanceOf(NodeException.NotRunning.class);
    }

    @Test
    void a_node_that_has_the_folder_and_says_nothing_yet_is_waited_for() throws Exception {
        String left = Files.readString(control()).replaceFirst("\"pid\":[0-9]+", "\"pid\":1");
        server.close();
        writeSecret(left);
        CountDownLatch asks = new CountDownLatch(1);
        FutureTask<NodeFacts> waiting = new FutureTask<>(() -> {
            asks.countDown();
            return node().facts();
        });
        new Thread(waiting).start();
        assertThat(asks.await(20, TimeUnit.SECONDS)).isTrue();

        server = ControlServer.open(fake, folder, 0, new LongLivedThreads());

        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(fake.facts());
    }

    @Test
    void a_node_that_ends_while_it_is_waited_for_is_not_running() throws Exception {
        server.close();
        FutureTask<NodeControl> waiting = new FutureTask<>(this::node);
        new Thread(waiting).start();

        lock.close();

        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(NodeException.NotRunning.class);
    }

    @Test
    void a_process_that_lives_but_does_not_listen_is_unreachable() throws Exception {
        String left = Files.readString(control());
        server.close();
        writeSecret(left);
        assertThatThrownBy(() -> node().facts()).isInstanceOf(NodeException.Unreachable.class);
    }

    @Test
    void a_file_that_others_can_read_is_refused() throws Exception {
        Files.setPosixFilePermissions(control(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(this::node)
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("others on this machine can read or change '%s', which holds the node's token"
                        .formatted(control()));
    }

    @Test
    void a_file_that_is_something_else_is_said_to_be() throws Exception {
        for (String text : List.of("[", "{}", "{\"schema\":1}", "\0\1\2", "null")) {
            writeSecret(text);
            assertThatThrownBy(this::node)
                    .isInstanceOf(NodeException.StateUnusable.class)
                    .hasMessage("'%s' is not what a node writes".formatted(control()));
        }
        Files.delete(control());
        Files.createDirectory(control());
        assertThatThrownBy(this::node)
                .isInstanceOf(NodeException.StateUnusable.class)
                .hasMessage("cannot use '%s': is a folder".formatted(control()));
        Files.delete(control());
    }

    @Test
    void a_file_of_a_later_version_is_said_to_be() throws Exception {
        writeSecret("{\"schema\":2}");
        assertThatThrownBy(this::node).isInstanceOf(NodeException.NewerState.class);
    }

    @Test
    void a_wrong_token_is_refused_and_not_repeated_in_the_message() throws Exception {
        String wrong = "0".repeat(64);
        writeSecret(Files.readString(control()).replaceFirst("[0-9a-f]{64}", wrong));
        assertThatThrownBy(() -> node().limit(Limits.NONE))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessageNotContaining(wrong);
    }

    @Test
    void every_kind_of_exception_arrives_as_it_was() {
        NodeException given = new NodeException.NewerState(Path.of("/x"), 3);
        NodeException arrived = NodeException.of(given.code(), given.getMessage(), given.advice())
                .orElseThrow();
        assertThat(arrived).isInstanceOf(NodeException.NewerState.class).hasMessage(given.getMessage());
        assertThat(arrived.remedy()).isEqualTo(given.remedy());
        assertThat(List.of(NodeException.class.getPermittedSubclasses())).allSatisfy(NodeClientTest::hasCode);
        assertThat(NodeException.of("unheard-of", "", Remedy.advice(""))).isEmpty();
    }

    private static void hasCode(Class<?> kind) {
        String words = kind.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        NodeException made = NodeException.of(words, "m", Remedy.advice("r")).orElseThrow();
        assertThat(made).isInstanceOf(kind);
        assertThat(made.code()).isEqualTo(words);
    }

    @Test
    void exceptions_of_other_modules_are_refusals_with_their_remedy() throws Exception {
        IntegrityException other = new IntegrityException.BadTorrent("it is empty", null);
        server.close();
        server = ControlServer.open(FailingNode.with(other), folder, 0, new LongLivedThreads());
        assertThatThrownBy(() -> node().datasets())
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage(other.getMessage())
                .extracting(e -> ((NodeException) e).remedy())
                .isEqualTo(other.remedy());
    }

    @Test
    void a_kind_of_remedy_arrives_with_its_facts_and_an_unknown_one_in_plain_words() throws Exception {
        DownloadingException other = new DownloadingException.InTheWay(Path.of("/x"), "a pipe");
        server.close();
        server = ControlServer.open(FailingNode.with(other), folder, 0, new LongLivedThreads());
        assertThatThrownBy(() -> node().datasets())
                .extracting(e -> ((NodeException) e).advice())
                .isEqualTo(Remedy.of(Remedy.Kind.OTHER_FOLDER, "move it away"));
        assertThat(Remedy.told("fly-away", List.of(), "fly")).isEqualTo(Remedy.advice("fly"));
    }

    @Test
    void an_unforeseen_exception_tells_nothing_of_the_insides() throws Exception {
        server.close();
        server = ControlServer.open(
                FailingNode.with(new IllegalStateException("insides")), folder, 0, new LongLivedThreads());
        assertThatThrownBy(() -> node().datasets())
                .isInstanceOf(NodeException.Failed.class)
                .hasMessage("the node failed");
    }

    @Test
    void an_error_is_answered_too() throws Exception {
        server.close();
        server = ControlServer.open(FailingNode.with(new OutOfMemoryError("test")), folder, 0, new LongLivedThreads());
        assertThatThrownBy(() -> node().datasets()).isInstanceOf(NodeException.Failed.class);
        assertThatThrownBy(() -> node().changes(0, Duration.ofSeconds(20))).isInstanceOf(NodeException.Failed.class);
    }

    private void writeSecret(String text) throws Exception {
        Files.writeString(control(), text);
        Files.setPosixFilePermissions(control(), PosixFilePermissions.fromString("rw-------"));
    }
}
