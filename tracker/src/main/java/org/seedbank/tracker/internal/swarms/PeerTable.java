package org.seedbank.tracker.internal.swarms;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.seedbank.tracker.internal.swarms.PeerAddress.Nearness;

/**
 * The peers of one swarm and one family of addresses, in two arrays: those who have everything come first. A peer is an
 * address and a port. Not safe for use by several threads.
 */
final class PeerTable {

    /** No index. */
    static final int NONE = -1;

    /** What a peer has left that has not said it. */
    static final long UNKNOWN = -1;

    private static final int FIRST_CAPACITY = 4;
    private static final int PORT_SHIFT = 16;
    private static final int NEARNESS_MASK = 3;
    private static final int COUNTED = 4;
    private static final int PAUSED = 8;
    private static final long UNSIGNED = 0xffff_ffffL;

    /** Peers looked at for one answer where not all may be given. */
    private static final int MOST_LOOKS = 4_096;

    /** Strangers choose ports and, with IPv6, addresses; what they cannot choose is where those lie in the table. */
    private static final long SALT = new SecureRandom().nextLong() | 1;

    private final boolean v6;
    private final int meta;
    private final int stride;
    private final int[] near = new int[Nearness.values().length];
    private int[] data = {};
    private int[] slots = {};
    private int size;
    private int seeds;

    /** Empty, for one family. */
    PeerTable(boolean v6) {
        this.v6 = v6;
        this.meta = v6 ? 4 : 1;
        this.stride = meta + 4;
    }

    /** All peers. */
    int size() {
        return size;
    }

    /** Peers that have everything. */
    int seeds() {
        return seeds;
    }

    /** The index of a peer, until the next change, or {@link #NONE}. */
    int find(PeerAddress address, int port) {
        if (size == 0) {
            return NONE;
        }
        int mask = slots.length - 1;
        for (int slot = hash(address.high(), address.low(), port) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int index = slots[slot] - 1;
            if (port(index) == port && low(index) == address.low() && high(index) == address.high()) {
                return index;
            }
        }
        return NONE;
    }

    /** Adds a peer that is not there, as one that lacks something, and returns its index. */
    int add(PeerAddress address, int port, Nearness nearness) {
        if ((size + 1) * stride > data.length) {
            resize(Math.max(FIRST_CAPACITY, size + (size >> 1)));
        }
        int index = size++;
        int at = index * stride;
        if (v6) {
            data[at] = (int) (address.high() >> Integer.SIZE);
            data[at + 1] = (int) address.high();
            data[at + 2] = (int) (address.low() >> Integer.SIZE);
        }
        data[at + meta - 1] = (int) address.low();
        data[at + meta] = (port << PORT_SHIFT) | nearness.number();
        near[nearness.number()]++;
        insert(index);
        return index;
    }

    /**
     * Notes what a peer said.
     *
     * @param deadline when it is forgotten unless it says more
     * @param left bytes that it lacks, or {@link #UNKNOWN}
     * @return its index from now on
     */
    int update(int index, int deadline, long left, boolean paused) {
        int at = index * stride + meta;
        data[at] = paused ? data[at] | PAUSED : data[at] & ~PAUSED;
        data[at + 1] = deadline;
        data[at + 2] = (int) (left >> Integer.SIZE);
        data[at + 3] = (int) left;
        boolean seed = left == 0;
        if (seed == index < seeds) {
            return index;
        }
        int border = seed ? seeds++ : --seeds;
        swap(index, border);
        return border;
    }

    /** Tells whether a peer is one that has everything. */
    boolean isSeed(int index) {
        return index < seeds;
    }

    /** Notes that a peer's download was counted; tells whether it was not before. */
    boolean count(int index) {
        int at = index * stride + meta;
        boolean first = (data[at] & COUNTED) == 0;
        data[at] |= COUNTED;
        return first;
    }

    /** Takes a peer out. The others' indexes change. */
    void remove(int index) {
        near[nearnessNumber(index)]--;
        clear(slotOf(index));
        int hole = index;
        if (hole < seeds) {
            move(--seeds, hole);
            hole = seeds;
        }
        move(--size, hole);
        if (size * 4 * stride < data.length && data.length > FIRST_CAPACITY * stride) {
            resize(Math.max(FIRST_CAPACITY, size * 2));
        }
    }

    /** Takes out all whose deadline has come; {@code gone} is told of each. */
    void expire(int now, Consumer<PeerAddress> gone) {
        for (int index = size - 1; index >= 0; index--) {
            if (data[index * stride + meta + 1] <= now) {
                gone.accept(address(index));
                remove(index);
            }
        }
    }

    /** Takes out all; {@code gone} is told of each. */
    void clear(Consumer<PeerAddress> gone) {
        for (int index = 0; index < size; index++) {
            gone.accept(address(index));
        }
        data = new int[0];
        slots = new int[0];
        Arrays.fill(near, 0);
        size = 0;
        seeds = 0;
    }

