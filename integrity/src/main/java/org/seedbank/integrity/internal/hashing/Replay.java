package org.seedbank.integrity.internal.hashing;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.files.FileStamp;

/** Takes what a checkpoint says into a result, as far as the files are still those that it tells of. */
final class Replay {

    private final HashPlan plan;
    private final StretchCodec codec;

    /** Holds what lies there now; looked at once, when the first record of the file comes. */
    private final FileStamp[] now;

    private final StretchCodec.Stretch[] known;

    Replay(HashPlan plan, StretchCodec codec) {
        this.plan = plan;
        this.codec = codec;
        this.now = new FileStamp[plan.items().size()];
        this.known = new StretchCodec.Stretch[plan.items().size()];
    }

    /** Tells whether a file of such a plan can go on from where its digest stands. */
    static boolean canKeepStates(HashPlan plan) {
        return plan.fileAlgorithms().equals(Set.of(DigestAlgorithm.SHA256)) && DigestState.isSupported();
    }

    void read(InputStream in) throws IOException {
        codec.read(in, this::goesOn).ifPresent(stretch -> known[stretch.item()] = stretch);
    }

    /** Tells whether a stretch begins where what is known of the same, unchanged file ends. */
    private boolean goesOn(StretchCodec.Stretch stretch) {
        int item = stretch.item();
        if (now[item] == null) {
            Optional<FileStamp> stamp = FileStamp.of(plan.items().get(item).file());
            now[item] = stamp.orElse(null);
        }
        long end = known[item] == null ? 0 : known[item].to();
        return stretch.stamp().equals(now[item]) && stretch.from() == end;
    }

    /** The plan of what is left to do, with the stamps of what is known, and where digests of parts stand. */
    HashPlan plan(FileStamp[] stamps, Map<Integer, DigestState> states) {
        List<HashItem> items = new ArrayList<>(plan.items());
        for (int i = 0; i < known.length; i++) {
            if (known[i] != null && isUsable(known[i])) {
                items.set(i, items.get(i).withKnown(known[i].to()));
                stamps[i] = known[i].stamp();
                if (known[i].state() != null) {
                    states.put(i, known[i].state());
                }
            }
        }
        return plan.withItems(items);
    }

    private boolean isUsable(StretchCodec.Stretch stretch) {
        return stretch.to() == plan.items().get(stretch.item()).length()
                || plan.fileAlgorithms().isEmpty()
                || canKeepStates(plan);
    }
}
