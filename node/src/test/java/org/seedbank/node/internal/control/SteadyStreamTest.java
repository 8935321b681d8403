package org.seedbank.node.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyStreamTest {

    private final AtomicLong now = new AtomicLong(5);
    private final byte[] buffer = new byte[SteadyStream.MIN_BYTES_PER_SECOND];

    private InputStream stream() {
        return new SteadyStream(new ByteArrayInputStream(new byte[1 << 20]), now::get);
    }

    private void pass(long seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void a_body_that_is_fast_enough_on_the_whole_is_read() throws Exception {
        InputStream in = stream();
        pass(SteadyStream.START_SECONDS);
        assertThat(in.read(buffer)).isEqualTo(buffer.length);
        pass(1);
        assertThat(in.read(buffer)).isEqualTo(buffer.length);
    }

    @Test
    void a_body_that_comes_drop_by_drop_is_given_up() throws Exception {
        InputStream in = stream();
        assertThat(in.read(buffer)).isEqualTo(buffer.length);
        pass(SteadyStream.START_SECONDS + 3);
        assertThatThrownBy(() -> in.read(buffer))
                .isInstanceOf(IOException.class)
                .hasMessage("the body comes too slowly");
    }
}
