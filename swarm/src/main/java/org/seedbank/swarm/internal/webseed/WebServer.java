package org.seedbank.swarm.internal.webseed;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.webseed.Asking;
import org.seedbank.swarm.webseed.FilesReader;
import org.seedbank.swarm.webseed.NumberedReader;
import org.seedbank.swarm.webseed.Pace;
import org.seedbank.swarm.webseed.Refusals;
import org.seedbank.swarm.webseed.ServerMemory;
import org.seedbank.swarm.webseed.WebSeedAddress;
import org.seedbank.swarm.webseed.WebSeedReader;
import org.seedbank.swarm.webseed.WebSeedTrouble;

/**
 * One web seed of a fetch: how it stands, which pieces it is not asked for, and for how long. What it has wrong, or has not, is
 * left out and tried again after a while, as somebody may mend it. Safe for all threads.
 */
final class WebServer {

    /** What is wrong on a server seldom changes in less. */
    private static final Duration WRONG_AGAIN = Duration.ofMinutes(10);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration BUSY_PAUSE = Duration.ofSeconds(10);

    /** So many pieces in a row that are wrong, and none that is right: it has something else. */
    private static final int WRONG_IN_ROW = 8;

    /** The same of files that are not there, which cost little. */
    private static final int MISSING_IN_ROW = 200;

    /** A connection that broke cost nothing, and may be had again soon. */
    private static final Duration BROKEN_AGAIN = Duration.ofSeconds(10);

    /** To wait for what hangs costs a reader half a minute each time. */
    private static final Duration SILENT_AGAIN = Duration.ofMinutes(1);

    /** So many requests in a row that nothing came of: it is not a file of it that hangs or breaks, but all of it. */
    private static final int FRUITLESS_IN_ROW = 2;

    private static final int MOST_PARTS_NAMED = 2;
    private static final int MOST_DOUBLED = 10;

    /** Reading is worth it where a quarter of what a server has to send is needed, or where it is no more than this. */
    private static final long CHEAP = 64 << 20;

    private static final int WORTH = 4;

    private record Again(Instant when, BitSet pieces) {}

    /** Something that is wrong: in words for a person, and of which kind. */
    private record Problem(String word, Source.Fault fault) {}

    private final Metainfo torrent;
    private final PieceRow row;
    private final WebSeedAddress address;
    private final InstantSource clock;
    private final BiConsumer<String, String> warning;
    private volatile ServerMemory memory = new ServerMemory();
    private final BitSet out = new BitSet();
    private final List<Again> again = new ArrayList<>();
    private WebSeedRule rule;
    private Optional<NotAsked> unasked;
    private Optional<Problem> finding = Optional.empty();
    private Optional<Problem> failing = Optional.empty();
    private Optional<Instant> answered = Optional.empty();
    private boolean gave;
    private Instant notBefore = Instant.MIN;

    /** The files that it was last asked for before it was known how it answers. */
    private BitSet first = new BitSet();

    private int failures;
    private int hopeless;
    private int fruitless;
    private int most;
    private int reading;

    /** Of those who read from it just now. */
    private final Set<SlowWindow> windows = new HashSet<>();

    /**
     * A server that was not asked yet.
     *
     * @param readers how many connections to it there may be
     * @param warning is told the address and what is wrong there, each time that something else is
     */
    WebServer(
            Metainfo torrent,
            PieceRow row,
            WebSeedAddress address,
            WebSeedRule rule,
            int readers,
            InstantSource clock,
            BiConsumer<String, String> warning) {
        this.torrent = torrent;
        this.row = row;
        this.address = address;
        this.rule = rule;
        this.unasked = rule.against(address);
        this.most = readers;
        this.clock = clock;
        this.warning = warning;
    }

    WebSeedAddress address() {
        return address;
    }

    /** A reader of it, which its user closes. */
    WebSeedReader reader(Pace pace) {
        Asking asking = (uri, byServer) -> rule().get(uri, byServer);
        return address.isByNumber()
                ? new NumberedReader(torrent.infoHashV1().orElseThrow(), address, asking, pace)
                : new FilesReader(torrent, row, address, asking, memory, pace);
    }

