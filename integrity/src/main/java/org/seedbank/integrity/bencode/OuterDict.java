package org.seedbank.integrity.bencode;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outermost dictionary of a torrent, of which only the values are kept that were asked for: a stranger's may have
 * millions. Made by {@link BencodeReader#readOuter}.
 */
public final class OuterDict {

    private final byte[] input;
    private final Map<String, Span> spans;
    private final int end;
    private final List<String> oddities;

    OuterDict(byte[] input, Map<String, Span> spans, int end, List<String> oddities) {
        this.input = input;
        this.spans = spans;
        this.end = end;
        this.oddities = oddities;
    }

    /**
     * Where a value lies in the input.
     *
     * @param start offset of its first byte
     * @param end offset after its last byte
     */
    public record Span(int start, int end) {}

    /** The value of a key that was asked for, if there is one. */
    public Optional<BValue> get(String key) {
        return span(key).map(span -> ReadValues.at(input, span.start));
    }

    /** Where the value of a key lies that was asked for, if there is one. */
    public Optional<Span> span(String key) {
        return Optional.ofNullable(spans.get(key));
    }

    /** The offset after the dictionary's last byte. */
    public int end() {
        return end;
    }

    /** The offset at which a key and its value belong that are not in the dictionary, if its keys are in order. */
    public int placeFor(String key) {
        int at = 1;
        while (input[at] != 'e') {
            BBytes present = (BBytes) ReadValues.at(input, at);
            if (BDict.key(present.copy()).compareTo(key) > 0) {
                return at;
            }
            at = ReadValues.end(input, ReadValues.end(input, at));
        }
        return at;
    }

    /** Where a key with its value lies that was asked for, if there is one. */
    public Optional<Span> pair(String key) {
        Optional<Span> value = span(key);
        int at = 1;
        while (value.isPresent() && input[at] != 'e') {
            int start = ReadValues.end(input, at);
            if (start == value.get().start) {
                return Optional.of(new Span(at, value.get().end));
            }
            at = ReadValues.end(input, start);
        }
        return Optional.empty();
    }

    /** What was odd about it where it is not judged strictly: few texts, lower case, no full stop. */
    public List<String> oddities() {
        return oddities;
    }
}
