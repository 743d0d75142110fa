package com.raptorcomply.acceptance.simulation;

/** Ways to break the parts of the protocol that are SQL in the product, or that a driver does. */
enum Fault {
    NONE(1),
    SEQUENCE_WITHOUT_LOCK(147),
    LOCK_AND_READ_IN_ONE_STATEMENT(1),
    JOIN_WITHOUT_LOCK(69),
    JOIN_READS_BEFORE_LOCK(90),
    ROW_PER_GATEWAY(5),
    LEASE_FROM_REPLYS_ARRIVAL(2),
    LEASE_FROM_WRITES_COMPLETION(1),
    RENEWAL_FROM_MEMORY(5),
    RENEWAL_CAPPED(15),
    ROW_GETS_WHAT_REPLY_BRINGS(39),
    REPLY_BEFORE_COMMIT(303),
    CLOSED_ROW_IS_RENEWED(21),
    CLOSE_WITHOUT_LOOKING(3147),
    ANSWER_FROM_OLD_SNAPSHOT(6),
    SEQUENCE_READ_AFTER_DATA(25);

    private final long seed;

    /** @param seed whose schedule caught it first */
    Fault(long seed) {
        this.seed = seed;
    }

    long seed() {
        return seed;
    }
}
