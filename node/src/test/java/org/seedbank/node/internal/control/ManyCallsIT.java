package org.seedbank.node.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyCallsIT {

    private static final int CALLS = 10_000;
    private static final int CALLERS = 64;

    @TempDir
    Path folder;

    @Test
    void ten_thousand_calls_at_once_are_answered_and_leave_nothing_behind() throws Exception {
        try (Bench bench = new Bench(folder)) {
            assertThat(RawHttp.status(bench.http.get("/v1"))).isEqualTo(200);
            long descriptors = Bench.descriptors();
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                answers.add(callers.submit(() -> bench.http.get("/v1")));
            }
            callers.shutdown();
            assertThat(callers.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
            for (Future<String> answer : answers) {
                assertThat(RawHttp.status(answer.get())).isEqualTo(200);
            }
            assertThat(Bench.threads()).isLessThanOrEqualTo(HttpFront.MAX_THREADS + 3);
            Bench.until(() -> Bench.descriptors() <= descriptors);
        }
        Bench.until(() -> Bench.threads() == 0);
    }

    @Test
    void connections_that_say_nothing_take_no_more_than_their_share_and_are_sent_away() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try (Bench bench = new Bench(folder)) {
            long descriptors = Bench.descriptors();
            for (int i = 0; i < 2 * HttpFront.MAX_CONNECTIONS; i++) {
                silent.add(bench.http.connect());
            }
            Bench.until(() -> Bench.descriptors() - descriptors - silent.size() <= HttpFront.MAX_CONNECTIONS + 8);
            long start = System.nanoTime();
            assertThat(RawHttp.status(bench.http.get("/v1"))).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HttpFront.FOR_HEAD);
        } finally {
            closeAll(silent);
        }
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
