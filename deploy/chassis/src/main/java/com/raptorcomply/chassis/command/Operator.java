package com.raptorcomply.chassis.command;

import com.raptorcomply.chassis.service.ServiceName;
import java.time.Duration;
import java.util.Map;

/**
 * The environment of an operator's command.
 *
 * @param migrations the location of the service's migrations on the class path
 * @param environment the environment variables, which may hold settings
 * @param databaseWait the longest wait for the database
 */
public record Operator(
        ServiceName service, String migrations, Map<String, String> environment, Duration databaseWait) {}
