package org.seedbank.cli.top;

import java.io.IOError;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.Context;

/**
 * The terminal while it shows nothing else. It is left as it was found, also after an exception and when the thread that
 * closes it is interrupted. Keys and signals become events. For one thread.
 */
final class FullScreen implements AutoCloseable {

    private static final Size USUAL = new Size(80, 24);
    private static final char ELLIPSIS = '…';
    private static final int FIRST_BEYOND_ASCII = 0x80;
    private static final long SECONDS_TO_END_READING = 5;
    private static final long SECONDS_TO_STOP = 1;

    private final SystemTerminal terminal;
    private final BlockingQueue<Event> events;
    private final Map<ScreenLine.Look, AttributedStyle> styles;
    private final Display display;
    private final Attributes before;
    private final AtomicReference<CountDownLatch> stopped = new AtomicReference<>();
    private List<ScreenLine> shown = List.of();
    private Thread reading;

    private FullScreen(SystemTerminal terminal, BlockingQueue<Event> events, boolean colour) {
        this.terminal = terminal;
        this.events = events;
        this.styles = styles(colour);
        this.display = new Display(terminal, true);
        this.before = terminal.getAttributes();
    }

    /** Throws when this command has no terminal that a full screen can be on. */
    static void require(Context context, String instead) {
        if (!context.terminal().outIsTerminal() || !context.keyboard().isAttended()) {
            throw CommandFailure.screen("a full screen needs a terminal", instead, null);
        }
        String type = type(context);
        if (type.isEmpty() || type.equals("dumb")) {
            throw CommandFailure.screen(
                    "a full screen needs a terminal that can place its cursor, and TERM is '%s'".formatted(type),
                    instead,
                    null);
        }
    }

    private static String type(Context context) {
        return context.environment().getOrDefault("TERM", "");
    }

    /**
     * Takes the terminal, whose keys and signals go to a queue from now on.
     *
     * @param instead what a person can do where that fails
     */
    static FullScreen open(Context context, BlockingQueue<Event> events, String instead) throws InterruptedException {
        require(context, instead);
        SystemTerminal terminal;
        try {
            terminal = new SystemTerminal(type(context));
        } catch (InterruptedIOException e) {
            throw new InterruptedException();
        } catch (IOException e) {
            throw CommandFailure.screen("the terminal cannot be set up for a full screen", instead, e);
        }
        if (terminal.getStringCapability(Capability.cursor_address) == null) {
            throw CommandFailure.screen(
                    "the terminal '%s' cannot place its cursor".formatted(type(context)), instead, null);
        }
        FullScreen screen = new FullScreen(terminal, events, context.terminal().colour());
        try {
            screen.listen();
            screen.enter();
            return screen;
        } catch (RuntimeException | InterruptedException | Error e) {
            screen.close();
            throw e;
        }
    }

    private static Map<ScreenLine.Look, AttributedStyle> styles(boolean colour) {
        AttributedStyle plain = AttributedStyle.DEFAULT;
        Map<ScreenLine.Look, AttributedStyle> styles = new EnumMap<>(ScreenLine.Look.class);
        styles.put(ScreenLine.Look.PLAIN, plain);
        styles.put(ScreenLine.Look.TITLE, plain.bold());
        styles.put(ScreenLine.Look.CHOSEN, plain.inverse());
        styles.put(ScreenLine.Look.GOOD, colour ? plain.foreground(AttributedStyle.GREEN) : plain);
        styles.put(ScreenLine.Look.BAD, colour ? plain.foreground(AttributedStyle.RED) : plain);
        return styles;
    }

    private void listen() {
        terminal.handle(Signal.WINCH, signal -> events.offer(new Event.Resized()));
        terminal.handle(Signal.TSTP, this::suspendSoon);
        terminal.handle(Signal.CONT, signal -> {
            CountDownLatch waiting = stopped.get();
            if (waiting != null) {
                waiting.countDown();
            } else {
                events.offer(new Event.Continued());
            }
        });
    }

    private void suspendSoon(Signal signal) {
        events.offer(new Event.Suspended());
    }

    /** Takes the terminal, and has all of it drawn with the next lines. */
    void enter() throws InterruptedException {
        undisturbed(terminal::enterRawMode);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.puts(Capability.cursor_invisible);
        redraw();
        read();
    }

    /** Takes the terminal again after others may have used it. */
    void reenter() throws InterruptedException {
        endReading();
        enter();
    }

    /** Has all of it drawn with the next lines. */
    void redraw() {
        display.clear();
        shown = List.of();
    }

    private void leave() {
        endReading();
        terminal.puts(Capability.exit_attribute_mode);
        terminal.puts(Capability.cursor_normal);
        terminal.puts(Capability.keypad_local);
        if (!terminal.puts(Capability.exit_ca_mode)) {
            terminal.puts(Capability.clear_screen);
        }
        terminal.flush();
    }

