package org.seedbank.swarm.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.libtorrent4j.swig.session_stats_alert;
import org.seedbank.swarm.SwarmFolders;
import org.seedbank.swarm.SwarmSettings;

/** A real native session whose alerts are handled badly. */
class SessionTest {

    @TempDir
    Path folder;

    @Test
    void an_alert_that_cannot_be_handled_keeps_none_of_those_behind_it() throws Exception {
        SwarmSettings settings =
                SwarmSettings.local(SwarmFolders.under(folder), "0.1.0").withPort(0);
        NativeLibrary.load(settings.folders().nativeCache());
        AtomicInteger poison = new AtomicInteger();
        CountDownLatch answered = new CountDownLatch(1);
        Session session = Session.open(settings, next -> {
            if (next.type() != session_stats_alert.alert_type) {
                poison.incrementAndGet();
                throw new StackOverflowError();
            }
            if (poison.get() > 0) {
                answered.countDown();
            }
            return false;
        });
        try {
            assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(session.faults()).isEmpty();
            int port = session.call(natively -> natively.listen_port());
            assertThat(port).isPositive();
        } finally {
            assertThat(session.close(Duration.ofSeconds(30))).isTrue();
        }
    }
}
