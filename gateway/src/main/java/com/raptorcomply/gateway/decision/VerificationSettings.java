package com.raptorcomply.gateway.decision;

/**
 * Bounds of the questions to the key service.
 *
 * @param inFlightMax questions under way at once, over all keys
 * @param waitingMax keys that wait for their turn; past it requests are refused as overloaded
 * @param requestsPerKeyMax requests that wait for one key's answer
 * @param attemptsMax how often an answer that raced a change is asked for again
 * @param timeoutMillis for one question
 */
public record VerificationSettings(
        int inFlightMax, int waitingMax, int requestsPerKeyMax, int attemptsMax, long timeoutMillis) {}
