package org.seedbank.integrity;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Advice on what a person can do about a failure: a kind, and the facts of the case. Plain words name no command and no
 * option; a program that has some puts words of its own in their place. Immutable.
 *
 * @param kind the kind of advice
 * @param facts what its words are filled in with, as many as the kind demands
 */
public record Remedy(Kind kind, List<String> facts) {

    /** Kinds of advice, each with its plain words, in which {@code %s} stands for a fact. Never renamed. */
    public enum Kind {
        /** Advice in words of its own, for which nobody has better ones. */
        ADVICE("%s"),
        /** A first way out, and links that could be followed instead. */
        FOLLOW_LINKS("%s, or publish what the links point to"),
        /** A look at a dataset's files, for the paths that they have. */
        SEE_PATHS("see its files; their paths begin below the dataset's own folder"),
        /** A look at a dataset's files, for patterns and members that fit none. */
        SEE_MEMBERS("see its files, and check patterns and members"),
        /** A look at a dataset's files, for patterns that fit none. */
        SEE_FILES("see its files, and check the patterns"),
        /** Files that are to be left out of what is published. */
        LEAVE_OUT("move them out, or leave them out with a rule in '.seedbankignore'"),
        /** Secrets that are to be left out of what is published. */
        LEAVE_OUT_SECRETS("leave it out with a rule in '.seedbankignore', or say that it may be published"),
        /** A web server that has something else than is published. */
        WRONG_WEB_SEED("put the files there as they are here, or have the server left unlooked at"),
        /** Names that not each format of a torrent can have. */
        OTHER_FORMAT("rename them, or make a torrent of the format %s"),
        /** A magnet link where only a torrent or a reference will do. */
        FETCH_IT("fetch it; here, use a serial, a digest, or the .torrent file or URL"),
        /** A first way out, and another folder to fetch into. */
        OTHER_FOLDER("%s, or choose another folder"),
        /** A disk that cannot hold names of what is fetched. */
        OTHER_DISK("choose a folder on another disk, or have these files given other names"),
        /** Files in the way of a fetch. */
        OTHER_PLACE(
                "nothing was touched; choose another folder or another name, keep what is right, or have them replaced"),
        /** A server that leads to this machine or a private network. */
        ALLOW_PRIVATE("say that private places may be asked, if you trust the server"),
        /** A name that a person has to confirm. */
        CONFIRM_NAME("if you want it all the same, give it that name yourself"),
        /** A name that is not for datasets. */
        OTHER_NAME("choose another name; if it is inside the dataset, its publisher has to rename it"),
        /** A disk without locks, as some network disks are. */
        LOCAL_DISK("keep it on a disk of this machine"),
        /** A folder for native libraries that cannot be written, or in which nothing is executed. */
        EXECUTABLE_CACHE("keep what can be made again in a folder that can be written and executes programs"),
        /** A system for which there is no libtorrent. */
        OTHER_SYSTEM("use Linux on x86-64 for that; what only reads files and catalogs works here too"),
        /** No node runs. */
        START_NODE("start one"),
        /** A node runs already. */
        STOP_NODE("use it as it is, or end it first"),
        /** A node does not answer. */
        RESTART_NODE("see its log, or start it anew"),
        /** The database of a node is damaged. */
        RESTORE_BACKUP("put a backup back, or start the node, which takes over what can still be read"),
        /** The node lacks a dataset. */
        SEE_DATASETS("see which datasets it has"),
        /** The node lacks an order. */
        SEE_ORDERS("see which orders it has"),
        /** A member's key of a tracker that is not there. */
        SEE_KEYS("see which keys there are"),
        /** A member's key of a tracker that is there already. */
        OTHER_KEY("choose another name, or remove that key first; a key itself is shown only once"),
        /** Too many members' keys of a tracker. */
        REMOVE_KEYS("remove keys that have expired"),
        /** A dataset that the node has not come to serve. */
        PUBLISH_AGAIN("see how it stands, then publish it again"),
        /** A dataset whose files are on their way. */
        AWAIT_MOVE("wait until that has ended"),
        /** A dataset that the node has at another place. */
        COPY_OR_MOVE("use '%s' there, make another copy of it, or move it"),
        /** A dataset of which not all has come to the node, which fetches it to another place. */
        AWAIT_ARRIVAL("wait until all of '%s' is there, or give it up and fetch it anew"),
        /** A place to move to at which something is. */
        FREE_PLACE("choose a place where nothing is, or say that it was moved there already"),
        /** A dataset that is not where the node knows it. */
        SAY_WHERE("if it was moved already, say where to"),
        /** A place that does not hold the dataset. */
        NAME_PLACE("name the folder or file that the dataset is now; see what belongs to it"),
        /** A hard link that would lead to another file system. */
        LINK_BY_NAME("cancel the order, and give it again for symbolic links"),
        /** A place at which datasets cannot be served over HTTP. */
        OTHER_SERVING_PLACE("choose another address or port for it, or end what uses this one"),
        /** A node that serves nothing over HTTP. */
        SERVE_HTTP("have the node serve its datasets over HTTP"),
        /** A node that serves over HTTP, and nobody has said under which address others reach it. */
        SAY_SERVED_URL("say under which address others reach it"),
        /** An address under which a node is to be reached over HTTP, and is not. */
        CHECK_SERVED_URL("see that '%s' leads to the node's own port, and that no firewall is between"),
        /** A node that reaches its own machine only, and nobody there has what is wanted. */
        REACH_BEYOND_MACHINE("try again when somebody seeds it; the node reaches this machine only"),
        /** A node that reaches its own network only, and nobody there has what is wanted. */
        REACH_BEYOND_NETWORK("try again when somebody seeds it; the node reaches this network only");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** How many facts its words need. */
        public int facts() {
            return words.split("%s", -1).length - 1;
        }

        /** The kind's name between processes: lower-case words with hyphens. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Copies the facts. Throws {@link IllegalArgumentException} when they are not as many as the kind demands. */
    public Remedy {
        Objects.requireNonNull(kind, "kind");
        facts = List.copyOf(facts);
        if (facts.size() != kind.facts()) {
            throw new IllegalArgumentException("%s needs %d facts, not %d".formatted(kind, kind.facts(), facts.size()));
        }
    }

    /** Advice of a kind. */
    public static Remedy of(Kind kind, String... facts) {
        return new Remedy(kind, List.of(facts));
    }

    /** Advice in words of its own. */
    public static Remedy advice(String words) {
        return of(Kind.ADVICE, words);
    }

    /** Advice that another process gave; its plain words, where the kind is one that this version does not know. */
    public static Remedy told(String code, List<String> facts, String words) {
        for (Kind kind : Kind.values()) {
            if (kind.code().equals(code) && kind.facts() == facts.size()) {
                return new Remedy(kind, facts);
            }
        }
        return advice(words);
    }

    /** Plain words, lower case, names in single quotes, no full stop. */
    public String words() {
        return kind.words.formatted(facts.toArray());
    }
}
