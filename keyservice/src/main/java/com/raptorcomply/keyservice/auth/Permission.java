package com.raptorcomply.keyservice.auth;

/**
 * One permission with a one-line description for the user that grants it.
 *
 * @param name {@code resource:action}, at most 64 characters
 * @param meaning one line, shown where a key's permissions are chosen
 */
public record Permission(String name, String meaning) {}