    private synchronized WebSeedRule rule() {
        return rule;
    }

    /** Lets the rule be another one from now on. */
    synchronized void follow(WebSeedRule changed) {
        if (!rule.equals(changed)) {
            rule = changed;
            unasked = rule.against(address);
            notBefore = Instant.MIN;
        }
    }

    /** Has it asked at once for all that it is left alone with: somebody may have mended it. */
    synchronized void askAgain() {
        out.clear();
        again.clear();
        memory = new ServerMemory();
        finding = Optional.empty();
        failing = Optional.empty();
        failures = 0;
        hopeless = 0;
        fruitless = 0;
        unasked = rule.against(address);
        notBefore = Instant.MIN;
    }

    /** Tells whether it may ever be asked. */
    synchronized boolean isAsked() {
        return unasked.isEmpty();
    }

    /** Tells whether it may be asked just now by one more reader, and counts that one in until it is {@linkplain #left left}. */
    synchronized boolean enter() {
        if (unasked.isPresent() || reading >= readers() || clock.instant().isBefore(notBefore)) {
            return false;
        }
        reading++;
        return true;
    }

    /** Tells whether it is left alone just now. */
    synchronized boolean isPaused() {
        return unasked.isPresent() || clock.instant().isBefore(notBefore);
    }

    /** Tells whether it is not asked for a piece. */
    boolean leavesOut(int piece) {
        return leftOut().get(piece);
    }

    private int readers() {
        if (address.isByNumber() || (memory.isKnown() && !memory.givesWholeFiles())) {
            return most;
        }
        return hangsAtFirst() ? Math.min(FRUITLESS_IN_ROW, most) : 1;
    }

    /** Whether it gives ranges shows at its first answer. If that does not come, it may be for a file of it alone. */
    private boolean hangsAtFirst() {
        return !memory.isKnown() && windows.stream().anyMatch(SlowWindow::isQuiet);
    }

    /** Counts a reader in that waits for its bytes, until it {@linkplain #endWait does not}. */
    synchronized void beginWait(SlowWindow window) {
        windows.add(window);
    }

    synchronized void endWait(SlowWindow window) {
        windows.remove(window);
    }

    /** One reader that waits is enough: others begin to ask while it does, for what it was to bring. */
    private Optional<Problem> quiet() {
        boolean gives = answered.filter(last -> clock.instant().isBefore(last.plus(SlowWindow.QUIET)))
                .isPresent();
        boolean waits = windows.stream().anyMatch(SlowWindow::isQuiet);
        boolean held = windows.stream().anyMatch(SlowWindow::isPaused);
        return waits && !gives && !held
                ? Optional.of(new Problem(SlowWindow.quiet(), Source.Fault.SILENT))
                : Optional.empty();
    }

    synchronized void left() {
        reading--;
    }

    /** Takes pieces that are worth asking it for. */
    Optional<PieceBoard.Claim> claim(Object owner, PieceBoard board, long bytes) {
        if (!memory.givesWholeFiles() || address.isByNumber()) {
            Optional<PieceBoard.Claim> claim = board.claim(owner, leftOut(), bytes, false);
            claim.ifPresent(this::asked);
            return claim;
        }
        Optional<PieceBoard.Claim> claim = board.claim(owner, leftOut(), Long.MAX_VALUE, true);
        if (claim.isPresent() && !isWorthIt(claim.get())) {
            board.release(claim.get());
            leaveOut(
                    claim.get().pieces(),
                    new Problem(
                            "it answers with whole files, and most of them is here already", Source.Fault.NO_RANGES));
            return Optional.empty();
        }
        return claim;
    }

