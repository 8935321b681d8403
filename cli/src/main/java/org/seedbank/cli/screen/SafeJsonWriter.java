package org.seedbank.cli.screen;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * Passes JSON on as it is written, over several lines, with every character in its texts that could drive a terminal
 * escaped as JSON has it.
 */
final class SafeJsonWriter extends FilterWriter {

    /** The first half of a character outside the basic plane, until the second half comes; 0 when there is none. */
    private char first;

    SafeJsonWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int unit) throws IOException {
        write(new char[] {(char) unit}, 0, 1);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.toCharArray(), offset, length);
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        if (first == 0 && isPlain(text, offset, length)) {
            out.write(text, offset, length);
            return;
        }
        StringBuilder safe = new StringBuilder(length);
        for (int i = offset; i < offset + length; i++) {
            append(safe, text[i]);
        }
        out.append(safe);
    }

    /** Most of a long list is, and then nothing has to be looked up. */
    private static boolean isPlain(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if ((text[i] < ' ' && text[i] != '\n') || text[i] > '~') {
                return false;
            }
        }
        return true;
    }

    private void append(StringBuilder safe, char unit) {
        if (first != 0 && Character.isLowSurrogate(unit)) {
            appendWhole(safe, Character.toCodePoint(first, unit));
            first = 0;
            return;
        }
        appendLonely(safe);
        if (Character.isHighSurrogate(unit)) {
            first = unit;
        } else {
            appendWhole(safe, unit);
        }
    }

    private void appendLonely(StringBuilder safe) {
        if (first != 0) {
            appendWhole(safe, first);
            first = 0;
        }
    }

    private static void appendWhole(StringBuilder safe, int character) {
        if (character == '\n' || !SafeText.isHidden(character)) {
            safe.appendCodePoint(character);
        } else {
            for (char unit : Character.toChars(character)) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            }
        }
    }

    /** Also writes half a character, if nothing came to complete it. */
    @Override
    public void flush() throws IOException {
        StringBuilder safe = new StringBuilder();
        appendLonely(safe);
        out.append(safe);
        super.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
        super.close();
    }
}
