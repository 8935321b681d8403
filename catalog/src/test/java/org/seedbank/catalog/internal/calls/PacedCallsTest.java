package org.seedbank.catalog.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.seedbank.catalog.CatalogException;

final class PacedCallsTest {

    private static final Patience EAGER =
            new Patience(3, Duration.ofSeconds(30), Duration.ofMillis(1), Duration.ofMillis(5));

    private final List<String> watched = new CopyOnWriteArrayList<>();
    private final AtomicInteger tries = new AtomicInteger();

    private static CatalogException failure(IOException e) {
        return new CatalogException.Unreachable(URI.create("test:calls"), e.getMessage(), "none", e);
    }

    private PacedCalls calls(Judgement.Judge judge) {
        return new PacedCalls(watched::add, judge);
    }

    private PacedCalls hopeful() {
        return calls(e -> Judgement.mayPass(e.getMessage(), failure(e)));
    }

    private PacedCalls asking(Duration wait) {
        return calls(e -> Judgement.mayPass(e.getMessage(), failure(e)).notBefore(Optional.of(wait)));
    }

    /** Fails so many times before it succeeds. */
    private Call<String> failing(int times) {
        return () -> {
            if (tries.incrementAndGet() <= times) {
                throw new IOException("broken pipe");
            }
            return "answer";
        };
    }

    private List<String> watchedWithoutTimes() {
        return watched.stream().map(line -> line.replaceAll("[0-9]+ ms", "MS")).toList();
    }

    @Test
    void a_call_that_succeeds_is_made_once() throws Exception {
        assertThat(hopeful().run("list", EAGER, failing(0))).isEqualTo("answer");

        assertThat(tries).hasValue(1);
        assertThat(watchedWithoutTimes()).containsExactly("list: done in MS");
    }

    @Test
    void what_may_pass_is_tried_again() throws Exception {
        assertThat(hopeful().run("list", EAGER, failing(2))).isEqualTo("answer");

        assertThat(watchedWithoutTimes())
                .containsExactly(
                        "list: try 1 of 3 failed after MS: broken pipe; again in MS",
                        "list: try 2 of 3 failed after MS: broken pipe; again in MS",
                        "list: done in MS");
    }

    @Test
    void after_the_last_try_the_failure_is_what_the_judge_makes_of_it() {
        assertThatThrownBy(() -> hopeful().run("list", EAGER, failing(3)))
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessage("cannot read catalog 'test:calls': broken pipe");

        assertThat(tries).hasValue(3);
        assertThat(watchedWithoutTimes()).last().isEqualTo("list: try 3 of 3 failed after MS: broken pipe");
    }

    @Test
    void what_is_final_is_not_tried_again() {
        PacedCalls strict = calls(e -> Judgement.isFinal(e.getMessage(), failure(e)));

        assertThatThrownBy(() -> strict.run("list", EAGER, failing(1)))
                .isInstanceOf(CatalogException.Unreachable.class);

        assertThat(tries).hasValue(1);
    }

    @Test
    void a_server_says_when_to_come_back() throws Exception {
        assertThat(asking(Duration.ofMillis(3)).run("list", EAGER, failing(1))).isEqualTo("answer");

        assertThat(watched.get(0)).endsWith("; again in 3 ms");
    }

    @Test
    void a_server_that_wants_a_longer_pause_than_anybody_has_is_not_asked_again() {
        assertThatThrownBy(() -> asking(Duration.ofMillis(6)).run("list", EAGER, failing(1)))
                .isInstanceOf(CatalogException.Unreachable.class);

        assertThat(tries).hasValue(1);
    }

    @Test
    void pauses_never_exceed_the_longest() {
        Patience tenTries = new Patience(10, EAGER.each(), Duration.ofMillis(1), Duration.ofMillis(5));

        assertThatThrownBy(() -> hopeful().run("list", tenTries, failing(10)))
                .isInstanceOf(CatalogException.Unreachable.class);

        assertThat(watched.subList(0, 9)).allMatch(line -> line.matches(".*; again in [1-5] ms"));
    }

    @Test
    void a_mistake_of_the_program_is_not_tried_again() {
        assertThatThrownBy(() -> hopeful().run("list", EAGER, () -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("a mistake");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(tries).hasValue(1);
    }

    @Test
    void an_interrupted_thread_asks_nothing() throws Exception {
        Throwable thrown = inThread(thread -> {}, () -> {
            Thread.currentThread().interrupt();
            return hopeful().run("list", EAGER, failing(0));
        });

        assertThat(thrown).isInstanceOf(InterruptedException.class);
        assertThat(tries).hasValue(0);
    }

    @Test
    void a_thread_can_be_interrupted_while_a_socket_blocks() throws Exception {
        try (SilentServer server = new SilentServer()) {
            Throwable thrown = inThread(
                    thread -> {
                        server.awaitClient();
                        thread.interrupt();
                    },
                    () -> hopeful().run("list", EAGER, server::read));

            assertThat(thrown).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void an_answer_that_does_not_come_ends_at_the_limit_of_a_try() throws Exception {
        Patience brief = new Patience(1, Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofMillis(1));
        AtomicReference<IOException> judged = new AtomicReference<>();
        PacedCalls calls = calls(e -> {
            judged.set(e);
            return Judgement.mayPass(e.getMessage(), failure(e));
        });
        try (SilentServer server = new SilentServer()) {
            assertThatThrownBy(() -> calls.run("list", brief, server::read))
                    .isInstanceOf(CatalogException.Unreachable.class);
        }

        assertThat(judged.get()).isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void when_too_many_tries_hang_another_one_fails_and_may_pass() throws Exception {
        Patience brief = new Patience(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1));
        Patience enough = new Patience(1_000, Duration.ofSeconds(30), Duration.ofMillis(1), Duration.ofMillis(10));
        PacedCalls calls = new PacedCalls(
                watched::add, e -> Judgement.mayPass(e.getMessage(), failure(e)), pause -> {}, PacedCalls.threads());
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger hanging = new AtomicInteger();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (hanging.get() < PacedCalls.MOST_THREADS && System.nanoTime() < deadline) {
            assertThatThrownBy(() -> calls.run("hang", brief, () -> deaf(hanging, release)))
                    .isInstanceOf(CatalogException.Unreachable.class);
        }

        assertThatThrownBy(() -> calls.run("list", EAGER, failing(0)))
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessageEndingWith("earlier requests still hang");
        release.countDown();
        assertThat(calls.run("list", enough, failing(0))).isEqualTo("answer");
    }

    /** Waits without heeding interruption, as a blocked socket does. */
    private static String deaf(AtomicInteger hanging, CountDownLatch release) {
        hanging.incrementAndGet();
        boolean released = false;
        while (!released) {
            try {
                released = release.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                released = false;
            }
        }
        return "late";
    }

    /** Something done to a thread while it is at work. */
    private interface Disturbance {
        void of(Thread thread) throws Exception;
    }

    private static Throwable inThread(Disturbance disturbance, Call<?> call) throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> thrown.set(catchThrowable(call::run)), "caller");
        thread.start();
        disturbance.of(thread);
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
        return thrown.get();
    }

    /** Takes a connection and says nothing. */
    private static final class SilentServer implements AutoCloseable {

        private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CountDownLatch reading = new CountDownLatch(1);

        SilentServer() throws IOException {}

        String read() throws IOException {
            try (Socket socket = new Socket(listening.getInetAddress(), listening.getLocalPort());
                    InputStream in = socket.getInputStream()) {
                socket.setSoTimeout(30_000);
                reading.countDown();
                return "read " + in.read();
            }
        }

        void awaitClient() throws InterruptedException {
            assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
