package org.seedbank.cli.verify;

import java.util.List;
import java.util.Optional;
import org.seedbank.cli.frame.Context;
import org.seedbank.node.StoredCopies;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;

/** Who knows which copies this home has: the node, or where none runs what it has written down. */
interface CopyRecords {

    /** Everything that it has. */
    List<DatasetView> datasets() throws InterruptedException;

    /**
     * Where one of them lies, and what it is to be.
     *
     * @throws NodeException.Refused when not all of it has arrived
     * @throws NodeException.UnknownDataset when it is gone meanwhile
     */
    HeldCopy copy(DatasetView view) throws InterruptedException;

    /** Datasets of which something cannot be read, and why, for a person. */
    List<String> lost();

    /** Tells a person how old this knowledge is, where that is not of now. */
    void tell();

    /** Those of this home. */
    static CopyRecords of(Context context) throws InterruptedException {
        Optional<NodeControl> node = context.nodes().running();
        return node.isPresent()
                ? of(node.get())
                : of(StoredCopies.in(context.home().nodeFolder()), context);
    }

    private static CopyRecords of(NodeControl node) {
        return new CopyRecords() {
            @Override
            public List<DatasetView> datasets() throws InterruptedException {
                return node.datasets();
            }

            @Override
            public HeldCopy copy(DatasetView view) throws InterruptedException {
                return HeldCopy.of(node, view);
            }

            @Override
            public List<String> lost() {
                return List.of(); // The node says so itself.
            }

            @Override
            public void tell() {}
        };
    }

    private static CopyRecords of(StoredCopies stored, Context context) {
        return new CopyRecords() {
            @Override
            public List<DatasetView> datasets() {
                return stored.datasets();
            }

            @Override
            public HeldCopy copy(DatasetView view) throws InterruptedException {
                return HeldCopy.of(stored, view);
            }

            @Override
            public List<String> lost() {
                return stored.lost();
            }

            @Override
            public void tell() {
                context.terminal().say("no node is running: this goes by the records of this home");
            }
        };
    }
}