    private void read() {
        reading = new Thread(this::readKeys, "keys");
        reading.setDaemon(true);
        reading.start();
    }

    private void readKeys() {
        BindingReader reader = new BindingReader(terminal.reader());
        KeyMap<Key.Kind> keys = Key.map(terminal);
        try {
            while (true) {
                Key.Kind kind = reader.readBinding(keys);
                if (kind == null) {
                    events.put(new Event.HungUp());
                    return;
                }
                events.put(
                        new Event.Pressed(kind == Key.Kind.TEXT ? Key.typed(reader.getLastBinding()) : Key.of(kind)));
            }
        } catch (InterruptedException e) {
            // The screen is left.
        } catch (EndOfFileException | IOError e) {
            if (!(e.getCause() instanceof InterruptedIOException)) {
                events.offer(new Event.HungUp());
            }
        }
    }

    /** Until it has ended it might set the terminal anew. */
    private void endReading() {
        if (reading == null) {
            return;
        }
        reading.interrupt();
        try {
            reading.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_END_READING));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reading = null;
    }

    /**
     * Gives the terminal back, stops the process as Ctrl-Z does, and takes the terminal again when it goes on. Where nobody
     * could let it go on, it is not stopped.
     */
    void suspend() throws InterruptedException {
        CountDownLatch goesOn = new CountDownLatch(1);
        undisturbed(() -> {
            leave();
            terminal.setAttributes(before);
        });
        stopped.set(goesOn);
        terminal.handle(Signal.TSTP, SignalHandler.SIG_DFL);
        try {
            new ProcessBuilder(
                            "sh", "-c", "kill -TSTP " + ProcessHandle.current().pid())
                    .start()
                    .waitFor();
            goesOn.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (IOException e) {
            // Without a shell there is none to go back to.
        } finally {
            stopped.set(null);
            terminal.handle(Signal.TSTP, this::suspendSoon);
        }
        enter();
    }

    /** How much it shows now; that of an old terminal where nobody says. */
    Size size() throws InterruptedException {
        try {
            Size size = terminal.getSize();
            return size.getRows() < 1 || size.getColumns() < 1 ? USUAL : size;
        } catch (IOError e) {
            if (e.getCause() instanceof InterruptedIOException) {
                throw new InterruptedException();
            }
            return USUAL;
        }
    }

    /**
     * Shows these lines, as many as the screen has rows; only what is different is sent.
     *
     * @return how many characters were sent
     */
    long draw(List<ScreenLine> lines, Size size) {
        long sent = terminal.written();
        display.resize(size.getRows(), size.getColumns());
        if (shown.size() == lines.size()) {
            display.update(withoutOddOnes(lines), 0, false);
        }
        display.update(styled(lines), 0, false);
        shown = lines;
        terminal.flush();
        if (terminal.writer().checkError()) {
            events.offer(new Event.HungUp());
        }
        return terminal.written() - sent;
    }

    /**
     * Lines that change and have other characters than ASCII are first empty: the display looks for what is the same
     * character by character, and would take pairs of surrogates, and letters with their marks, to pieces.
     */
    private List<AttributedString> withoutOddOnes(List<ScreenLine> lines) {
        List<ScreenLine> some = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean odd = !lines.get(i).equals(shown.get(i)) && (isOdd(lines.get(i)) || isOdd(shown.get(i)));
            some.add(odd ? ScreenLine.plain("") : shown.get(i));
        }
        return styled(some);
    }

    private static boolean isOdd(ScreenLine line) {
        return line.text().chars().anyMatch(c -> c >= FIRST_BEYOND_ASCII && c != ELLIPSIS);
    }

    /** The display takes a line that does not end for one that goes on in the next row. */
    private List<AttributedString> styled(List<ScreenLine> lines) {
        List<AttributedString> styled = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            AttributedStringBuilder line = new AttributedStringBuilder()
                    .style(styles.get(lines.get(i).look()))
                    .append(lines.get(i).text());
            styled.add(
                    (i < lines.size() - 1 ? line.style(AttributedStyle.DEFAULT).append('\n') : line)
                            .toAttributedString());
        }
        return styled;
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        Thread giving = new Thread(this::giveBack, "terminal");
        giving.start();
        boolean ended = false;
        while (!ended) {
            try {
                giving.join();
                ended = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveBack() {
        try {
            leave();
            for (Signal each : List.of(Signal.WINCH, Signal.TSTP, Signal.CONT)) {
                terminal.handle(each, SignalHandler.SIG_DFL);
            }
        } finally {
            try {
                terminal.close();
            } catch (IOException | IOError e) {
                // It is gone, so that there is nothing to be set.
            }
        }
    }

    /** Setting the terminal takes a process, which must have ended before anything else is done to the terminal. */
    private static void undisturbed(Runnable setting) throws InterruptedException {
        try {
            setting.run();
        } catch (IOError e) {
            if (e.getCause() instanceof InterruptedIOException) {
                throw new InterruptedException();
            }
            throw e;
        }
    }
}
