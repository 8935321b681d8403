package org.seedbank.cli.node;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import org.seedbank.cli.screen.SafeText;

/** Lines of a log, each safe to be shown on a terminal, also those of a stack trace. */
final class LogLines extends LayoutBase<ILoggingEvent> {

    /** The log of what the commands say, which is written as it is said. */
    static final String SPOKEN = "spoken";

    private final boolean stamped;

    /** Begins each line with its time in UTC, if it is to be {@code stamped}. */
    LogLines(boolean stamped) {
        this.stamped = stamped;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        String stamp = stamped ? event.getInstant().truncatedTo(ChronoUnit.SECONDS) + " " : "";
        return SafeText.block(text(event)).lines().collect(Collectors.joining("\n" + stamp, stamp, "\n"));
    }

    private static String text(ILoggingEvent event) {
        if (event.getLoggerName().equals(SPOKEN)) {
            return event.getFormattedMessage();
        }
        String text = "[%s] %s %s - %s"
                .formatted(event.getThreadName(), event.getLevel(), event.getLoggerName(), event.getFormattedMessage());
        return event.getThrowableProxy() == null
                ? text
                : text + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
}
