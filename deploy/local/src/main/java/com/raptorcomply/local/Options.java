package com.raptorcomply.local;

import com.raptorcomply.local.postgres.ServerAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a local run is told.
 *
 * @param data where everything is kept between runs
 * @param host the address that the services listen on
 * @param database an administrator of a PostgreSQL server that is there; empty starts one of our own
 */
public record Options(Path data, String host, Ports ports, Optional<ServerAddress> database) {}
