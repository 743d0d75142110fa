package com.raptorcomply.gateway.upstream.balance;

/**
 * Limits retries to a fraction of the requests, because retries must not multiply the load of a failing upstream.
 * Confined to its event loop.
 */
public final class RetryBudget {
    private static final int PRICE = 100;

    private final int percent;
    private final int max;
    private int saved;

    public RetryBudget(UpstreamConfig.RetryConfig settings) {
        this.percent = settings.percentMax();
        this.max = settings.burst() * PRICE;
        this.saved = max;
    }

    /** Earns a fraction of a retry; called for each request. */
    public void earn() {
        saved = Math.min(saved + percent, max);
    }

    /**
     * Spends one retry.
     *
     * @return false if the budget is used up
     */
    public boolean spend() {
        if (saved < PRICE) {
            return false;
        }
        saved -= PRICE;
        return true;
    }
}
