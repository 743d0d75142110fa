package com.raptorcomply.local;

import com.raptorcomply.local.postgres.ServerAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The options of a local run.
 *
 * @param data the directory that keeps everything between runs
 * @param host the address that the services listen on
 * @param database an administrator of an existing PostgreSQL server; empty starts an embedded server
 */
public record Options(Path data, String host, Ports ports, Optional<ServerAddress> database) {}
