package com.raptorcomply.acceptance.simulation;

/** Breaks the parts of the protocol that are SQL in the product, or that a driver performs. */
enum Fault {
    NONE(1),
    SEQUENCE_WITHOUT_LOCK(11),
    LOCK_AND_READ_IN_ONE_STATEMENT(1),
    JOIN_WITHOUT_LOCK(333),
    JOIN_READS_BEFORE_LOCK(13),
    ROW_PER_GATEWAY(7),
    LEASE_FROM_REPLYS_ARRIVAL(1),
    LEASE_FROM_WRITES_COMPLETION(17),
    RENEWAL_FROM_MEMORY(10),
    RENEWAL_CAPPED(15),
    ROW_GETS_WHAT_REPLY_BRINGS(1),
    REPLY_BEFORE_COMMIT(65),
    CLOSED_ROW_IS_RENEWED(5),
    CLOSE_WITHOUT_LOOKING(1_663),
    ANSWER_FROM_OLD_SNAPSHOT(6),
    SEQUENCE_READ_AFTER_DATA(15),
    REPEATED_JOIN_MOVES_ITS_ROW(439),
    RENEWAL_BRINGS_NOTHING(2),
    OPEN_ROW_IS_SWEPT(51);

    private final long seed;

    /**
     * Names a fault.
     *
     * @param seed of the schedule that detected it first
     */
    Fault(long seed) {
        this.seed = seed;
    }

    long seed() {
        return seed;
    }
}
