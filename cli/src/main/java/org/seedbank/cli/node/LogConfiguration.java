package org.seedbank.cli.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;

/**
 * Sets up where this process logs to: a node in the background to a file, anything else to standard error, and only where
 * somebody looks for a fault. Logback finds it by its service file, and asks it the first time that something is logged.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {

    private static final String OURS = "org.seedbank";

    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        logs.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(NodeLog.chosen().libraries));
        logs.getLogger(OURS).setLevel(Level.toLevel(NodeLog.chosen().ours));
        if (NodeLog.file().isPresent()) {
            writeTo(logs, NodeLog.file().get(), NodeLog.MAX_BYTES);
        } else {
            ConsoleAppender<ILoggingEvent> err = new ConsoleAppender<>();
            err.setTarget("System.err");
            begin(logs, err, false);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Has everything that is logged appended to a file, which is renamed when it has grown to a limit in bytes. */
    static void writeTo(LoggerContext logs, Path file, long limit) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setFile(file.toString());
        NumberedFiles names = new NumberedFiles(file);
        names.setContext(logs);
        names.setParent(appender);
        names.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(logs);
        size.setMaxFileSize(new FileSize(limit));
        // A node logs little, and others append to the file too.
        size.setCheckIncrement(Duration.buildByMilliseconds(0));
        size.start();
        appender.setRollingPolicy(names);
        appender.setTriggeringPolicy(size);
        logs.getLogger(LogLines.SPOKEN).setLevel(Level.INFO);
        begin(logs, appender, true);
    }

    private static void begin(LoggerContext logs, OutputStreamAppender<ILoggingEvent> appender, boolean stamped) {
        LogLines lines = new LogLines(stamped);
        lines.setContext(logs);
        lines.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(logs);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(lines);
        encoder.start();
        appender.setContext(logs);
        appender.setEncoder(encoder);
        appender.start();
        logs.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }
}
