package org.seedbank.cli.top;

import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/**
 * A key that was pressed.
 *
 * @param kind what it is
 * @param text what it types; empty of all that are not {@link Kind#TEXT}
 */
record Key(Kind kind, String text) {

    /** Kinds of keys. */
    enum Kind {
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        ENTER,
        ESCAPE,
        ERASE,
        ERASE_ALL,
        REDRAW,
        HELP,
        TEXT
    }

    /** A key that types nothing. */
    static Key of(Kind kind) {
        return new Key(kind, "");
    }

    /** A key that types this. */
    static Key typed(String text) {
        return new Key(Kind.TEXT, text);
    }

    /** The keys as this terminal sends them. */
    static KeyMap<Kind> map(Terminal terminal) {
        KeyMap<Kind> keys = new KeyMap<>();
        bind(keys, terminal, Kind.UP, Capability.key_up);
        bind(keys, terminal, Kind.DOWN, Capability.key_down);
        bind(keys, terminal, Kind.PAGE_UP, Capability.key_ppage);
        bind(keys, terminal, Kind.PAGE_DOWN, Capability.key_npage);
        bind(keys, terminal, Kind.HOME, Capability.key_home);
        bind(keys, terminal, Kind.END, Capability.key_end);
        bind(keys, terminal, Kind.HELP, Capability.key_f1);
        bind(keys, terminal, Kind.ERASE, Capability.key_backspace);
        keys.bind(Kind.ENTER, "\r", "\n");
        keys.bind(Kind.ESCAPE, KeyMap.esc());
        keys.bind(Kind.ERASE, KeyMap.del(), KeyMap.ctrl('H'));
        keys.bind(Kind.ERASE_ALL, KeyMap.ctrl('U'));
        keys.bind(Kind.REDRAW, KeyMap.ctrl('L'));
        keys.setNomatch(Kind.TEXT);
        keys.setUnicode(Kind.TEXT);
        // An arrow sends several characters, which come one by one over a slow line.
        keys.setAmbiguousTimeout(500);
        return keys;
    }

    private static void bind(KeyMap<Kind> keys, Terminal terminal, Kind kind, Capability capability) {
        String sequence = KeyMap.key(terminal, capability);
        if (sequence != null && !sequence.isEmpty()) {
            keys.bind(kind, sequence);
        }
    }
}
