package org.seedbank.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What is done in which order. Numbers choose among what there is when their turn comes, so that a sequence still means
 * something when deeds are left out of it.
 *
 * @param seed it was made from, and the bytes of its files are
 */
record DeedSequence(long seed, List<Step> steps) {

    private static final int FEWEST = 6;
    private static final int MOST = 12;
    private static final int RANGE = 1000;

    /** One deed with its choices, each from 0 to 999. */
    record Step(Deed deed, int first, int second, int third) {

        @Override
        public String toString() {
            return "%s:%d:%d:%d".formatted(deed, first, second, third);
        }

        /** Another deed, with these choices every other time. */
        Step meet(Step other, Random dice) {
            return dice.nextBoolean() ? new Step(other.deed, first, second, other.third) : other;
        }

        static Step parse(String text) {
            String[] parts = text.split(":", -1);
            return new Step(
                    Deed.valueOf(parts[0]),
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    Integer.parseInt(parts[3]));
        }
    }

    /**
     * The same for the same seed. Something is published first, else there is little to do; and half of what is done is done
     * to the same thing, else nobody would meet.
     */
    static DeedSequence of(long seed) {
        Random dice = new Random(seed);
        Step usual = new Step(Deed.QUIET, dice.nextInt(RANGE), dice.nextInt(RANGE), 0);
        List<Step> steps = new ArrayList<>();
        int length = FEWEST + dice.nextInt(MOST - FEWEST + 1);
        for (int i = 0; i < length; i++) {
            steps.add(i < 2 ? any(Deed.PUBLISH, dice) : usual.meet(any(Deed.any(dice), dice), dice));
        }
        return new DeedSequence(seed, List.copyOf(steps));
    }

    private static Step any(Deed deed, Random dice) {
        return new Step(deed, dice.nextInt(RANGE), dice.nextInt(RANGE), dice.nextInt(RANGE));
    }

    /** A sequence as it was printed. */
    static DeedSequence parse(String text) {
        String[] words = text.strip().split(" ", -1);
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            steps.add(Step.parse(words[i]));
        }
        return new DeedSequence(Long.parseLong(words[0]), List.copyOf(steps));
    }

    /** The same without one deed. */
    DeedSequence without(int index) {
        List<Step> rest = new ArrayList<>(steps);
        rest.remove(index);
        return new DeedSequence(seed, List.copyOf(rest));
    }

    /** What {@link #parse} takes. */
    @Override
    public String toString() {
        return seed + " " + steps.stream().map(Step::toString).collect(Collectors.joining(" "));
    }
}
