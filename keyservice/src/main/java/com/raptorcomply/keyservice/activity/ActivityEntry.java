package com.raptorcomply.keyservice.activity;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * One change of one thing.
 *
 * @param organizationId whose log it goes into
 * @param action {@code create}, {@code update}, {@code delete} or what else was done
 * @param resourceType such as {@code user}
 * @param changes the thing for a creation, {@code {"field": {"from": …, "to": …}}} for an update; never a secret
 */
public record ActivityEntry(
        UUID organizationId, String action, String resourceType, String resourceId, JsonObject changes) {}
