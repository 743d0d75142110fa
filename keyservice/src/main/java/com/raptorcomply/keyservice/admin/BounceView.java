package com.raptorcomply.keyservice.admin;

/**
 * Loads a page again. Browsers send no {@code SameSite=Strict} cookie with a request that another site starts; the
 * second request is this service's own, so it brings the session.
 *
 * @param path the page, marked as loaded again
 */
public record BounceView(String path) implements View {
    @Override
    public String template() {
        return "bounce.jte";
    }
}