    /** Of whole files, all that lies before what is needed has to be read too. */
    private boolean isWorthIt(PieceBoard.Claim claim) {
        long needed = claim.pieces().cardinality() * (long) torrent.pieceLength();
        PieceRow.Part first = row.parts(claim.first()).get(0);
        long before = first.start();
        long read = before + (claim.last() - claim.first() + 1L) * torrent.pieceLength();
        return read <= CHEAP || read <= needed * WORTH;
    }

    private synchronized BitSet leftOut() {
        Instant now = clock.instant();
        if (again.removeIf(each -> !each.when().isAfter(now))) {
            out.clear();
            again.forEach(each -> out.or(each.pieces())); // A piece can be left out for two reasons.
        }
        BitSet leftOut = (BitSet) out.clone();
        if (hangsAtFirst()) {
            leftOut.or(first);
        }
        return leftOut;
    }

    private synchronized void asked(PieceBoard.Claim claim) {
        if (!memory.isKnown()) {
            first = files(claim.pieces());
        }
    }

    /** All pieces of the files of these. */
    private BitSet files(BitSet pieces) {
        BitSet files = new BitSet();
        pieces.stream().forEach(piece -> row.parts(piece).forEach(part -> files.or(row.pieces(part.file()))));
        return files;
    }

    private void leaveOut(BitSet pieces, Problem why) {
        leaveOut(pieces, why, WRONG_AGAIN);
    }

    private synchronized void leaveOut(BitSet pieces, Problem why, Duration time) {
        if (out.isEmpty() || finding.isEmpty()) {
            finding = Optional.of(why);
            warning.accept(address.shown(), why.word());
        }
        out.or(pieces);
        again.add(new Again(clock.instant().plus(time), (BitSet) pieces.clone()));
    }

    /** Bytes come from it; whether they are right shows when a piece is whole. */
    synchronized void answers() {
        answered = Optional.of(clock.instant());
    }

    /** A piece of it was right. */
    synchronized void right() {
        gave = true;
        failures = 0;
        hopeless = 0;
        fruitless = 0;
        failing = Optional.empty();
    }

    /** A piece of it was not what was published. */
    void wrong(int piece) {
        BitSet pieces = new BitSet();
        pieces.set(piece);
        String where = row.parts(piece).stream()
                .limit(MOST_PARTS_NAMED)
                .map(part -> "bytes %d to %d of '%s'".formatted(part.start(), part.end() - 1, path(part.file())))
                .collect(Collectors.joining(" and "));
        leaveOut(pieces, new Problem("%s are not what was published".formatted(where), Source.Fault.WRONG_BYTES));
        countHopeless(WRONG_IN_ROW);
    }

    private String path(int file) {
        return torrent.published().files().get(file).path().text();
    }

    private synchronized void countHopeless(int limit) {
        if (++hopeless >= limit) {
            hopeless = 0;
            fail(finding.orElse(new Problem("it has something else", Source.Fault.WRONG_BYTES)), WRONG_AGAIN);
        }
    }

    /** Trouble while a piece was read from it. */
    void trouble(WebSeedTrouble trouble, int piece) {
        switch (trouble.kind()) {
            case NO_RANGES -> {
                return; // It is remembered, and the next claim goes by it.
            }
            case FILE, OTHER_FILE -> {
                leaveOut(of(trouble.file(), piece), problem(trouble));
                countHopeless(MISSING_IN_ROW);
            }
            case BYTES -> {
                leaveOut(of(OptionalInt.empty(), piece), problem(trouble));
                countHopeless(MISSING_IN_ROW);
            }
            case NOT_ASKED -> refuse(trouble.getMessage());
            case BUSY -> busy(trouble);
            case BROKEN -> fruitless(problem(trouble), piece, BROKEN_AGAIN);
            case SILENT -> fruitless(problem(trouble), piece, SILENT_AGAIN);
            case SERVER, UNREACHABLE, BAD_PROXY -> failed(problem(trouble));
        }
    }

