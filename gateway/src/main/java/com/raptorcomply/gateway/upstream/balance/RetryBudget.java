package com.raptorcomply.gateway.upstream.balance;

/** So that retries never multiply the load of an upstream in trouble: each request earns a part of one. Confined to its loop. */
public final class RetryBudget {
    private static final int PRICE = 100;

    private final int percent;
    private final int most;
    private int saved;

    public RetryBudget(UpstreamConfig.RetryConfig settings) {
        this.percent = settings.percentMax();
        this.most = settings.burst() * PRICE;
        this.saved = most;
    }

    /** For each request that comes. */
    public void earn() {
        saved = Math.min(saved + percent, most);
    }

    /** For a retry; false when there is nothing left for one. */
    public boolean spend() {
        if (saved < PRICE) {
            return false;
        }
        saved -= PRICE;
        return true;
    }
}
