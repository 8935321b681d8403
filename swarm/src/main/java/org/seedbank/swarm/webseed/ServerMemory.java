package org.seedbank.swarm.webseed;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What all readers of one server know of it. Safe for all threads. */
public final class ServerMemory {

    static final String WHOLE = "it gives whole files alone, so each has to be read from its start";
    static final String COMPRESSED =
            "it compresses what it sends, so each file has to be read from its start: turn compression off there";

    /** Files whose redirects are remembered. */
    private static final int MOST = 2_000;

    private final Map<Integer, URI> redirects = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, URI> eldest) {
            return size() > MOST;
        }
    };

    private volatile boolean known;
    private volatile boolean wholeFiles;
    private volatile Optional<String> remark = Optional.empty();

    synchronized Optional<URI> redirect(int file) {
        return Optional.ofNullable(redirects.get(file));
    }

    synchronized void redirected(int file, URI to) {
        redirects.put(file, to);
    }

    /** Whether there was one. */
    synchronized boolean forget(int file) {
        return redirects.remove(file) != null;
    }

    /** Tells whether it gives whole files alone. */
    public boolean givesWholeFiles() {
        return wholeFiles;
    }

    void wholeFilesOnly(boolean compressed) {
        remark(compressed ? COMPRESSED : WHOLE);
        wholeFiles = true;
        known = true;
    }

    /** Tells whether it has shown how it answers. */
    public boolean isKnown() {
        return known;
    }

    void gavePart() {
        known = true;
    }

    /** What is odd about its answers though they can be used. */
    public Optional<String> remark() {
        return remark;
    }

    void remark(String text) {
        remark = Optional.of(text);
    }
}
