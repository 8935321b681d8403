package org.seedbank.cli.status;

import java.util.Locale;

/**
 * Words for what a person can do about the state of a dataset, which the node's page has too. {@code %1$s} stands for what the dataset
 * is called, {@code %2$s} for its place or for the address of a web seed, {@code %3$s} for that address as a shell takes it.
 */
public enum StepWords {
    /** Only its link is known. */
    NO_TORRENT("it is asked for again and again, at once with 'seedbank resume %1$s'; somebody who has it is named with"
            + " 'seedbank get %1$s --peer HOST:PORT', and 'seedbank remove %1$s' gives it up"),
    /** It is paused. */
    PAUSED("'seedbank resume %1$s' goes on"),
    /** Something fetched is damaged. */
    DAMAGED("'seedbank resume %1$s' tries again to get from others what is damaged"),
    /** Something is damaged that was published, or was never right here: a person has to say that it is mended. */
    REPAIR("'seedbank verify --repair %1$s %2$s' gets from others what is damaged"),
    /** The same, of what was published. */
    REPAIR_OR_PUBLISH(
            "'seedbank verify --repair %1$s %2$s' gets from others what is damaged; what was changed on purpose is"
                    + " published anew with 'seedbank publish %2$s'"),
    /** Something published is not at its place. */
    MOVED("if it was moved, 'seedbank relocate %1$s NEWPATH' says where to"),
    /** Something fetched is not at its place. */
    MOVED_OR_GONE(
            "if it was moved, 'seedbank relocate %1$s NEWPATH' says where to; 'seedbank resume %1$s' fetches it anew"),
    /** Its disk is full. */
    NO_ROOM("free some space and it goes on by itself, or 'seedbank remove %1$s' gives it up"),
    /** Something else keeps it. */
    FAILED("'seedbank resume %1$s' tries again at once; 'seedbank node status' names the log"),
    /** A web seed in a private network is not asked. */
    PRIVATE_WEB_SEED("'seedbank get %1$s --allow-private' lets private web seeds be asked"),
    /** A web seed does not give what it should. */
    WEB_SEED("the web seed '%2$s' has to be mended, or taken out with 'seedbank edit %1$s --remove-web-seed %3$s'");

    private final String template;

    StepWords(String template) {
        this.template = template;
    }

    /** Their name, as the page has it: {@code no torrent}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** With all that stands for something else. */
    public String template() {
        return template;
    }

    String of(Object... facts) {
        return template.formatted(facts);
    }
}
