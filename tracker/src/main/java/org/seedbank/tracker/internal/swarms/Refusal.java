package org.seedbank.tracker.internal.swarms;

import java.util.Locale;

/** Reasons for which a request gets no peers, in the words that are told to who asks. */
public enum Refusal {
    /** The infohash is none that may be announced. */
    NOT_LISTED("this tracker does not have that infohash", 1),
    /** The infohash has another length than 20 bytes, or is missing. */
    BAD_INFOHASH("info_hash has to be 20 bytes"),
    /** A parameter is there twice. */
    REPEATED("a parameter is given twice"),
    /** A percent sign is not followed by two hex digits. */
    BAD_ENCODING("a parameter is not percent-encoded as it has to be"),
    /** A number is none, or out of its range. */
    BAD_NUMBER("port, left or numwant is no number that it can be"),
    /** No place of this server, or no way to ask for it. */
    BAD_REQUEST("this is no request that a tracker understands"),
    /** A request, or its head, that is too long. */
    TOO_LONG("the request is too long"),
    /** A request that did not come to its end in time. */
    TOO_SLOW("the request took too long"),
    /** A scrape of everything. */
    WHOLE_SCRAPE("a scrape has to name its infohashes; /stats.json has all"),
    /** A member's key is missing, unknown or has expired. */
    NO_KEY("this tracker is for members: announce to /KEY/announce with a key that is valid"),
    /** A proxy did not say where a request came from. */
    NO_CLIENT("the proxy before this tracker does not say who asks"),
    /** A packet with a connection id that this tracker did not give to that address, or gave too long ago. */
    BAD_CONNECTION("the connection id is none of this tracker's, or has expired"),
    /** A packet that is no request. */
    BAD_PACKET("this is no packet that a tracker understands"),
    /** Too many announces from an address. */
    TOO_OFTEN("too many announces from this address", 1),
    /** An address that is in too many swarms. */
    TOO_MANY_TORRENTS("too many torrents from this address", 30),
    /** More peers, or infohashes, than are remembered. */
    FULL("this tracker is full", 10);

    private final String words;
    private final int retryMinutes;

    Refusal(String words) {
        this(words, 0);
    }

    Refusal(String words, int retryMinutes) {
        this.words = words;
        this.retryMinutes = retryMinutes;
    }

    /** What is said to who asks. */
    public String words() {
        return words;
    }

    /** Minutes after which it may try again (BEP 31); 0 where that is not said. */
    public int retryMinutes() {
        return retryMinutes;
    }

    /** Its name in figures: lower-case words with underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