    /** Counts all but those that another table has too. */
    void count(PeerTable other, PeerCount into) {
        for (int index = 0; index < size; index++) {
            if (other == null || other.find(address(index), port(index)) == NONE) {
                boolean paused = (data[index * stride + meta] & PAUSED) != 0;
                into.add(index < seeds, paused, left(index));
            }
        }
    }

    /**
     * Writes random peers, each address as likely as any other, as 4 or 16 bytes and the port (BEP 23, BEP 7).
     *
     * @param asker the index of who asks, who is not among them, or {@link #NONE}
     * @param wanted how many at most
     * @param reach how near who asks is: those that are nearer to the tracker cannot be reached from there
     * @param lacking whether only those are of use that lack something
     */
    void choose(int asker, int wanted, Nearness reach, boolean lacking, RandomGenerator random, ByteBuffer out) {
        int from = lacking ? seeds : 0;
        boolean among = asker >= from;
        int count = size - from - (among ? 1 : 0);
        if (count <= 0 || wanted <= 0) {
            return;
        }
        int turn = random.nextInt(count);
        boolean all = reach == Nearness.MACHINE
                || near[Nearness.MACHINE.number()] + (reach == Nearness.INTERNET ? near[Nearness.NETWORK.number()] : 0)
                        == 0;
        if (all) {
            int chosen = Math.min(wanted, count);
            for (int each = 0; each < chosen; each++) {
                // One of each of as many stretches: none comes twice, and all are equally likely as they begin
                // anywhere.
                int low = (int) ((long) each * count / chosen);
                int high = (int) ((each + 1L) * count / chosen);
                put(index(from, (turn + low + random.nextInt(high - low)) % count, among, asker), out);
            }
            return;
        }
        int found = 0;
        for (int look = 0; look < Math.min(count, MOST_LOOKS) && found < wanted; look++) {
            int index = index(from, (turn + look) % count, among, asker);
            if (nearnessNumber(index) >= reach.number()) {
                put(index, out);
                found++;
            }
        }
    }

    private static int index(int from, int position, boolean among, int asker) {
        int index = from + position;
        return among && index >= asker ? index + 1 : index;
    }

    private void put(int index, ByteBuffer out) {
        int at = index * stride;
        for (int word = 0; word < meta; word++) {
            out.putInt(data[at + word]);
        }
        out.putShort((short) port(index));
    }

    private int port(int index) {
        return data[index * stride + meta] >>> PORT_SHIFT;
    }

    Nearness nearness(int index) {
        return Nearness.numbered(nearnessNumber(index));
    }

    private int nearnessNumber(int index) {
        return data[index * stride + meta] & NEARNESS_MASK;
    }

    private long left(int index) {
        int at = index * stride + meta;
        return ((long) data[at + 2] << Integer.SIZE) | (data[at + 3] & UNSIGNED);
    }

    private long high(int index) {
        int at = index * stride;
        return v6 ? ((long) data[at] << Integer.SIZE) | (data[at + 1] & UNSIGNED) : 0;
    }

    private long low(int index) {
        int at = index * stride;
        return v6 ? ((long) data[at + 2] << Integer.SIZE) | (data[at + 3] & UNSIGNED) : data[at] & UNSIGNED;
    }

    private PeerAddress address(int index) {
        return new PeerAddress(high(index), low(index), v6);
    }

    private static int hash(long high, long low, int port) {
        long mixed = ((high * 31 + low) * 31 + port) * SALT;
        mixed = (mixed ^ mixed >>> 29) * 0xbf58_476d_1ce4_e5b9L;
        return (int) (mixed >>> 32);
    }

    private int home(int index) {
        return hash(high(index), low(index), port(index)) & (slots.length - 1);
    }

    private void insert(int index) {
        int slot = home(index);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = index + 1;
    }

    private int slotOf(int index) {
        int slot = home(index);
        while (slots[slot] != index + 1) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    /** Empties a slot and moves those up that stand behind it and belong before. */
    private void clear(int slot) {
        int mask = slots.length - 1;
        int hole = slot;
        for (int next = (hole + 1) & mask; slots[next] != 0; next = (next + 1) & mask) {
            int home = home(slots[next] - 1);
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                slots[hole] = slots[next];
                hole = next;
            }
        }
        slots[hole] = 0;
    }

    private void move(int from, int to) {
        if (from != to) {
            slots[slotOf(from)] = to + 1;
            System.arraycopy(data, from * stride, data, to * stride, stride);
        }
    }

    private void swap(int one, int other) {
        if (one != other) {
            int slotOfOne = slotOf(one);
            slots[slotOf(other)] = one + 1;
            slots[slotOfOne] = other + 1;
            for (int word = 0; word < stride; word++) {
                int kept = data[one * stride + word];
                data[one * stride + word] = data[other * stride + word];
                data[other * stride + word] = kept;
            }
        }
    }

    private void resize(int capacity) {
        data = Arrays.copyOf(data, capacity * stride);
        slots = new int[Integer.highestOneBit(capacity * 3 / 2 - 1) << 1];
        for (int index = 0; index < size; index++) {
            insert(index);
        }
    }
}
