package org.seedbank.cli;

import java.util.Random;

/** What can be done in a sequence, and how often it is. */
enum Deed {
    PUBLISH(8),
    EDIT_ORIGINAL(5),
    RESTORE_ORIGINAL(4),
    WITHDRAW(1),
    STOP_PUBLISHER(2),
    START_PUBLISHER(3),
    KILL_PUBLISHER(2),

    GET(22),
    GET_ALL(6),
    GET_ALONE(4),
    FOLLOW(4),
    CANCEL(1),
    VERIFY(4),
    REPAIR(3),
    REMOVE(3),
    DELETE_DATA(2),
    PAUSE(2),
    RESUME(4),
    MOVE(4),
    RELOCATE(4),
    LINK(2),
    STOP_FETCHER(2),
    START_FETCHER(3),
    KILL_FETCHER(6),

    PUT_FILE(8),
    PUT_EXTRA(3),
    PUT_LINK(6),
    REPLACE_BY_LINK(4),
    EDIT(12),
    DELETE_FILE(5),
    DELETE_PLACE(4),
    MOVE_PLACE(5),
    COPY_BY_HAND(6),
    UNMOUNT(3),
    MOUNT(4),

    HIDE_ENTRY(2),
    SHOW_ENTRY(3),
    TEAR_ENTRY(2),
    QUIET(6);

    private final int weight;

    Deed(int weight) {
        this.weight = weight;
    }

    static Deed any(Random dice) {
        int sum = 0;
        for (Deed each : values()) {
            sum += each.weight;
        }
        int left = dice.nextInt(sum);
        for (Deed each : values()) {
            left -= each.weight;
            if (left < 0) {
                return each;
            }
        }
        throw new IllegalStateException();
    }
}
