package com.raptorcomply.acceptance.simulation;

import java.util.List;

/** Injects faults. */
final class Storm {
    private static final long MILLI = SimClock.NANOS_PER_MILLI;
    private static final long SECOND = 1_000 * MILLI;

    private static final int CHANGES_AT_THE_LAST_MOMENT = 3;
    private static final int REQUESTS_AT_THE_LAST_MOMENT = 50;

    private final SimWorld world;

    Storm(SimWorld world) {
        this.world = world;
    }

    void until(long endNanos) {
        switch (world.weather) {
            case FAIR -> {}
            case CUT_CABLE -> world.later(4 * SECOND, endNanos, () -> cutOffAsThingsChange(gateway()));
            case LATE_RETURN -> world.later(2 * SECOND, endNanos, this::returnLate);
            case STORM -> world.later(700 * MILLI, endNanos, this::strike);
        }
    }

    private void strike() {
        switch (world.events.random.nextInt(18)) {
            case 0 -> gateway().cutLink();
            case 1 -> world.cutOff(gateway(), evenly(3 * SECOND));
            case 2 -> crashReplica();
            case 3 -> replica().pause(within(4 * SECOND));
            case 4 -> gateway().pause(evenly(3 * SECOND));
            case 5 -> gateway().sleep(within(5 * SECOND));
            case 6 -> gateway().jumpWall(jump());
            case 7, 13, 14 -> restart(gateway(), 0);
            case 8 -> restart(gateway(), within(5 * SECOND));
            case 9 -> leave(gateway());
            case 10 -> world.database.failOver();
            case 11, 12 -> replica().stallFeed(evenly(5 * SECOND));
            case 15, 16 -> comeBackAtTheLastMoment(gateway());
            default -> crashReplica();
        }
    }

    /**
     * Disconnects a gateway as subjects change. Only its own clock then ends its grants, so requests arrive at that
     * moment.
     */
    private void cutOffAsThingsChange(SimGateway gateway) {
        world.cutOff(gateway, within(4 * SECOND));
        for (int i = 0; i < CHANGES_AT_THE_LAST_MOMENT; i++) {
            world.events.after(evenly(20 * MILLI), world::revoke);
        }
        for (int i = 0; i < REQUESTS_AT_THE_LAST_MOMENT; i++) {
            long lastNanos = gateway.leaseNanos() - 50 * MILLI + evenly(150 * MILLI);
            world.events.after(lastNanos, () -> world.request(gateway));
        }
    }

    private long jump() {
        long length = within(10 * SECOND);
        return world.events.chance(0.5) ? length : -length;
    }

    /**
     * Keeps a gateway silent for almost as long as its row allows. It returns while subjects change and the database is
     * slow.
     */
    private void comeBackAtTheLastMoment(SimGateway gateway) {
        comeBack(gateway, gateway.waitNanos() - evenly(300 * MILLI), () -> world.slowFor(500 * MILLI));
    }

    /** Keeps one gateway or all silent until replicas begin to close their rows. */
    private void returnLate() {
        List<SimGateway> silent = world.events.chance(0.5) ? List.of(gateway()) : List.copyOf(world.gateways);
        silent.stream().filter(gateway -> !world.isCutOff(gateway)).forEach(gateway -> {
            long silentNanos = gateway.waitNanos() - 200 * MILLI + evenly(600 * MILLI);
            comeBack(gateway, silentNanos, () -> {
                world.lockRowsFor(500 * MILLI);
                world.replicas.forEach(replica -> replica.stallFeed(evenly(1 * SECOND)));
            });
        });
    }

    /** Disconnects a gateway for a while. It returns while subjects change, and requests arrive. */
    private void comeBack(SimGateway gateway, long silentNanos, Runnable obstacles) {
        world.cutOff(gateway, silentNanos);
        world.events.after(silentNanos, () -> {
            obstacles.run();
            for (int i = 0; i < CHANGES_AT_THE_LAST_MOMENT; i++) {
                world.events.after(evenly(300 * MILLI), world::revoke);
            }
            for (int i = 0; i < REQUESTS_AT_THE_LAST_MOMENT; i++) {
                world.events.after(evenly(1 * SECOND), () -> world.request(gateway));
            }
        });
    }

    private void crashReplica() {
        int index = world.events.random.nextInt(world.replicas.size());
        if (!world.replicas.get(index).isDead()) {
            world.replicas.get(index).crash();
            world.events.after(within(2 * SECOND), () -> world.replaceReplica(index));
        }
    }

    /**
     * Starts a new process of the same name. The old one lives on for a while, as one that was wrongly considered dead.
     */
    private void restart(SimGateway old, long overlapNanos) {
        world.addGateway(old.name());
        world.events.after(overlapNanos, () -> {
            old.kill();
            world.gateways.remove(old);
        });
    }

    private void leave(SimGateway old) {
        old.leave();
        world.addGateway(old.name());
        world.events.after(6 * SECOND, () -> world.gateways.remove(old));
    }

    private SimGateway gateway() {
        return world.gateways.get(world.events.random.nextInt(world.gateways.size()));
    }

    private SimReplica replica() {
        return world.replicas.get(world.events.random.nextInt(world.replicas.size()));
    }

    private long evenly(long longestNanos) {
        return world.events.evenly(longestNanos);
    }

    private long within(long longestNanos) {
        return world.events.within(longestNanos);
    }
}
