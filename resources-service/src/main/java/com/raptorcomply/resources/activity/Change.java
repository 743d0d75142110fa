package com.raptorcomply.resources.activity;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * One change of one record.
 *
 * @param action {@code create}, {@code update}, {@code delete}, or the action that moved it to another state
 * @param resourceType such as {@code cyber_asset}
 * @param details the record for a creation or removal, {@code {"field": {"from": …, "to": …}}} for an update or
 *     another action
 */
public record Change(String action, String resourceType, UUID resourceId, JsonObject details) {}
