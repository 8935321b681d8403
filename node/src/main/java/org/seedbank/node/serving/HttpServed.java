package org.seedbank.node.serving;

/**
 * How a node serves datasets over HTTP, and what that has come to since it was started.
 *
 * @param serving how, with the port that it listens at
 * @param mark a word that it tells all who ask, by which it is known again behind another server
 * @param sent bytes of datasets sent
 * @param answers how many requests it has answered
 * @param clients how many addresses have asked, at most {@value #MOST_CLIENTS}; behind another server, that one's
 * @param connections how many connections are open
 * @param uploadRate bytes of datasets sent per second, over the last five seconds
 */
public record HttpServed(
        HttpServing serving, String mark, long sent, long answers, int clients, int connections, long uploadRate) {

    /** More are not counted apart. */
    public static final int MOST_CLIENTS = 10_000;

    /** The header of each answer that has the mark. */
    public static final String MARK_HEADER = "X-Seedbank-Node";
}
