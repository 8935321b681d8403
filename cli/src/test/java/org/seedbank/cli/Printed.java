package org.seedbank.cli;

import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Keeps what is written to it, and lets others wait for a text to appear. Safe for all threads. */
final class Printed extends Writer {

    private final StringBuilder text = new StringBuilder();
    private boolean ended;

    @Override
    public void write(char[] characters, int offset, int length) {
        synchronized (lock) {
            text.append(characters, offset, length);
            lock.notifyAll();
        }
    }

    /** Takes UTF-8, each sign of it at once. */
    OutputStream bytes() {
        return new OutputStream() {
            @Override
            public void write(int octet) {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                char[] decoded = new String(bytes, offset, length, StandardCharsets.UTF_8).toCharArray();
                Printed.this.write(decoded, 0, decoded.length);
            }
        };
    }

    /** Nothing more will be written. */
    void end() {
        synchronized (lock) {
            ended = true;
            lock.notifyAll();
        }
    }

    String text() {
        synchronized (lock) {
            return text.toString();
        }
    }

    /** Whether the text appeared, before the limit and before the end. */
    boolean await(String wanted, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            while (text.indexOf(wanted) < 0) {
                long left = deadline - System.nanoTime();
                if (ended || left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            }
            return true;
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