    private static Problem problem(WebSeedTrouble trouble) {
        Source.Fault fault =
                switch (trouble.kind()) {
                    case UNREACHABLE -> Source.Fault.UNREACHABLE;
                    case BAD_PROXY -> Source.Fault.PROXY;
                    case BROKEN -> Source.Fault.BROKEN;
                    case SILENT -> Source.Fault.SILENT;
                    case OTHER_FILE -> Source.Fault.WRONG_BYTES;
                    case NO_RANGES -> Source.Fault.NO_RANGES;
                    case SERVER, BUSY, FILE, BYTES, NOT_ASKED -> Source.Fault.REFUSED;
                };
        return new Problem(trouble.getMessage(), fault);
    }

    private BitSet of(OptionalInt file, int piece) {
        if (file.isPresent()) {
            return row.pieces(file.getAsInt());
        }
        BitSet pieces = new BitSet();
        pieces.set(piece);
        return pieces;
    }

    private synchronized void refuse(String why) {
        unasked = Optional.of(NotAsked.PRIVATE);
        warning.accept(address.shown(), why);
    }

    private synchronized void busy(WebSeedTrouble trouble) {
        most = 1;
        fail(problem(trouble), trouble.pause().orElseGet(() -> grown(BUSY_PAUSE)));
    }

    /** Less than enough came for so long that its connection was ended here. */
    void hangs(int piece) {
        fruitless(new Problem(SlowWindow.tooSlow(), Source.Fault.SILENT), piece, SILENT_AGAIN);
    }

    /** A server with a file on a disk that hangs answers for the others. */
    private synchronized void fruitless(Problem why, int piece, Duration again) {
        BitSet files = files(of(OptionalInt.empty(), piece));
        boolean others = files.cardinality() < torrent.pieceCount();
        if (others) {
            leaveOut(files, why, again);
        }
        if (!others || ++fruitless >= FRUITLESS_IN_ROW) {
            fruitless = 0;
            failed(why);
        }
    }

    private synchronized void failed(Problem why) {
        fail(why, grown(FIRST_PAUSE));
    }

    private Duration grown(Duration first) {
        Duration pause = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLED));
        failures++;
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private void fail(Problem why, Duration pause) {
        if (!failing.equals(Optional.of(why))) {
            warning.accept(address.shown(), why.word());
        }
        failing = Optional.of(why);
        notBefore = clock.instant().plus(pause);
    }

    /** The connection broke, or no answer came. With bytes that came before, it is asked for the rest at once. */
    void broke(IOException failure, boolean somethingCame, int piece) {
        WebSeedTrouble trouble = Refusals.of(failure);
        if (trouble.kind() == WebSeedTrouble.Kind.BROKEN && somethingCame) {
            synchronized (this) {
                failures = 0;
            }
            return;
        }
        trouble(trouble, piece);
    }

    /** How it stands. */
    synchronized Source source() {
        if (unasked.isPresent()) {
            return Source.notAsked(Source.Kind.WEB_SEED, address.shown(), unasked.get());
        }
        Optional<Problem> now = failing.or(this::quiet);
        boolean fails = now.isPresent() || (!gave && finding.isPresent());
        Source.State state =
                fails ? Source.State.FAILING : answered.isPresent() ? Source.State.WORKING : Source.State.WAITING;
        Optional<String> word = now.map(Problem::word).or(this::findings).or(memory::remark);
        return new Source(
                Source.Kind.WEB_SEED,
                address.shown(),
                state,
                word,
                answered,
                next(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                now.or(() -> finding).map(Problem::fault));
    }

    /** When it is asked again, or for the first of what it is not asked for now. */
    private Optional<Instant> next() {
        Instant now = clock.instant();
        return Optional.of(notBefore).filter(when -> when.isAfter(now)).or(() -> again.stream()
                .map(Again::when)
                .filter(when -> when.isAfter(now))
                .min(Comparator.naturalOrder()));
    }

    private Optional<String> findings() {
        return finding.map(first -> out.cardinality() <= 1
                ? first.word()
                : "%s; %d of %d pieces are left out".formatted(first.word(), out.cardinality(), torrent.pieceCount()));
    }
}
