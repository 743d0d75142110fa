package com.raptorcomply.keyservice.activity;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * An entry about one change of one resource.
 *
 * @param organizationId the organization whose log contains the entry
 * @param resourceType such as {@code user}
 * @param changes the resource for a creation, {@code {"field": {"from": …, "to": …}}} for an update; never a secret
 */
public record ActivityEntry(
        UUID organizationId, ActivityAction action, String resourceType, String resourceId, JsonObject changes) {}
